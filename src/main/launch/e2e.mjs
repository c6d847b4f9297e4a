// Drives real windows: a browser's page, and Electron's. What is not on this machine is skipped with a word. `--smoke`: only the shortest way through.
import { spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { electronBinary } from './electron-binary.mjs'
import { root, setUp } from './setup.mjs'

const RUNTIME = join(root, '../shared/tools/electron-runtime/install.sh')
const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome']
const say = (line) => process.stdout.write(`${line}\n`)
const found = (command) => spawnSync('sh', ['-c', `command -v ${command}`]).status === 0

/** Electron's binary: the one of this clone, or the test runtime where that lies beside it. */
function testElectron() {
  const own = electronBinary()
  if (own !== null) return own
  if (!existsSync(RUNTIME)) return null
  const { status, stdout } = spawnSync(RUNTIME, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })
  return status === 0 ? join(stdout.trim(), 'electron') : null
}

/** A network namespace of its own, with nothing in it but the loopback address: where that can be had, whatever dials out fails. */
const alone = () =>
  process.platform === 'linux' && process.getuid?.() === 0 && spawnSync('unshare', ['-n', 'true']).status === 0 && found('ip')
    ? ['unshare', '-n', 'sh', '-c', 'ip link set lo up && exec "$@"', 'sh']
    : []

function playwright(project, args, { before = [], env = {} } = {}) {
  const command = [
    ...before,
    process.execPath,
    join(root, 'node_modules/@playwright/test/cli.js'),
    'test',
    '-c',
    'test/playwright.config.ts',
    '--project',
    project,
    ...args
  ]
  const { status } = spawnSync(command[0], command.slice(1), { cwd: root, stdio: 'inherit', env: { ...process.env, ...env } })
  return status ?? 1
}

/** Runs what can be run here; the exit code. */
export function endToEnd({ smoke }) {
  const args = smoke ? ['--grep', '@smoke'] : []
  const namespace = smoke ? [] : alone()
  let worst = 0
  const chromium = CHROMIUM.find((path) => existsSync(path))
  if (!smoke)
    say(
      namespace.length > 0
        ? 'Windows run in a network namespace without a network.'
        : 'No network namespace here: the absence of requests is checked by listening only.'
    )
  if (chromium === undefined) say('Skipped: there is no chromium for the loopback page.')
  else worst = Math.max(worst, playwright('loopback', args, { before: namespace, env: { ASSAY_TEST_CHROMIUM: chromium } }))
  if (smoke) return worst
  const electron = testElectron()
  const display = process.env.DISPLAY ? [] : found('xvfb-run') ? ['xvfb-run', '-a'] : null
  if (electron === null) say('Skipped: there is no Electron runtime for the window.')
  else if (display === null) say('Skipped: there is no display for the window, and no xvfb-run.')
  else worst = Math.max(worst, playwright('electron', args, { before: [...namespace, ...display], env: { ASSAY_TEST_ELECTRON: electron } }))
  return worst
}

if (process.argv[1]?.endsWith('e2e.mjs')) {
  setUp()
  process.exit(endToEnd({ smoke: process.argv.includes('--smoke') }))
}
