import { spawn, type ChildProcess } from 'node:child_process'
import { existsSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, test } from 'vitest'
import { measured } from './command'
import { ROWS, writeDecisions } from './decisions'
import { root } from './peer'
import { openPlain, type PlainPage, type Task } from './plain-browser'

/** The window over a large audit and over the sample: the first fairness page, the threshold's moves, and how long the page's main thread is ever kept from the user. */
const FIRST_PAGE_MS = 300
const MOVE_MS = 50
const TASK_MS = 100
const MOVES = 60
const CHROMIUM = '/usr/bin/chromium'
const PAGES = [
  'Data',
  'Plan',
  'Quality',
  'Performance',
  'Drift',
  'Explain',
  'Slices',
  'Findings',
  'Report',
  'Verify',
  'Keys',
  'Settings',
  'About',
  'Start',
  'Fairness'
]
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))
const open: { close: () => void }[] = []

const say = (line: string): void => void process.stdout.write(`  ${line}\n`)
const load = (): string => `load ${loadavg()[0]?.toFixed(1)}`
const middle = (values: readonly number[]): number => [...values].sort((a, b) => a - b)[values.length >> 1] ?? NaN
const ms = (value: number): string => `${value.toFixed(0)} ms`

beforeAll(() => void mkdirSync(join(folder, 'keys')))
afterAll(() => {
  for (const each of open) each.close()
  rmSync(folder, { recursive: true, force: true })
})

function linkOf(child: ChildProcess): Promise<string> {
  return new Promise((done, refuse) => {
    child.stdout?.once('data', (text) => done((JSON.parse(String(text)) as { link: string }).link))
    child.once('exit', () => refuse(new Error('assay serve ended')))
  })
}

async function opened(project: string): Promise<PlainPage> {
  const places = ['--project', join(folder, project), '--keys', join(folder, 'keys')]
  const server = spawn(process.execPath, [join(root, 'out/main/cli.cjs'), ...places, '--json', 'serve', '--root', folder], {
    stdio: ['ignore', 'pipe', 'ignore']
  })
  open.push({ close: () => void server.kill() })
  const page = await openPlain(CHROMIUM, await linkOf(server))
  open.push(page)
  await page.until(() => performance.getEntriesByName('usable').length > 0)
  return page
}

/** Milliseconds from a click on a link of the rail to the frame in which what `selector` names is painted. */
const shownAfter = (page: PlainPage, name: string, selector: string): Promise<number> =>
  page.run(
    (text, wanted) =>
      new Promise<number>((done) => {
        const link = [...document.querySelectorAll<HTMLElement>('nav a')].find((one) => one.innerText.startsWith(text))
        const began = performance.now()
        const look = (): void => {
          if (document.querySelector(`#main ${wanted}`) === null) requestAnimationFrame(look)
          else requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
        }
        link?.click()
        look()
      }),
    name,
    selector
  )

/** Milliseconds from a key on the threshold to the frame in which the figures of the new place are painted. */
const movedAfter = (page: PlainPage): Promise<number> =>
  page.run(
    () =>
      new Promise<number>((done) => {
        const title = (): string =>
          [...document.querySelectorAll('#main h2')].find((one) => / at a score /.test(one.textContent))?.textContent ?? ''
        const before = title()
        const began = performance.now()
        const look = (): void => {
          if (title() === before) requestAnimationFrame(look)
          else requestAnimationFrame(() => setTimeout(() => done(performance.now() - began)))
        }
        document.querySelector('#main [role=slider]')?.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowRight', bubbles: true }))
        look()
      })
  )

const settled = (): Promise<void> => new Promise((done) => setTimeout(done, 1500))

async function goTo(page: PlainPage, name: string): Promise<void> {
  await page.run(
    (text) => [...document.querySelectorAll<HTMLElement>('nav a')].find((one) => one.innerText.startsWith(text))?.click(),
    name
  )
  await settled()
}

const shown = (page: PlainPage, selector: string): Promise<void> =>
  page.until((wanted) => document.querySelector(`#main ${wanted}`) !== null, selector)

async function readScores(page: PlainPage): Promise<void> {
  const began = performance.now()
  await page.run(() => [...document.querySelectorAll('button')].find((one) => one.innerText === 'Read the scores')?.click())
  await shown(page, '[role=slider]')
  say(`scores read after ${ms(performance.now() - began)}`)
  await shown(page, '.main-svg')
  await settled()
}

function sayTasks(tasks: readonly (readonly [string, Task])[]): void {
  for (const [name, { wall, cpu }] of tasks)
    say(`longest task, ${name}: ${ms(wall)}, of it on the processor ${ms(cpu)}${wall > TASK_MS ? ` (goal ≤ ${TASK_MS})` : ''}`)
}

async function tasksOfPages(page: PlainPage): Promise<[string, Task][]> {
  const tasks: [string, Task][] = []
  for (const name of PAGES) tasks.push([name, await page.longestTask(() => goTo(page, name))])
  return tasks
}

test('the window over ten million rows', async () => {
  if (!existsSync(CHROMIUM)) return say('skipped, there is no chromium')
  await writeDecisions(folder)
  await measured(folder, ['--project', 'project', 'audit', 'plan.yaml'])
  const page = await opened('project')
  say(`${ROWS.toLocaleString('en')} rows, ${page.version}`)
  await shown(page, 'svg[role=group]')
  const painted = await page.run(() => performance.getEntriesByName('usable')[0]?.startTime ?? NaN)
  say(`the report read for the first time: results on the screen ${ms(painted)} after the page began, ${load()}`)
  await goTo(page, 'Data')
  const first = await shownAfter(page, 'Fairness', 'svg[role=group]')
  say(`fairness page, in a window that is open, after ${ms(first)} (goal < ${FIRST_PAGE_MS}), ${load()}`)
  const tasks = await tasksOfPages(page)
  tasks.push(['scores', await page.longestTask(() => readScores(page))])
  const moves: number[] = []
  const moving = async (): Promise<void> => {
    for (let at = 0; at < MOVES; at++) moves.push(await movedAfter(page))
  }
  tasks.push(['threshold', await page.longestTask(moving)])
  say(
    `threshold moved and painted: median ${ms(middle(moves))}, slowest of ${MOVES} ${ms(Math.max(...moves))} (goal ≤ ${MOVE_MS}), ${load()}`
  )
  sayTasks(tasks)
})

test('the pages of the sample, which has every assessment', async () => {
  if (!existsSync(CHROMIUM)) return say('skipped, there is no chromium')
  await measured(folder, ['sample', 'sample'])
  await measured(folder, ['--project', 'sample', 'audit', 'sample/plan.yaml'])
  const page = await opened('sample')
  say(`the sample, ${page.version}, ${load()}`)
  sayTasks(await tasksOfPages(page))
})
