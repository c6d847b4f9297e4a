import { readdirSync, readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { join } from 'node:path'
import type { ElectronApplication, Page } from '@playwright/test'
import { expect, root, test } from '../../support/hosts'

/** The twenty points of Electron's security checklist (docs/tutorial/security.md), one test each. */
const require = createRequire(import.meta.url)
const PAGE = 'app://assay/index.html'

const filesBelow = (folder: string): string[] =>
  readdirSync(folder, { withFileTypes: true }).flatMap((entry) =>
    entry.isDirectory() ? filesBelow(join(folder, entry.name)) : [join(folder, entry.name)]
  )
const hostSource = (): string =>
  filesBelow(join(root, 'src/main/host'))
    .map((file) => readFileSync(file, 'utf8'))
    .join('\n')

test('1 only content of its own, over its own scheme', async ({ assay }) => {
  const versions = await assay.app!.evaluate(() => ({
    electron: process.versions['electron'],
    chrome: process.versions['chrome'],
    node: process.versions['node']
  }))
  process.stdout.write(`    runtime: Electron ${versions.electron}, Chromium ${versions.chrome}, Node ${versions.node}\n`)
  expect(assay.page.url().replace(/#.*/, '')).toBe(PAGE)
  const resources = await assay.page.evaluate(() => performance.getEntriesByType('resource').map(({ name }) => name))
  expect(resources.filter((name) => !/^(app:\/\/assay\/|blob:|data:)/.test(name))).toEqual([])
})

const preferences = ({ app }: { app: NonNullable<unknown> }) =>
  (app as ElectronApplication).evaluate(({ BrowserWindow }) =>
    BrowserWindow.getAllWindows().map((window) =>
      (window.webContents as unknown as { getLastWebPreferences: () => Record<string, unknown> }).getLastWebPreferences()
    )
  )

test('2 no Node in the page, its workers and its frames', async ({ assay }) => {
  expect(
    await assay.page.evaluate(() => ['require', 'process', 'module', 'Buffer', 'global', '__dirname'].filter((name) => name in globalThis))
  ).toEqual([])
  for (const one of await preferences({ app: assay.app! }))
    for (const name of ['nodeIntegration', 'nodeIntegrationInWorker', 'nodeIntegrationInSubFrames'])
      expect(one[name] ?? false, name).toBe(false)
})

test('3 the preload script lives in a world of its own', async ({ assay }) => {
  for (const one of await preferences({ app: assay.app! })) expect(one).toMatchObject({ contextIsolation: true })
  const tampered = await assay.page.evaluate(() => {
    const { assay: bridge } = window as unknown as { assay: Record<string, unknown> }
    try {
      bridge['connect'] = () => 'mine'
    } catch {
      return false
    }
    return (window as unknown as { assay: { connect: () => unknown } }).assay.connect() === 'mine'
  })
  expect(tampered).toBe(false)
})

test('4 the page’s process is sandboxed', async ({ assay }) => {
  for (const one of await preferences({ app: assay.app! })) expect(one).toMatchObject({ sandbox: true })
  expect(hostSource()).toContain('app.enableSandbox()')
})

test('5 every permission is refused', async ({ assay }) => {
  assay.forgive()
  const answers = await assay.page.evaluate(async () => {
    const refused = (work: Promise<unknown>): Promise<string> =>
      Promise.race([work.then(String, () => 'refused'), new Promise<string>((done) => setTimeout(() => done('refused'), 3000))])
    return {
      notifications: await refused(Notification.requestPermission()),
      camera: await refused(navigator.mediaDevices?.getUserMedia({ video: true, audio: true }) ?? Promise.reject(new Error())),
      location: await refused(new Promise((done, fail) => navigator.geolocation.getCurrentPosition(done, fail))),
      clipboard: await refused(navigator.clipboard.readText()),
      midi: await refused((navigator as unknown as { requestMIDIAccess: () => Promise<unknown> }).requestMIDIAccess())
    }
  })
  expect(answers).toEqual({ notifications: 'denied', camera: 'refused', location: 'refused', clipboard: 'refused', midi: 'refused' })
})

test('6 web security is on', async ({ assay }) => {
  for (const one of await preferences({ app: assay.app! })) expect(one).toMatchObject({ webSecurity: true })
})

test('7 a content policy that lets in neither inline script nor eval nor any connection', async ({ assay }) => {
  assay.forgive()
  const seen = await assay.page.evaluate(async () => {
    const inline = document.createElement('script')
    inline.textContent = 'window.ranInline = true'
    document.body.append(inline)
    // Not in this very call: the test's own way into the page is exempt from the policy.
    const evaluated = await new Promise<string>((done) =>
      setTimeout(() => {
        try {
          done(String(Reflect.construct(Function, ['return 1'])))
        } catch {
          done('refused')
        }
      })
    )
    const fetched = await fetch('https://example.com/').then(
      () => 'fetched',
      () => 'refused'
    )
    return { inline: 'ranInline' in window, evaluated, fetched }
  })
  expect(seen).toEqual({ inline: false, evaluated: 'refused', fetched: 'refused' })
})

test('8 no insecure content is let in', async ({ assay }) => {
  for (const one of await preferences({ app: assay.app! })) expect(one['allowRunningInsecureContent'] ?? false).toBe(false)
})

test('9 no experimental features', async ({ assay }) => {
  for (const one of await preferences({ app: assay.app! })) expect(one['experimentalFeatures'] ?? false).toBe(false)
})

test('10 no Blink features are switched on', async ({ assay }) => {
  for (const one of await preferences({ app: assay.app! })) expect(one['enableBlinkFeatures'] ?? '').toBe('')
  expect(hostSource()).not.toContain('enableBlinkFeatures')
})

test('11 no webviews, so none with pop-ups', async ({ assay }) => {
  assay.forgive()
  for (const one of await preferences({ app: assay.app! })) expect(one['webviewTag'] ?? false).toBe(false)
  expect(await assay.page.evaluate(() => 'getWebContentsId' in document.createElement('webview'))).toBe(false)
})

test('12 a webview that would be attached is refused', async ({ assay }) => {
  const prevented = await assay.app!.evaluate(({ BrowserWindow }) => {
    let refused = false
    const event = { preventDefault: () => (refused = true) }
    BrowserWindow.getAllWindows()[0]?.webContents.emit('will-attach-webview', event, {}, {})
    return refused
  })
  expect(prevented).toBe(true)
})

const TARGETS = [
  'https://example.com/',
  'http://127.0.0.1:9/',
  'file:///etc/passwd',
  'data:text/html,<h1>x</h1>',
  'javascript:document.title="ran"',
  'app://other/index.html',
  'app://assay/nothing.html',
  'chrome://version/',
  'view-source:app://assay/index.html',
  'https://evil.example/?next=app://assay'
]
const WAYS: Record<string, (page: Page, url: string) => Promise<unknown>> = {
  assign: (page, url) => page.evaluate((to) => void (location.href = to), url),
  replace: (page, url) => page.evaluate((to) => location.replace(to), url),
  link: (page, url) =>
    page.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to, textContent: 'x' })
      document.body.append(link)
      link.click()
      link.remove()
    }, url),
  open: (page, url) => page.evaluate((to) => void window.open(to), url),
  blank: (page, url) =>
    page.evaluate((to) => {
      const link = Object.assign(document.createElement('a'), { href: to, target: '_blank' })
      document.body.append(link)
      link.click()
      link.remove()
    }, url),
  form: (page, url) =>
    page.evaluate((to) => {
      const form = Object.assign(document.createElement('form'), { action: to, method: 'get' })
      document.body.append(form)
      form.submit()
      form.remove()
    }, url),
  frame: (page, url) =>
    page.evaluate((to) => {
      const frame = Object.assign(document.createElement('iframe'), { src: to })
      document.body.append(frame)
      setTimeout(() => frame.remove(), 200)
    }, url),
  refresh: (page, url) =>
    page.evaluate((to) => {
      const meta = Object.assign(document.createElement('meta'), { httpEquiv: 'refresh', content: `0;url=${to}` })
      document.head.append(meta)
      setTimeout(() => meta.remove(), 200)
    }, url)
}

