import { fork } from 'node:child_process'
import { randomUUID } from 'node:crypto'
import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import { datasetManifest, type DatasetManifest } from '../../shared/model/dataset'
import { AssayError, reviveError } from '../../shared/model/errors'
import type { FromReader, ImportProgress, Reader, ReaderChild, StartReader, ToReader } from '../ports/reader'
import { temporaryName } from './temporaries'

export type ReaderOptions = {
  /** The reader's built file, out/main/reader.cjs. */
  entry: string
  start?: StartReader
}

/** One disposable process an import; it may die of what it reads, and then the import fails with a name. */
export function createReader({ entry, start = startByFork }: ReaderOptions): Reader {
  return {
    async import(request, signal, onProgress) {
      const scratch = join(request.folder, temporaryName('import', randomUUID()))
      try {
        return await importInChild((limits) => start({ entry, ...limits }), { kind: 'import', request, scratch }, signal, onProgress)
      } finally {
        await rm(scratch, { recursive: true, force: true })
      }
    }
  }
}

function importInChild(
  start: (limits: { heapMegabytes: number }) => ReaderChild,
  message: ToReader,
  signal: AbortSignal,
  onProgress: (progress: ImportProgress) => void
): Promise<DatasetManifest> {
  if (signal.aborted) return Promise.reject(cancelled())
  const { limits } = message.request
  return new Promise((resolve, reject) => {
    const child = start({ heapMegabytes: heapOf(limits.memoryBytes) })
    let outcome: (() => void) | undefined
    const settle = (decide: () => void): void => {
      outcome ??= decide
    }
    const stop = (error: AssayError): void => {
      settle(() => reject(error))
      child.kill()
    }
    const onAbort = (): void => stop(cancelled())
    const deadline = setTimeout(
      () => stop(new AssayError('import/deadline', { seconds: Math.round(limits.deadlineMs / 1000) })),
      limits.deadlineMs
    )
    signal.addEventListener('abort', onAbort, { once: true })

    let silent = 0
    const watch = setInterval(() => {
      silent += 1
      if (silent > MOST_SILENT_SECONDS) stop(new AssayError('import/reader-died', { how: 'it hung' }))
    }, 1000)

    child.onMessage((message) => {
      const said = message as FromReader
      silent = 0
      if (said.kind === 'alive') return
      if (said.kind === 'progress') onProgress(said.progress)
      else if (said.kind === 'failed') settle(() => reject(reviveError(said.error)))
      else settle(() => resolve(datasetManifest.parse(said.manifest)))
    })
    // Settled only after the child is gone: nothing writes in the project any more.
    child.onExit((how) => {
      clearTimeout(deadline)
      clearInterval(watch)
      signal.removeEventListener('abort', onAbort)
      settle(() => reject(new AssayError('import/reader-died', { how })))
      outcome?.()
    })
    child.send(message)
  })
}

/** A parser caught in a hostile file says nothing any more. Ticks, not time: a computer that slept is no reader that hung. */
const MOST_SILENT_SECONDS = 30

const cancelled = (): AssayError => new AssayError('internal/cancelled', { what: 'The import' })

/** The heap is small beside DuckDB's share: an eighth of it, at least 512 MiB. */
const heapOf = (memoryBytes: number): number => Math.max(512, Math.floor(memoryBytes / 8 / 1_048_576))

export const startByFork: StartReader = ({ entry, heapMegabytes }) => {
  const child = fork(entry, [], {
    execArgv: [`--max-old-space-size=${heapMegabytes}`],
    env: { ...(process.env['PATH'] === undefined ? {} : { PATH: process.env['PATH'] }), TZ: 'UTC' },
    stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    serialization: 'advanced'
  })
  return {
    pid: child.pid,
    send: (message) => {
      if (child.connected) child.send(message, () => undefined)
    },
    onMessage: (listener) => {
      child.on('message', listener)
    },
    onExit: (listener) => {
      child.once('exit', (code, signal) => listener(signal ?? `exit code ${code}`))
      child.once('error', () => listener('it could not be started'))
    },
    kill: () => {
      child.kill('SIGKILL')
    }
  }
}
