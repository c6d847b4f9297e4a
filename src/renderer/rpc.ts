import { createORPCClient, ORPCError, type ClientLink } from '@orpc/client'
import { RPCLink as HttpLink } from '@orpc/client/fetch'
import { RPCLink as PortLink } from '@orpc/client/message-port'
import type { ContractRouterClient } from '@orpc/contract'
import { cloneIfBinary, httpBinary, portBinary } from '../shared/contract/binary'
import type { Contract } from '../shared/contract'
import type { JobEvent } from '../shared/contract/procedure'
import { ENGINE_LOST, ENGINE_PORT, type HostBridge } from '../shared/host-bridge'
import type { Progress } from '../shared/model/job'
import { pageHost, SavingFailed, windowHost, type Host } from './host'
import { enterPage, uploadTo, type PageSession } from './page-session'

export type Engine = ContractRouterClient<Contract>

/** `lost`: the engine died or cannot be reached; calls fail until it is `ready` again, and streams must be opened anew. */
export type EngineStatus = 'ready' | 'lost'

export type Connection = {
  /** Stays the same object when the engine is restarted. */
  readonly engine: Engine
  readonly host: Host
  onStatus: (listener: (status: EngineStatus) => void) => () => void
}

type Link = ClientLink<Record<never, never>>

/** Connects to the engine over the window's port, or over HTTP where the page is shown by a browser. */
export async function connect(): Promise<Connection> {
  return window.assay ? connectPort(window.assay) : connectPage(await enterPage())
}

function connectPort(bridge: HostBridge): Promise<Connection> {
  const listeners = new Set<(status: EngineStatus) => void>()
  const tell = (status: EngineStatus): void => listeners.forEach((listener) => listener(status))
  let current: Link | undefined
  return new Promise((resolve) => {
    window.addEventListener('message', ({ source, data, ports: [port] }: MessageEvent) => {
      if (source !== window) return
      if (data === ENGINE_LOST) tell('lost')
      if (data !== ENGINE_PORT || port === undefined) return
      const first = current === undefined
      current = new PortLink({ port, customJsonSerializers: [portBinary], experimental_transfer: cloneIfBinary })
      port.start()
      if (first) resolve({ engine: engineOver(() => current), host: windowHost(bridge), onStatus: subscribe(listeners) })
      else tell('ready')
    })
    bridge.connect()
  })
}

const RETRY_MS = 1000

function connectPage(session: PageSession): Connection {
  const listeners = new Set<(status: EngineStatus) => void>()
  const tell = (status: EngineStatus): void => listeners.forEach((listener) => listener(status))
  let lost = false
  const retry = (): void => {
    session.alive().then(
      () => {
        lost = false
        tell('ready')
      },
      () => setTimeout(retry, RETRY_MS)
    )
  }
  const onUnreachable = (): void => {
    if (lost) return
    lost = true
    tell('lost')
    setTimeout(retry, RETRY_MS)
  }
  const link = new HttpLink({
    url: `${location.origin}/rpc`,
    headers: session.headers,
    customJsonSerializers: [httpBinary],
    fetch: (request, init) =>
      fetch(request, init).catch((error: unknown) => {
        if (!request.signal.aborted) onUnreachable()
        throw error
      })
  })
  return { engine: engineOver(() => link), host: pageHost(uploadTo(session)), onStatus: subscribe(listeners) }
}

function engineOver(link: () => Link | undefined): Engine {
  return createORPCClient<Engine>({
    call: (path, input, options) => link()?.call(path, input, options) ?? Promise.reject(new Error('there is no engine yet'))
  })
}

const subscribe =
  <T>(listeners: Set<(value: T) => void>) =>
  (listener: (value: T) => void): (() => void) => {
    listeners.add(listener)
    return () => void listeners.delete(listener)
  }

/** An error as the user reads it: a code of the closed list and its sentence. */
export type Said = { code: string; message: string; details: string }

/** What to show of whatever a call threw. */
export function saidBy(error: unknown): Said {
  if (error instanceof SavingFailed) return { code: error.code, message: error.message, details: `${error.code}\n${error.message}` }
  if (error instanceof ORPCError) {
    const { code, message, defined } = error as ORPCError<string, unknown>
    if (defined) return { code, message, details: `${code}\n${message}` }
    return { code: 'internal/unexpected', message: unexpected(message), details: `${code} ${message}` }
  }
  const what = error instanceof Error ? error.message : String(error)
  return { code: 'internal/unreachable', message: 'The engine cannot be reached: wait a moment, then try again.', details: what }
}

const unexpected = (what: string): string => `Assay met a fault of its own (${what}): nothing was changed; please report it.`

export type RunningJob<T> = { result: Promise<T>; cancel: () => Promise<void> }

/** Follows a job's events to its result. Cancelling ends the job itself; its result then rejects with `internal/cancelled`. */
export function followJob<T>(
  engine: Engine,
  events: Promise<AsyncIterable<JobEvent<T>>>,
  onProgress: (progress: Progress) => void,
  onStarted: (job: string) => void = () => undefined
): RunningJob<T> {
  let job: string | undefined
  let cancelled = false
  const cancel = async (): Promise<void> => {
    cancelled = true
    if (job !== undefined) await engine.jobs.cancel({ job })
  }
  const follow = async (): Promise<T> => {
    for await (const event of await events) {
      if (event.kind === 'done') return event.result
      if (event.kind === 'progress') onProgress(event.progress)
      else {
        job = event.job
        onStarted(job)
        if (cancelled) await cancel()
      }
    }
    throw new Error('the job ended without a result')
  }
  return { result: follow(), cancel }
}
