import { AssayError } from '../../shared/model/errors'
import type { FromReader, ToReader } from '../ports/reader'
import { importDataset } from './reader/import-dataset'

/** The disposable process: one import, one answer, then the end. */
function serve(): void {
  const answer = (message: FromReader, after?: () => void): void => {
    process.send?.(message, undefined, {}, () => after?.())
  }
  /** No destructor may wait for a query that goes on. */
  const end = (): void => {
    process.kill(process.pid, 'SIGKILL')
  }
  process.on('disconnect', () => process.exit(1))
  setInterval(() => answer({ kind: 'alive' }), 1000)
  process.once('message', (message: ToReader) => {
    importDataset(message.request, message.scratch, (progress) => answer({ kind: 'progress', progress })).then(
      (manifest) => answer({ kind: 'done', manifest }, end),
      (error: unknown) => answer({ kind: 'failed', error: toJson(error) }, end)
    )
  })
}

function toJson(error: unknown): { code: string; data: unknown } {
  if (error instanceof AssayError) return error.toJSON()
  return { code: 'internal/unexpected', data: { what: error instanceof Error ? `${error.name} in the reader` : 'in the reader' } }
}

serve()
