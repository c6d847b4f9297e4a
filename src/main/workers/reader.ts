import { AssayError } from '../../shared/model/errors'
import type { FromReader, ToReader } from '../ports/reader'
import { importDataset } from './reader/import-dataset'

/** The disposable process: one import, one answer, then the end. */
function serve(): void {
  const answer = (message: FromReader, after?: () => void): void => {
    if (process.send === undefined) return
    process.send(message, undefined, {}, () => after?.())
  }
  process.on('disconnect', () => process.exit(1))
  process.once('message', (message: ToReader) => {
    importDataset(message.request, message.scratch, (progress) => answer({ kind: 'progress', progress })).then(
      (manifest) => answer({ kind: 'done', manifest }, () => process.exit(0)),
      (error: unknown) => answer({ kind: 'failed', error: toJson(error) }, () => process.exit(0))
    )
  })
}

function toJson(error: unknown): { code: string; data: unknown } {
  if (error instanceof AssayError) return error.toJSON()
  return { code: 'internal/unexpected', data: { what: error instanceof Error ? `${error.name} in the reader` : 'in the reader' } }
}

serve()
