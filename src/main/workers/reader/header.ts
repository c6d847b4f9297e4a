import { AssayError } from '../../../shared/model/errors'
import { MOST_COLUMNS } from './limits'

/** Checks headers and names the nameless ones "column 3"; headers that differ in case only are different. */
export function checkHeaders(file: string, headers: readonly string[]): string[] {
  if (headers.length > MOST_COLUMNS) throw new AssayError('import/too-many-columns', { file, columns: headers.length, most: MOST_COLUMNS })
  const position = headers.findIndex((header) => header.includes('\0')) + 1
  if (position > 0) throw new AssayError('import/null-in-header', { file, position })
  const named = headers.map((header, index) => (header.trim() === '' ? `column ${index + 1}` : header))
  const at = new Map<string, number[]>()
  named.forEach((name, index) => at.set(name, [...(at.get(name) ?? []), index + 1]))
  for (const [column, positions] of at)
    if (positions.length > 1) throw new AssayError('import/duplicate-header', { file, column, positions })
  return named
}
