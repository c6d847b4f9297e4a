import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { cpSync, existsSync, mkdirSync, mkdtempSync, readdirSync, readFileSync, renameSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, relative, resolve, sep } from 'node:path'
import { test as base, _electron, chromium, errors, expect, type Browser, type ElectronApplication, type Page } from '@playwright/test'

export type HostName = 'electron' | 'loopback'

export const root = resolve(import.meta.dirname, '../..')
const CLI = join(root, 'out/main/cli.cjs')

/** One running Assay with its windows, in a folder of its own. */
export type Running = {
  readonly name: HostName
  readonly folder: string
  readonly page: Page
  /** Electron only. */
  readonly app: ElectronApplication | null
  /** Another window of the same engine; `act`: what opens it. */
  another: (act?: () => Promise<void>) => Promise<Page>
  /** Ends the window while work is under way and opens it again on the same engine. */
  reopen: () => Promise<Page>
  /** Ends the window while nothing is under way, with which Electron ends whole, and opens it again. */
  restart: () => Promise<Page>
  /** Answers the next choice of files that `act` brings about. */
  choosing: (page: Page, files: readonly string[], act: () => Promise<void>) => Promise<void>
  /** Answers the next choice of a folder that `act` brings about. */
  choosingFolder: (page: Page, folder: string, act: () => Promise<void>) => Promise<void>
  /** Where the file went that `act` saves; `to` is what the user would choose. */
  saving: (page: Page, to: string, act: () => Promise<void>) => Promise<void>
  /** What the test itself did against the policy is expected. */
  forgive: () => void
  /** Process ids of the engine or of its readers. */
  processes: (what: 'engine' | 'reader') => Promise<number[]>
}

type Fixtures = { assay: Running }
type WorkerFixtures = { hostName: HostName; sample: string }

export const test = base.extend<Fixtures, WorkerFixtures>({
  hostName: ['loopback', { option: true, scope: 'worker' }],
  sample: [
    async ({}, use) => {
      await use(auditedSample())
    },
    { scope: 'worker', timeout: 120_000 }
  ],
  assay: async ({ hostName, sample }, use) => {
    const folder = mkdtempSync(join(tmpdir(), 'assay-e2e-'))
    mkdirSync(join(folder, 'assay-projects'))
    cpSync(sample, join(folder, 'assay-projects', 'Sample'), { recursive: true })
    const strangers: string[] = []
    const watch = (page: Page): void => {
      page.on('request', (request) => {
        if (!/^(app:\/\/assay\/|http:\/\/127\.0\.0\.1:\d+\/|blob:|data:)/.test(request.url())) strangers.push(request.url())
      })
      page.on('console', (message) => {
        if (/Content Security Policy/.test(message.text())) strangers.push(message.text())
      })
    }
    let forgiven = false
    const forgive = (): void => {
      forgiven = true
    }
    const { running, stop } =
      hostName === 'electron' ? await startElectron(folder, watch, forgive) : await startLoopback(folder, watch, forgive)
    await use(running)
    await stop()
    rmSync(folder, { recursive: true, force: true })
    expect(forgiven ? [] : strangers, 'requests to others, and breaches of the page’s policy').toEqual([])
  }
})
export { expect } from '@playwright/test'

/** The sample, audited by this build: made once, and kept with the build. */
function auditedSample(): string {
  const { build } = JSON.parse(readFileSync(join(root, 'out/build.json'), 'utf8')) as { build: string }
  const kept = join(root, 'out', 'e2e-sample', build.slice(0, 16))
  if (existsSync(join(kept, 'reports'))) return kept
  rmSync(join(root, 'out', 'e2e-sample'), { recursive: true, force: true })
  const made = join(root, 'out', 'e2e-sample', 'making')
  const run = (...args: string[]): number | null =>
    spawnSync(process.execPath, [CLI, '--project', made, '--keys', join(made, 'keys'), ...args], { stdio: 'ignore' }).status
  expect(run('sample', made)).toBe(0)
  expect(run('audit', join(made, 'plan.yaml'))).toBe(1)
  renameSync(made, kept)
  return kept
}

type Started = { running: Running; stop: () => Promise<void> }

export const electronArguments = (folder: string): string[] => [
  ...(process.getuid?.() === 0 ? ['--no-sandbox'] : []),
  '--disable-gpu',
  root,
  ...['--keys', join(folder, 'config', 'keys'), '--projects', join(folder, 'assay-projects')]
]

/** Its own place for what Electron remembers, so that instances do not meet. */
export const electronEnvironment = (folder: string): Record<string, string> => ({
  ...Object.fromEntries(Object.entries(process.env).filter((pair): pair is [string, string] => pair[1] !== undefined)),
  XDG_CONFIG_HOME: join(folder, 'electron')
})

export const electronBinary = (): string => process.env['ASSAY_TEST_ELECTRON'] ?? ''

/** Now and then (1 of 30 on a loaded machine) Playwright stays waiting for Electron’s inspector and never lets its ready event through. */
async function launched(folder: string, attempts = 3): Promise<ElectronApplication> {
  try {
    return await _electron.launch({
      executablePath: electronBinary(),
      args: electronArguments(folder),
      env: electronEnvironment(folder),
      timeout: 30_000
    })
  } catch (error) {
    if (attempts === 1 || !(error instanceof errors.TimeoutError)) throw error
    return launched(folder, attempts - 1)
  }
}

