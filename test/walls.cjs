/** Which room may import which: ARCHITECTURE.md, "Rooms". Checked by test/unit/walls.test.ts. */
const pure = ['zod', 'yaml', 'pure-rand', '@noble/hashes', '@noble/curves', '@bufbuild/protobuf']
const packages = (names) => names.map((name) => `node_modules/${name}/`)
const room = (name, path, mayImport) => ({
  name,
  severity: 'error',
  from: { path },
  to: { pathNot: mayImport }
})

module.exports = {
  forbidden: [
    room('shared', '^src/shared/', ['^src/shared/', ...packages(['zod', '@orpc/contract'])]),
    room('core', '^src/main/core/', ['^src/shared/', '^src/main/core/', ...packages(pure)]),
    {
      name: 'core-rooms-apart',
      severity: 'error',
      from: { path: '^src/main/core/([^/]+)/' },
      to: {
        path: '^src/main/core/',
        pathNot: ['^src/main/core/$1/', '^src/main/core/(stats|columns)/', '^src/main/core/evidence/(bytes|digest|canonical-json)'],
        dependencyTypesNot: ['type-only']
      }
    },
    room('kernels', '^src/main/kernels/', ['^src/main/kernels/', '^src/main/core/']),
    room('ports', '^src/main/ports/', ['^src/shared/', '^src/main/ports/', '^src/main/core/']),
    {
      name: 'kernels-types-of-core',
      severity: 'error',
      from: { path: '^src/main/kernels/' },
      to: { path: '^src/main/core/', dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'ports-types-of-core',
      severity: 'error',
      from: { path: '^src/main/ports/' },
      to: { path: '^src/main/core/', dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'services',
      severity: 'error',
      from: { path: '^src/main/services/' },
      to: { path: '.', pathNot: ['^src/shared/', '^src/main/(core|ports|services)/', ...packages(['zod', 'yaml'])] }
    },
    {
      name: 'rpc',
      severity: 'error',
      from: { path: '^src/main/rpc/' },
      to: { path: '.', pathNot: ['^src/shared/', '^src/main/(rpc|services)/', ...packages(['@orpc/server'])] }
    },
    {
      name: 'rpc-only-by-compose',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main/(rpc/|compose-engine\\.ts|host/)'] },
      to: { path: '^src/main/rpc/' }
    },
    {
      name: 'adapters',
      severity: 'error',
      from: { path: '^src/main/(store|files|keys|print)/' },
      to: { path: '^src/main/(services|rpc|host|workers|compose)' }
    },
    {
      name: 'adapters-apart',
      severity: 'error',
      from: { path: '^src/main/(store|files|keys|print)/' },
      to: { path: '^src/main/(store|files|keys|print)/', pathNot: ['^src/main/$1/'] }
    },
    {
      name: 'compute-worker',
      severity: 'error',
      from: { path: '^src/main/workers/compute' },
      to: { path: '^src/main/', pathNot: ['^src/main/(core|kernels|ports|workers)/'] }
    },
    {
      name: 'reader-worker',
      severity: 'error',
      from: { path: '^src/main/workers/reader' },
      to: { path: '^src/main/', pathNot: ['^src/main/(core|ports|store|files|workers)/'] }
    },
    {
      name: 'hosts',
      severity: 'error',
      from: { path: '^src/main/host/' },
      to: { path: '^src/main/(core|kernels|store|files|keys|print|workers|services|rpc)/', dependencyTypesNot: ['type-only'] }
    },
    {
      name: 'compose-only-by-hosts',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main/(host/|compose(-(engine|executor|ports))?\\.ts)'] },
      to: { path: '^src/main/compose(-(engine|executor|ports))?\\.ts' }
    },
    {
      name: 'electron-only-in-its-host',
      severity: 'error',
      from: { path: '^src/', pathNot: ['^src/main/host/electron/'] },
      to: { path: '(^|node_modules/)electron($|/)' }
    },
    room('renderer', '^src/renderer/', [
      '^src/(renderer|shared)/',
      ...packages([
        'react',
        'react-dom',
        'zustand',
        'apache-arrow',
        'pdfjs-dist',
        'plotly.js-cartesian-dist-min',
        '@types/plotly.js',
        '@types/react',
        '@types/react-dom',
        '@mantine',
        '@tanstack',
        '@tabler',
        '@orpc',
        '@codemirror',
        '@expo-google-fonts'
      ])
    ]),
    { name: 'renderer-no-node', severity: 'error', from: { path: '^src/renderer/' }, to: { dependencyTypes: ['core'] } },
    { name: 'no-cycles', severity: 'error', from: {}, to: { circular: true } },
    { name: 'resolvable', severity: 'error', from: {}, to: { couldNotResolve: true } }
  ],
  options: {
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '\\.d\\.ts$' },
    tsPreCompilationDeps: true,
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'] },
    tsConfig: { fileName: 'src/main/tsconfig.json' }
  }
}
