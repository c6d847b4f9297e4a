import { spawn, spawnSync, type ChildProcess } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { chromium } from '@playwright/test'
import { afterAll, beforeAll, test } from 'vitest'
import { writeSkeleton } from './skeleton'

/** Cold start with the sample project open: from the launch of the program to its results on the screen. */
const ROUNDS = Number(process.env['ASSAY_BENCH_ROUNDS'] ?? 7)
const GOAL_MS = 900
const root = resolve(import.meta.dirname, '../..')
const CLI = join(root, 'out/main/cli.cjs')
const CHROMIUM = '/usr/bin/chromium'
const asRoot = process.getuid?.() === 0 ? ['--no-sandbox'] : []
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
const project = join(folder, 'sample')
const keys = ['--keys', join(folder, 'config', 'keys')]

beforeAll(() => {
  spawnSync(process.execPath, [CLI, 'sample', project])
  spawnSync(process.execPath, [CLI, ...keys, '--project', project, 'audit', join(project, 'plan.yaml')])
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const median = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN
const shown = (values: readonly number[]): string =>
  `median ${Math.round(median(values))} ms, from ${Math.round(Math.min(...values))} to ${Math.round(Math.max(...values))}, load ${loadavg()[0]?.toFixed(1)}`

const lineOf = (child: ChildProcess, pattern: RegExp): Promise<string> =>
  new Promise((done, refuse) => {
    child.stdout?.on('data', (text) => pattern.test(String(text)) && done(String(text)))
    child.once('exit', () => refuse(new Error('it ended')))
  })
const gone = (child: ChildProcess): Promise<unknown> => new Promise((done) => child.once('exit', done))

test('Electron', async () => {
  const binary =
    process.env['ASSAY_TEST_ELECTRON'] ??
    join(process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(root, 'node_modules/electron/dist'), 'electron')
  if (!existsSync(binary) || !process.env['DISPLAY'])
    return say('  Electron: skipped, there is no binary or no display (xvfb-run -a npm run bench -- window)')
  const skeleton = writeSkeleton(join(folder, 'skeleton'))
  const sample = [root, '--project', project, ...keys]
  const [first, later, bare]: [number[], number[], number[]] = [[], [], []]
  for (let round = 0; round <= ROUNDS; round++) {
    const took = [
      await usableAfter(binary, sample, `user-${round}`),
      await usableAfter(binary, sample, 'same-user'),
      await usableAfter(binary, [skeleton], `bare-${round}`)
    ] as const
    if (round > 0) [first, later, bare].forEach((times, which) => times.push(took[which] ?? NaN))
  }
  say(`  Electron: results on the screen after ${shown(first)}; goal ${GOAL_MS}; every launch is a new user's first`)
  say(`  Electron: the same of one user's later launches: ${shown(later)}`)
  say(`  a bare skeleton of the same processes, in turn with them, new users: ${shown(bare)}`)
})

/** Milliseconds from the launch until the page says that what it was opened for is painted. */
async function usableAfter(binary: string, args: readonly string[], user: string): Promise<number> {
  const began = performance.now()
  const child = spawn(binary, [...asRoot, '--disable-gpu', ...args], {
    stdio: ['ignore', 'pipe', 'ignore'],
    env: { ...process.env, ASSAY_MARKS: '1', XDG_CONFIG_HOME: join(folder, user) }
  })
  await lineOf(child, /usable/)
  const took = performance.now() - began
  child.kill()
  await gone(child)
  return took
}

test('loopback', async () => {
  if (!existsSync(CHROMIUM)) return say('  loopback: skipped, there is no chromium')
  const [server, browser, whole]: number[][] = [[], [], []]
  for (let round = 0; round <= ROUNDS; round++) {
    const began = performance.now()
    const child = spawn(process.execPath, [CLI, '--project', project, ...keys, '--json', 'serve', '--root', folder], {
      stdio: ['ignore', 'pipe', 'ignore']
    })
    const { link } = JSON.parse(await lineOf(child, /link/)) as { link: string }
    const listening = performance.now() - began
    const shownBy = await chromium.launch({
      executablePath: CHROMIUM,
      args: [...asRoot, '--disable-gpu', '--disable-background-networking']
    })
    const launched = performance.now()
    const page = await shownBy.newPage()
    await page.goto(link)
    await page.waitForFunction(() => performance.getEntriesByName('usable').length > 0)
    if (round > 0) {
      server?.push(listening)
      browser?.push(performance.now() - launched)
      whole?.push(performance.now() - began)
    }
    await shownBy.close()
    child.kill()
    await gone(child)
  }
  say(`  loopback: listening after ${shown(server ?? [])}`)
  say(`  loopback: page usable in a running browser after ${shown(browser ?? [])}`)
  say(`  loopback: with the browser's own start ${shown(whole ?? [])}`)
})