async function startElectron(folder: string, watch: (page: Page) => void, forgive: () => void): Promise<Started> {
  let app = await launched(folder)
  app.on('window', watch)
  const first = await app.firstWindow()
  const another = async (act: () => Promise<unknown>): Promise<Page> => {
    const [page] = await Promise.all([app.waitForEvent('window'), act()])
    return page
  }
  const again = (): Promise<unknown> => app.evaluate(({ app: electron }) => electron.emit('second-instance'))
  const running: Running = {
    name: 'electron',
    forgive,
    folder,
    get app() {
      return app
    },
    page: first,
    another: (act = async () => void (await again())) => another(act),
    async reopen() {
      await Promise.all(app.windows().map((page) => page.close()))
      return another(again)
    },
    async restart() {
      await Promise.all([app.waitForEvent('close'), ...app.windows().map((page) => page.close())])
      app = await launched(folder)
      app.on('window', watch)
      return app.firstWindow()
    },
    async choosing(_page, files, act) {
      await app.evaluate(
        ({ dialog }, filePaths) => {
          dialog.showOpenDialog = () => Promise.resolve({ canceled: false, filePaths })
        },
        [...files]
      )
      await act()
    },
    choosingFolder: (page, chosen, act) => running.choosing(page, [chosen], act),
    async saving(_page, to, act) {
      await app.evaluate(({ dialog }, filePath) => {
        dialog.showSaveDialog = () => Promise.resolve({ canceled: false, filePath })
      }, to)
      await act()
    },
    processes: (what) =>
      app.evaluate(
        ({ app: electron }, name) =>
          electron
            .getAppMetrics()
            .filter((one) => one.name === name || one.serviceName === name)
            .map(({ pid }) => pid),
        `Assay ${what}`
      )
  }
  return { running, stop: () => app.close() }
}

async function startLoopback(folder: string, watch: (page: Page) => void, forgive: () => void): Promise<Started> {
  const { server, link } = await serve(folder)
  const browser: Browser = await chromium.launch({
    executablePath: process.env['ASSAY_TEST_CHROMIUM'] ?? '/usr/bin/chromium',
    args: [...(process.getuid?.() === 0 ? ['--no-sandbox'] : []), '--disable-gpu', '--disable-background-networking']
  })
  const context = await browser.newContext({ acceptDownloads: true })
  context.on('page', watch)
  const open = async (url: string): Promise<Page> => {
    const page = await context.newPage()
    await page.goto(url)
    return page
  }
  const origin = link.replace(/#.*/, '')
  const running: Running = {
    name: 'loopback',
    forgive,
    folder,
    app: null,
    page: await open(link),
    async another(act) {
      if (act === undefined) return open(origin)
      const [page] = await Promise.all([context.waitForEvent('page'), act()])
      return page
    },
    async reopen() {
      await Promise.all(context.pages().map((page) => page.close()))
      return open(origin)
    },
    restart: () => running.reopen(),
    async choosing(page, files, act) {
      const [chooser] = await Promise.all([page.waitForEvent('filechooser'), act()])
      await chooser.setFiles([...files])
    },
    async choosingFolder(page, chosen, act) {
      await act()
      for (const name of relative(folder, chosen).split(sep))
        await page.getByRole('dialog').getByRole('button', { name, exact: true }).click()
      await page.getByRole('button', { name: 'Choose this folder' }).click()
    },
    async saving(page, to, act) {
      const [download] = await Promise.all([page.waitForEvent('download'), act()])
      await download.saveAs(to)
    },
    processes: (what) => Promise.resolve(what === 'engine' ? [server.pid ?? 0] : childrenOf(server.pid ?? 0, 'reader.cjs'))
  }
  const stop = async (): Promise<void> => {
    await browser.close()
    if (server.exitCode !== null || server.signalCode !== null) return
    const gone = new Promise((done) => server.once('exit', done))
    server.kill('SIGTERM')
    await gone
  }
  return { running, stop }
}

function serve(folder: string): Promise<{ server: ChildProcess; link: string }> {
  const server = spawn(process.execPath, [CLI, '--keys', join(folder, 'config', 'keys'), '--json', 'serve', '--root', folder], {
    stdio: ['ignore', 'pipe', 'inherit']
  })
  return new Promise((done, refuse) => {
    server.once('exit', (code) => refuse(new Error(`assay serve ended: ${code}`)))
    server.stdout.once('data', (text) => done({ server, link: (JSON.parse(String(text)) as { link: string }).link }))
  })
}

function childrenOf(parent: number, entry: string): number[] {
  return readdirSync('/proc')
    .filter((name) => /^\d+$/.test(name) && existsSync(`/proc/${name}/stat`))
    .filter((pid) => {
      try {
        const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
        return (
          Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]) === parent &&
          readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes(entry)
        )
      } catch {
        return false
      }
    })
    .map(Number)
}

/** A page of the rail, by its name. */
export const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name, exact: false }).first().click()

/** Opens the sample from the start page, up to its results. */
export async function openSample(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'Open the sample' }).click()
  await expect(page.getByRole('heading', { name: 'Are groups treated alike?' })).toBeVisible()
}
