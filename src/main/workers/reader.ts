import { AssayError } from '../../shared/model/errors'
import type { FromReader, ToReader } from '../ports/reader'
import { importDataset } from './reader/import-dataset'

type Port = {
  on: (event: 'message', listener: (event: { data: unknown; ports: Port[] }) => void) => void
  postMessage: (message: unknown) => void
  start: () => void
}

/** The disposable process: one import, one answer, then the end. */
function serve(): void {
  const { parentPort } = process as NodeJS.Process & { parentPort?: Port }
  if (parentPort) parentPort.on('message', ({ ports: [port] }) => port && servePort(port))
  else serveParent()
}

/** Below child_process.fork. */
function serveParent(): void {
  const answer = (message: FromReader, after?: () => void): void => {
    process.send?.(message, undefined, {}, () => after?.())
  }
  /** No destructor may wait for a query that goes on. */
  const end = (): void => {
    process.kill(process.pid, 'SIGKILL')
  }
  process.on('disconnect', () => process.exit(1))
  process.once('message', (message: ToReader) => work(message, answer, end))
}

/** Below Electron's utilityProcess: whoever started it ends it, once the answer has arrived. */
function servePort(port: Port): void {
  port.on('message', ({ data }) => work(data as ToReader, (message) => port.postMessage(message)))
  port.start()
}

function work({ request, scratch }: ToReader, answer: (message: FromReader, after?: () => void) => void, end?: () => void): void {
  setInterval(() => answer({ kind: 'alive' }), 1000)
  importDataset(request, scratch, (progress) => answer({ kind: 'progress', progress })).then(
    (manifest) => answer({ kind: 'done', manifest }, end),
    (error: unknown) => answer({ kind: 'failed', error: toJson(error) }, end)
  )
}

function toJson(error: unknown): { code: string; data: unknown } {
  if (error instanceof AssayError) return error.toJSON()
  return { code: 'internal/unexpected', data: { what: error instanceof Error ? `${error.name} in the reader` : 'in the reader' } }
}

serve()
