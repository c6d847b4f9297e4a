import { AssayError } from '../../../shared/model/errors'

/** DuckDB's message as one of our sentences; messages of its parsers may quote cells, so only their kind is kept. */
export function duckError(error: unknown, file: string, limit: number): unknown {
  if (error instanceof AssayError || !(error instanceof Error)) return error
  const message = error.message
  if (/out of memory|failed to allocate|could not allocate/i.test(message)) return new AssayError('import/out-of-memory', { limit })
  if (/no space left|disk full/i.test(message)) return new AssayError('import/disk-full', { folder: 'the project' })
  const kind = /^([A-Z][A-Za-z]+( [A-Z][A-Za-z/]+)*) ?Error:/.exec(message)?.[1]
  return new AssayError('import/unreadable', {
    file,
    reason: kind === undefined ? 'its parser refused it' : `its parser refused it: ${kind.toLowerCase()}`
  })
}