type Seen = () => Promise<{ url: string; title: string; shown: boolean }[]>

/** Every window as Electron sees it: the test's own view waits for navigations that were refused. */
const seenBy = (app: ElectronApplication): ReturnType<Seen> =>
  app.evaluate(({ webContents }) =>
    Promise.all(
      webContents.getAllWebContents().map(async (contents) => ({
        url: contents.getURL().replace(/#.*/, ''),
        title: contents.getTitle(),
        // A script that a page leaves behind when it gives way is never answered.
        shown: await Promise.race([
          contents.executeJavaScript("document.querySelector('h1') !== null") as Promise<boolean>,
          new Promise<boolean>((done) => setTimeout(() => done(false), 2000))
        ])
      }))
    )
  )

async function nothingEscapes(page: Page, seen: Seen, ways: readonly string[]): Promise<void> {
  await expect(page.getByRole('heading', { level: 1 })).toBeVisible()
  const title = 'Start – Assay'
  await expect(page).toHaveTitle(title)
  for (const way of ways)
    for (const target of TARGETS) {
      await WAYS[way]?.(page, target).catch(() => undefined)
      await page.waitForTimeout(60)
      expect(await seen(), `${way} to ${target}`).toEqual([{ url: PAGE, title, shown: true }])
    }
}

test('13 no way leads the window anywhere else', async ({ assay }) => {
  assay.forgive()
  await nothingEscapes(assay.page, () => seenBy(assay.app!), ['assign', 'replace', 'link', 'form', 'refresh', 'frame'])
})

test('13 a blank page, which Electron announces to nobody, gives way to ours', async ({ assay }) => {
  assay.forgive()
  await expect(assay.page.getByRole('heading', { level: 1 })).toBeVisible()
  for (const way of ['assign', 'replace', 'link', 'refresh']) {
    await WAYS[way]?.(assay.page, 'about:blank').catch(() => undefined)
    await expect
      .poll(() => seenBy(assay.app!).then((seen) => seen.map(({ url, shown }) => ({ url, shown }))))
      .toEqual([{ url: PAGE, shown: true }])
    await expect(assay.page.getByRole('heading', { level: 1 })).toBeVisible()
  }
})

test('14 the page opens no windows', async ({ assay }) => {
  assay.forgive()
  await nothingEscapes(assay.page, () => seenBy(assay.app!), ['open', 'blank'])
})

test('15 nothing is handed to the system to be opened', () => {
  expect(hostSource()).not.toMatch(/openExternal|openPath|\bshell\b\s*[,}]/)
})

