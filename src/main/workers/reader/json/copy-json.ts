import { AssayError } from '../../../../shared/model/errors'
import type { ImportContext, Rejected } from '../context'
import { csvCell } from '../csv/write-cell'
import { MOST_COLUMNS, MOST_REJECTED } from '../limits'
import { mostlyUnreadable } from '../mostly-unreadable'
import type { Source } from '../open-source'
import { copying, stage } from '../staged'
import { parseRow, type JsonRow } from './parse-row'
import { splitElements } from './split-elements'
import { splitLines } from './split-lines'

/** A CSV copy of one JSON file. `width` is that of its first row; `counted` counts lines or elements without parsing them; `lineOf` finds a copy's row in the original. */
export type JsonCopy = { source: Source; counted: number; rejections: Rejected[]; width: number; lineOf: (row: number) => number }

/** All keys of all rows in order of their first appearance; grows while copying. */
export type Keys = Map<string, number>

/** Copies rows with the keys known so far; the caller copies again where `keys` grew after the first row. */
export async function copyJson(
  context: ImportContext,
  source: Source,
  format: 'json' | 'jsonl',
  keys: Keys,
  missing: ReadonlySet<string>
): Promise<JsonCopy> {
  const raw = copying(context, source)
  const pieces = format === 'json' ? splitElements(raw.pieces, source.name) : splitLines(raw.pieces, source.name)
  const copy = await stage(context, source.name)
  const rejections: Rejected[] = []
  const skips: number[] = []
  let [counted, expected, width] = [0, 1, 0]
  for await (const { line, bytes } of pieces) {
    counted += 1
    for (; expected < line; expected++) skips.push(expected)
    expected = line + 1
    const row = parseRow(bytes)
    if (row === 'bad-json' || row === 'bad-text') {
      if (counted === 1) throw new AssayError('import/bad-json', { file: source.name, line })
      if (rejections.push({ line, column: 0, reason: row }) >= MOST_REJECTED)
        throw mostlyUnreadable(source.name, format, rejections, counted)
      skips.push(line)
    } else if (row === 'too-deep') throw new AssayError('import/json-too-deep', { file: source.name, line, most: 64 })
    else if (row === 'double-key') throw new AssayError('import/clashing-keys', { file: source.name, line })
    else {
      await copy.write(Buffer.from(csvLine(row, keys, missing, source.name)))
      width ||= keys.size
    }
  }
  if (counted === rejections.length) throw new AssayError('import/json-no-rows', { file: source.name })
  const sha256 = raw.digest()
  return { source: await copy.done(source.sha256 ?? sha256), counted, rejections, width, lineOf: lineFinder(skips) }
}

function csvLine(row: JsonRow, keys: Keys, missing: ReadonlySet<string>, file: string): string {
  for (const key of Object.keys(row)) {
    if (keys.has(key)) continue
    keys.set(key, keys.size)
    if (keys.size > MOST_COLUMNS) throw new AssayError('import/too-many-columns', { file, columns: keys.size, most: MOST_COLUMNS })
  }
  const cells: string[] = []
  for (const key of keys.keys()) {
    const value = Object.hasOwn(row, key) ? row[key] : null
    cells.push(csvCell(typeof value === 'string' && missing.has(value) ? null : value))
  }
  return `${cells.join(',')}\n`
}

/** Row k of the copy stands k lines down the original, blank and rejected lines apart. */
function lineFinder(skips: readonly number[]): (row: number) => number {
  return (row) => {
    let line = row
    for (const skipped of skips) {
      if (skipped > line) break
      line += 1
    }
    return line
  }
}
