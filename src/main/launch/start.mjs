// Sets up, makes the sample project audited where there is none yet, and shows it: in a window where Electron can open one, else in a browser.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { findElectron } from './electron-binary.mjs'
import { root, setUp } from './setup.mjs'

const cli = join(root, 'out/main/cli.cjs')
const project = join(root, 'assay-project')
const given = process.argv.slice(2).filter((arg) => arg !== '--loopback')
/** An Electron that ends that soon, and not in order, could not open a window. */
const TOO_SOON_MS = 5000

function makeSample() {
  if (existsSync(join(project, 'ledger.jsonl'))) return
  process.stderr.write('Auditing the sample …\n')
  for (const args of [
    ['sample', project],
    ['audit', join(project, 'plan.yaml')]
  ]) {
    const { status } = spawnSync(process.execPath, [cli, '--project', project, ...args], {
      cwd: root,
      stdio: ['ignore', 'ignore', 'inherit']
    })
    // 1 and 2 are verdicts: the sample has a planted bias.
    if (status === null || status > 2) process.exit(status ?? 4)
  }
}

/** A child that gets our signals, and whose end is ours. */
function run(command, args, onExit) {
  const child = spawn(command, args, { cwd: root, stdio: 'inherit' })
  const pass = (signal) => child.kill(signal)
  const signals = ['SIGINT', 'SIGTERM', 'SIGHUP']
  for (const signal of signals) process.on(signal, pass)
  let over = false
  const end = (code, signal) => {
    if (over) return
    over = true
    for (const name of signals) process.off(name, pass)
    onExit(code, signal)
  }
  child.on('exit', end)
  child.on('error', (error) => end(null, error.message))
}

function showPage(why) {
  process.stderr.write(`No window (${why}): Assay is shown in a browser instead.\n`)
  run(process.execPath, [cli, '--project', project, 'serve', '--root', root, ...given], (code) => process.exit(code ?? 1))
}

function showWindow(binary) {
  const began = Date.now()
  const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
  run(binary, [...asRoot, root, '--project', project, ...given], (code, signal) => {
    if ((code !== 0 || signal) && Date.now() - began < TOO_SOON_MS) showPage(`Electron ended at once: ${code ?? signal}`)
    else process.exit(code ?? 1)
  })
}

setUp()
makeSample()
const headless = process.platform === 'linux' && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY
if (process.argv.includes('--loopback')) showPage('asked for')
else if (headless) showPage('there is no display')
else {
  const { binary, why } = await findElectron()
  if (binary) showWindow(binary)
  else showPage(why)
}
