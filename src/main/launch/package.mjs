// Makes an installer for this system. electron-builder is no dependency of the product: npx fetches it, which needs the registry and Electron's download host.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { root, setUp } from './setup.mjs'

const BUILDER = 'electron-builder@26.17.0'

setUp()
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
    ...process.argv.slice(2)
  ],
  { cwd: root, stdio: 'inherit', shell: process.platform === 'win32' }
)
process.exit(status ?? 1)
