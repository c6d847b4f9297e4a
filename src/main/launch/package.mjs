// Makes an installer for this system. electron-builder is no dependency of the product: npx fetches it, which needs the registry and Electron's download host.
import { spawnSync } from 'node:child_process'
import { dirname, join } from 'node:path'
import { findElectron } from './electron-binary.mjs'
import { root, setUp } from './setup.mjs'

const BUILDER = 'electron-builder@26.17.0'

setUp()
const { binary, why } = await findElectron()
if (binary === undefined) {
  process.stderr.write(
    `No installer was made: ${why}. Run this where github.com can be reached, or name a folder that holds Electron by ELECTRON_OVERRIDE_DIST_PATH.\n`
  )
  process.exit(3)
}
process.stderr.write(`Packaging with ${BUILDER}, which npx fetches …\n`)
const { status } = spawnSync(
  'npx',
  [
    '--yes',
    BUILDER,
    '--config',
    join('src', 'main', 'launch', 'electron-builder.config.cjs'),
    '--publish',
    'never',
    `--config.electronDist=${dirname(binary)}`,
    ...process.argv.slice(2)
  ],
  { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }
)
process.exit(status ?? 1)
