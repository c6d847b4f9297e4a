/** Installers: `npm run package`. The fuses take from the shipped binary what only attackers would use. */
module.exports = {
  appId: 'org.assay.app',
  productName: 'Assay',
  executableName: 'assay-app',
  directories: { output: 'dist' },
  files: ['out/**', 'resources/**', 'package.json', 'LICENSE', '!**/*.map'],
  // Native code cannot be loaded from inside the archive.
  asar: true,
  asarUnpack: ['**/*.node', 'node_modules/@duckdb/**', 'node_modules/@myriaddreamin/**'],
  npmRebuild: false,
  electronFuses: {
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false
  },
  linux: {
    target: ['AppImage', 'deb'],
    category: 'Office',
    maintainer: 'The Assay authors',
    synopsis: 'Model audits that an examiner can recompute'
  },
  win: { target: ['nsis'] },
  nsis: { oneClick: false, perMachine: false, allowToChangeInstallationDirectory: true, differentialPackage: false },
  mac: { target: ['dmg'], category: 'public.app-category.business', hardenedRuntime: true },
  publish: null
}