test('16 a supported Electron is pinned, exactly', () => {
  const { devDependencies } = JSON.parse(readFileSync(join(root, 'package.json'), 'utf8')) as { devDependencies: Record<string, string> }
  expect(devDependencies['electron']).toMatch(/^\d+\.\d+\.\d+$/)
  expect(Number(devDependencies['electron']?.split('.')[0])).toBeGreaterThanOrEqual(45)
})

test('17 messages of strange senders are not answered', async ({ assay }) => {
  const answered = await assay.app!.evaluate(
    async ({ BrowserWindow }, preload) => {
      const stranger = new BrowserWindow({ show: false, webPreferences: { preload, sandbox: true } })
      await stranger.loadURL('data:text/html,<title>stranger</title>')
      const answer: unknown = await stranger.webContents.executeJavaScript(
        `new Promise((done) => { addEventListener('message', () => done('a port')); assay.connect(); assay.chooseFolder('x').then((it) => { if (it !== null) done('a folder') }); setTimeout(() => done('nothing'), 1000) })`
      )
      stranger.destroy()
      return answer
    },
    join(root, 'out/preload/preload.cjs')
  )
  expect(answered).toBe('nothing')
})

test('17 messages without the expected shape open no dialog and write nothing', async ({ assay }) => {
  const dialogs = (): Promise<number> => assay.app!.evaluate(() => (globalThis as { dialogs?: number }).dialogs ?? 0)
  await assay.app!.evaluate(({ dialog }) => {
    const opened = (): Promise<{ canceled: true; filePaths: never[]; filePath: '' }> => {
      const counted = globalThis as { dialogs?: number }
      counted.dialogs = (counted.dialogs ?? 0) + 1
      return Promise.resolve({ canceled: true, filePaths: [], filePath: '' })
    }
    Object.assign(dialog, { showOpenDialog: opened, showSaveDialog: opened })
  })
  const answers = await assay.page.evaluate(async () => {
    type Bridge = Record<'chooseFiles' | 'chooseFolder' | 'save', (...given: unknown[]) => Promise<unknown>>
    const { assay: bridge } = window as unknown as { assay: Bridge }
    const choice = { title: 'x', many: true, extensions: ['csv'] }
    const hostile = [
      ...[undefined, null, 0, NaN, true, '', 'a'.repeat(301), [], {}, ['x'], new Date(), new ArrayBuffer(8), { length: 1, 0: 'x' }],
      ...[
        { ...choice, title: 1 },
        { ...choice, many: 'yes' },
        { ...choice, extensions: 'csv' },
        { ...choice, extensions: [1] }
      ],
      { ...choice, extensions: Array.from({ length: 51 }, () => 'a') }
    ]
    const said = new Set<string>()
    for (const one of hostile)
      for (const answer of [
        bridge.chooseFiles(one),
        bridge.chooseFolder(one),
        bridge.save(one, new Uint8Array(1)),
        bridge.save('x.csv', one)
      ])
        said.add(JSON.stringify(await answer))
    return [...said]
  })
  expect(answers.sort()).toEqual(['[]', 'null', '{"kind":"cancelled"}'])
  expect(await dialogs()).toBe(0)
  await assay.page.evaluate(() =>
    (window as unknown as { assay: { chooseFolder: (title: string) => Promise<unknown> } }).assay.chooseFolder('x')
  )
  expect(await dialogs()).toBe(1)
})

