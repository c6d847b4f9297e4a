import { join } from 'node:path'
import { MessageChannelMain, utilityProcess, type MessagePortMain, type UtilityProcess } from 'electron'
import type { Counters } from './counters'
import type { EngineStart, FromEngine, ToEngine } from './engine-messages'

export type EngineOptions = {
  /** The folder of the built entries. */
  entries: string
  start: EngineStart
  counters: Counters
  /** The engine died; a new one is being started. */
  onLost: () => void
  /** The engine that was started after a death takes ports again. */
  onAgain: () => void
}

export type EngineProcess = {
  /** A port to the engine for one page. */
  connect: () => MessagePortMain
  /** Resolves when the engine has nothing left to do. */
  finished: () => Promise<void>
  stop: () => void
}

/** An engine that dies that often within a minute will not live. */
const MOST_DEATHS = 5
const MINUTE_MS = 60_000

/** A report is some megabytes of JSON: with V8's own first size the engine would clear up a dozen times while it reads one. */
const YOUNG_HEAP = ['--min-semi-space-size=16', '--max-semi-space-size=32']

/** Keeps one engine running: a utility process with Node, without a window. */
export function startEngine(options: EngineOptions): EngineProcess {
  const deaths: number[] = []
  let stopping = false
  let finish: (() => void) | undefined
  let engine = fork()

  function fork(): UtilityProcess {
    const { entries, start } = options
    const child = utilityProcess.fork(join(entries, 'engine.cjs'), [JSON.stringify(start)], {
      serviceName: 'Assay engine',
      stdio: 'inherit',
      execArgv: YOUNG_HEAP
    })
    const readers = new Map<number, UtilityProcess>()
    const say = (message: ToEngine, ...ports: MessagePortMain[]): void => child.postMessage(message, ports)
    child.on('message', (message: FromEngine) => {
      if (message.kind === 'start-reader') startReader(readers, say, message, entries)
      else if (message.kind === 'kill-reader') readers.get(message.id)?.kill()
      else if (message.kind === 'count-denied') say({ kind: 'denied', counts: options.counters.all() })
      else finish?.()
    })
    child.once('exit', () => {
      for (const reader of readers.values()) reader.kill()
      finish?.()
      if (!stopping) again()
    })
    return child
  }

  function again(): void {
    const now = Date.now()
    deaths.push(now)
    options.onLost()
    if (deaths.filter((time) => now - time < MINUTE_MS).length > MOST_DEATHS) return
    engine = fork()
    options.onAgain()
  }

  return {
    connect() {
      const { port1, port2 } = new MessageChannelMain()
      engine.postMessage({ kind: 'client' } satisfies ToEngine, [port1])
      return port2
    },
    finished: () =>
      new Promise((resolve) => {
        finish = resolve
        engine.postMessage({ kind: 'finish' } satisfies ToEngine)
      }),
    stop() {
      stopping = true
      engine.kill()
    }
  }
}

type Say = (message: ToEngine, ...ports: MessagePortMain[]) => void
type Order = Extract<FromEngine, { kind: 'start-reader' }>

/** Only the main process can fork a reader: the engine is given a port to it, and is told of its end. */
function startReader(readers: Map<number, UtilityProcess>, say: Say, { id, heapMegabytes }: Order, entries: string): void {
  const { PATH } = process.env
  const reader = utilityProcess.fork(join(entries, 'reader.cjs'), [], {
    serviceName: 'Assay reader',
    stdio: 'ignore',
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    env: { ...(PATH === undefined ? {} : { PATH }), TZ: 'UTC' }
  })
  readers.set(id, reader)
  const { port1, port2 } = new MessageChannelMain()
  reader.postMessage({ kind: 'port' }, [port1])
  say({ kind: 'reader', id }, port2)
  reader.once('exit', (code) => {
    readers.delete(id)
    say({ kind: 'reader-exit', id, how: `exit code ${code}` })
  })
}
