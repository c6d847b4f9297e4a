import { AssayError, isAssayError } from '../../../shared/model/errors'
import { complain, red, say } from './terminal'

/** One sentence on stderr; with --json the code as well, on stdout. */
export function fail(error: unknown, json: boolean): void {
  const known = isAssayError(error)
    ? error
    : new AssayError('internal/unexpected', { what: error instanceof Error ? error.message : String(error) })
  if (json) say(JSON.stringify({ error: { code: known.code, message: known.message } }))
  complain(`${red('assay:')} ${known.message}`)
  if (process.env['ASSAY_DEBUG'] && error instanceof Error) complain(error.stack ?? '')
}
