import { chromium, type Browser, type Page } from '@playwright/test'
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './cli'

/** Debian's Chromium, or one named by the environment; null: the test is skipped with a word. */
export const chromiumPath = (): string | null =>
  [process.env['ASSAY_CHROMIUM'], '/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'].find(
    (path) => path !== undefined && existsSync(path)
  ) ?? null

export type OpenPage = { page: Page; close: () => Promise<void>; faults: string[] }

/** `assay serve` as users have it, on a folder of its own, and its page in a browser. `faults`: what the page complained of. */
export async function openPage(folder: string, colorScheme: 'light' | 'dark' = 'light'): Promise<OpenPage> {
  const env = { ...process.env, ASSAY_KEYS: join(folder, 'keys'), XDG_CONFIG_HOME: join(folder, 'config'), HOME: folder }
  const server = spawn(process.execPath, [join(root, 'out/main/cli.cjs'), 'serve', '--root', folder, '--json'], {
    env,
    stdio: ['ignore', 'pipe', 'inherit']
  })
  const ended = new Promise((done) => server.on('close', done))
  let browser: Browser | undefined
  const close = async (): Promise<void> => {
    await browser?.close()
    server.kill('SIGINT')
    await ended
  }
  try {
    const link = await new Promise<string>((found, refuse) => {
      let text = ''
      server.stdout.on('data', (piece) => {
        text += String(piece)
        const line = /\{.*\}/.exec(text)?.[0]
        if (line !== undefined) found((JSON.parse(line) as { link: string }).link)
      })
      server.on('close', () => refuse(new Error('assay serve ended')))
    })
    browser = await chromium.launch({ executablePath: chromiumPath()!, args: ['--no-sandbox'] })
    const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, colorScheme, acceptDownloads: true })
    const page = await context.newPage()
    page.setDefaultTimeout(60_000)
    const faults: string[] = []
    page.on('pageerror', (error) => faults.push(error.message))
    page.on('console', (message) => {
      if (message.type() === 'error') faults.push(message.text())
    })
    await page.goto(link)
    await page.getByRole('heading', { level: 1 }).waitFor()
    return { page, close, faults }
  } catch (error) {
    await close()
    throw error
  }
}
