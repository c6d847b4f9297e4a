import { spawn } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Readable, Writable } from 'node:stream'

/** A task of the page's main thread, in milliseconds. */
export type Task = { wall: number; cpu: number }

/** A page as a user has it: nobody listens to its console or its errors. */
export type PlainPage = {
  version: string
  /** Runs a function in the page, its arguments and what it gives as JSON. */
  run: <A extends readonly unknown[], R>(task: (...given: A) => R | Promise<R>, ...given: A) => Promise<R>
  /** Until a function of the page gives true. */
  until: <A extends readonly unknown[]>(holds: (...given: A) => boolean, ...given: A) => Promise<void>
  /** The longest task of the page's main thread while `act` runs, as Chromium traces it. */
  longestTask: (act: () => Promise<unknown>) => Promise<Task>
  close: () => void
}

type Message = { id?: number; method?: string; params?: unknown; result?: unknown; error?: { message: string } }
type Traced = { pid: number; tid: number; dur?: number; tdur?: number; name: string; args?: { name?: string } }

const PATIENCE_MS = 120_000
const root = process.getuid?.() === 0 ? ['--no-sandbox'] : []

/**
 * Opens an address in Chromium by its DevTools protocol alone, over a pipe. Drivers of tests also enable the protocol's `Runtime` domain: V8 then keeps the
 * whole stack of every error that is thrown, caught ones too, and reads each large function on it again for its positions (four of 60 ms while Plotly loads).
 */
export async function openPlain(executable: string, link: string): Promise<PlainPage> {
  const profile = mkdtempSync(join(tmpdir(), 'assay-browser-'))
  const child = spawn(
    executable,
    [
      ...root,
      '--headless=new',
      '--disable-gpu',
      '--disable-background-networking',
      '--window-size=1280,800',
      '--remote-debugging-pipe',
      `--user-data-dir=${profile}`
    ],
    { stdio: ['ignore', 'ignore', 'ignore', 'pipe', 'pipe'] }
  )
  const { send, hear } = wire(child.stdio[3] as Writable, child.stdio[4] as Readable)
  const { product } = (await send('Browser.getVersion')) as { product: string }
  const { targetId } = (await send('Target.createTarget', { url: 'about:blank' })) as { targetId: string }
  const { sessionId } = (await send('Target.attachToTarget', { targetId, flatten: true })) as { sessionId: string }
  await send('Page.navigate', { url: link }, sessionId)

  const evaluate = async (expression: string): Promise<unknown> => {
    const parameters = { expression, awaitPromise: true, returnByValue: true }
    const { result, exceptionDetails } = (await send('Runtime.evaluate', parameters, sessionId)) as {
      result: { value?: unknown }
      exceptionDetails?: { text: string }
    }
    if (exceptionDetails) throw new Error(`${exceptionDetails.text} in ${expression.slice(0, 200)}`)
    return result.value
  }
  const run = async <A extends readonly unknown[], R>(task: (...given: A) => R | Promise<R>, ...given: A): Promise<R> =>
    (await evaluate(`(${task.toString()})(...${JSON.stringify(given)})`)) as R
  return {
    version: product,
    run,
    until: async (holds, ...given) => {
      const last = performance.now() + PATIENCE_MS
      while (!(await run(holds, ...given))) {
        if (performance.now() > last) throw new Error(`Never came true: ${holds.toString()}`)
        await new Promise((done) => setTimeout(done, 50))
      }
    },
    longestTask: async (act) => {
      const seen: Traced[] = []
      const over = new Promise<void>((done) =>
        hear((method, params) => {
          if (method === 'Tracing.dataCollected') seen.push(...(params as { value: Traced[] }).value)
          if (method === 'Tracing.tracingComplete') done()
        })
      )
      await send('Tracing.start', { transferMode: 'ReportEvents', traceConfig: { includedCategories: ['toplevel'] } })
      await act()
      await send('Tracing.end')
      await over
      return longestOf(seen)
    },
    close: () => {
      child.once('exit', () => rmSync(profile, { recursive: true, force: true }))
      child.kill()
    }
  }
}

/** Messages end with a zero byte. */
function wire(into: Writable, from: Readable) {
  const waiting = new Map<number, { done: (result: unknown) => void; refuse: (error: Error) => void }>()
  let listener: (method: string, params: unknown) => void = () => {}
  let [sent, rest] = [0, '']
  const take = ({ id, method, params, result, error }: Message): void => {
    if (id === undefined) return listener(method ?? '', params)
    const asked = waiting.get(id)
    waiting.delete(id)
    if (error) asked?.refuse(new Error(error.message))
    else asked?.done(result)
  }
  from.setEncoding('utf8').on('data', (text: string) => {
    const messages = (rest + text).split('\0')
    rest = messages.pop() ?? ''
    for (const message of messages) take(JSON.parse(message) as Message)
  })
  return {
    send: (method: string, params: object = {}, sessionId?: string): Promise<unknown> =>
      new Promise((done, refuse) => {
        waiting.set(++sent, { done, refuse })
        into.write(`${JSON.stringify({ id: sent, method, params, sessionId })}\0`)
      }),
    hear: (listen: typeof listener): void => void (listener = listen)
  }
}

function longestOf(seen: readonly Traced[]): Task {
  const names = seen.filter(({ name }) => name === 'thread_name').map(({ pid, tid, args }) => [`${pid}:${tid}`, args?.name] as const)
  const threads = new Map(names)
  const tasks = seen
    .filter(({ name, pid, tid }) => /RunTask$/.test(name) && threads.get(`${pid}:${tid}`) === 'CrRendererMain')
    .map(({ dur = 0, tdur = 0 }): Task => ({ wall: dur / 1000, cpu: tdur / 1000 }))
  if (tasks.length === 0) throw new Error('Chromium traced no task of the page')
  return tasks.reduce((a, b) => (b.wall > a.wall ? b : a))
}
