import { join } from 'node:path'
import { app, BrowserWindow, Menu, session } from 'electron'
import { CHANNELS } from './channels'
import { createCounters } from './counters'
import { startEngine, type EngineProcess } from './engine-process'
import { answerPage } from './ipc'
import { lockContents, lockSession, silenceChromium } from './lockdown'
import { optionsFrom } from './options'
import { declareScheme, servePage } from './page'
import { createWindow } from './window'

const entries = __dirname
const root = join(entries, '..', '..')
const preload = join(entries, '..', 'preload', 'preload.cjs')

async function desktop(args: readonly string[]): Promise<void> {
  if (!app.requestSingleInstanceLock()) return app.exit(0)
  const began = Date.now()
  const counters = createCounters()
  silenceChromium()
  declareScheme()
  if (!app.commandLine.hasSwitch('no-sandbox')) app.enableSandbox()
  lockContents(counters)
  if (process.platform !== 'darwin') Menu.setApplicationMenu(null)
  await app.whenReady()
  const open = (): BrowserWindow => createWindow(preload)
  // The engine takes the longest to be ready: it begins before there is a window.
  const engine = startEngine({
    entries,
    start: { root, ...optionsFrom(args) },
    counters,
    onLost: () => everyWindow(({ webContents }) => webContents.send(CHANNELS.lost)),
    onAgain: () => everyWindow((window) => connect(window, engine))
  })
  lockSession(session.defaultSession, counters)
  servePage(session.defaultSession, join(root, 'out', 'renderer'))
  answerPage({
    counters,
    onConnect: (window) => connect(window, engine),
    onNewWindow: open,
    onUsable: () => {
      if (process.env['ASSAY_MARKS'])
        process.stdout.write(
          `usable ${Date.now() - began} ms after main, main ${Math.round(began - (process.getCreationTime() ?? began))} ms after launch\n`
        )
    }
  })
  app.on('second-instance', open)
  app.on('activate', () => {
    if (BrowserWindow.getAllWindows().length === 0) open()
  })
  endWithLastWindow(engine)
  open()
}

function connect(window: BrowserWindow, engine: EngineProcess): void {
  window.webContents.postMessage(CHANNELS.port, null, [engine.connect()])
}

const everyWindow = (act: (window: BrowserWindow) => void): void => BrowserWindow.getAllWindows().forEach(act)

/** Work that is under way is finished first, unless a window is opened again meanwhile. */
function endWithLastWindow(engine: EngineProcess): void {
  app.on('window-all-closed', () => {
    void engine.finished().then(() => {
      if (BrowserWindow.getAllWindows().length === 0) app.quit()
    })
  })
  app.on('will-quit', () => engine.stop())
}

/** `assay-app --cli …` is the command line, without a window. */
async function commandLine(args: readonly string[]): Promise<void> {
  await app.whenReady()
  const { run } = await import('../cli/run')
  const { startReaderHere } = await import('./local-readers')
  await run(args, { root, startReader: startReaderHere(entries) })
  app.exit(Number(process.exitCode ?? 0))
}

const args = process.argv.slice(1)
const cli = args.indexOf('--cli')
void (cli < 0 ? desktop(args) : commandLine(args.slice(cli + 1)))
