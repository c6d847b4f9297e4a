// Takes a picture of every page of the window on the sample, light and dark; needs a Chromium. Plain Node and Playwright.
import { spawn } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { chromium } from '@playwright/test'
import { root } from './setup.mjs'

const CHROMIUM = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find((path) => existsSync(path))
const SIZE = { width: 1280, height: 800 }
const PAGES = [
  ...['start', 'data', 'plan', 'quality', 'fairness', 'performance', 'drift', 'explain', 'slices', 'compare'],
  ...['findings', 'report', 'verify', 'keys', 'settings', 'about']
]

/** Serves a fresh folder; the link works once. */
async function serve(folder) {
  const child = spawn(
    process.execPath,
    [join(root, 'out/main/cli.cjs'), '--keys', join(folder, 'config/keys'), '--json', 'serve', '--root', folder],
    {
      stdio: ['ignore', 'pipe', 'inherit']
    }
  )
  const link = await new Promise((found, failed) => {
    let text = ''
    child.on('exit', () => failed(new Error('assay serve ended')))
    child.stdout.on('data', (bytes) => {
      text += bytes
      const line = /^\{.*\}$/m.exec(text)
      if (line) found(JSON.parse(line[0]).link)
    })
  })
  return { child, link }
}

/** What else has to be on a page before it is worth a picture. */
const BEFORE = {
  plan: (page) => page.locator('.cm-line').first().waitFor(),
  performance: (page) => page.locator('.js-plotly-plot .points path').first().waitFor(),
  report: async (page) => {
    await page.getByText(/^\d+ pages$/).waitFor()
    await page.waitForTimeout(5000)
  },
  fairness: async (page) => {
    await page.evaluate(() => (location.hash = '#/fairness?groups=race'))
    await page.getByRole('button', { name: /^Black: / }).click()
  }
}

async function pictures(browser, link, theme, out) {
  const page = await browser.newPage({ viewport: SIZE, colorScheme: theme })
  await page.goto(link)
  await page.getByRole('button', { name: 'Open the sample' }).click()
  await page.getByRole('heading', { name: 'Are groups treated alike?' }).waitFor({ timeout: 180_000 })
  for (const name of PAGES) {
    await page.evaluate((id) => (location.hash = `#/${id}`), name)
    await page.getByRole('heading', { level: 1 }).waitFor()
    await page.waitForTimeout(400)
    await BEFORE[name]?.(page)
    await page.mouse.move(0, 0)
    await page.waitForTimeout(3000)
    await page.screenshot({ path: join(out, `window-${name}-${theme}.png`) })
  }
  await page.context().close()
}

/** Pictures of all pages into a folder; says so where there is no browser. */
export async function windowScreens(out) {
  if (CHROMIUM === undefined) {
    process.stderr.write('No Chromium here: the pictures of the window stay as they are.\n')
    return
  }
  const browser = await chromium.launch({ executablePath: CHROMIUM, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] })
  for (const theme of ['light', 'dark']) {
    const folder = mkdtempSync(join(tmpdir(), 'assay-screens-'))
    const { child, link } = await serve(folder)
    await pictures(browser, link, theme, out)
    const ended = new Promise((done) => child.on('exit', done))
    child.kill('SIGTERM')
    await ended
    rmSync(folder, { recursive: true, force: true })
  }
  await browser.close()
}