test('18 no page from file://', async ({ assay }) => {
  assay.forgive()
  expect(await assay.page.evaluate(() => location.protocol)).toBe('app:')
  expect(
    await assay.page.evaluate(() =>
      fetch('file:///etc/hostname').then(
        () => 'read',
        () => 'refused'
      )
    )
  ).toBe('refused')
  expect(hostSource()).not.toContain('loadFile(')
})

test('19 the fuses of the packaged program', () => {
  const { electronFuses } = require(join(root, 'src/main/launch/electron-builder.config.cjs')) as { electronFuses: Record<string, boolean> }
  expect(electronFuses).toEqual({
    runAsNode: false,
    enableCookieEncryption: true,
    enableNodeOptionsEnvironmentVariable: false,
    enableNodeCliInspectArguments: false,
    enableEmbeddedAsarIntegrityValidation: true,
    onlyLoadAppFromAsar: true,
    loadBrowserProcessSpecificV8Snapshot: false,
    grantFileProtocolExtraPrivileges: false
  })
})

test('20 the page is given a short list of functions, and nothing of Electron', async ({ assay }) => {
  const given = await assay.page.evaluate(() =>
    Object.entries((window as unknown as { assay: object }).assay).map(([name, value]) => `${name} ${typeof value}`)
  )
  expect(given.sort()).toEqual(
    ['chooseFiles', 'chooseFolder', 'connect', 'drawn', 'newWindow', 'pathOf', 'save', 'usable'].map((name) => `${name} function`)
  )
  expect(await assay.page.evaluate(() => ['electron', 'ipcRenderer', 'electronAPI'].filter((name) => name in window))).toEqual([])
})
