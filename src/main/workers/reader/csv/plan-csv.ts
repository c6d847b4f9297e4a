import type { Reading } from '../../../../shared/model/dataset'
import { AssayError } from '../../../../shared/model/errors'
import { checkHeaders } from '../header'
import { TEXT_MISSING } from '../missing'
import { inferType, type Inferred } from './infer-type'
import { parseCsv } from './parse-csv'
import { readSample, sampleRecords } from './read-sample'
import { sniffDialect } from './sniff-dialect'

export type CsvReading = { [K in 'delimiter' | 'quote' | 'decimal' | 'header' | 'missing' | 'trim']: NonNullable<Reading[K]> } & Pick<
  Reading,
  'dates'
>
/** `copy` is set for CSV of our own making, where a quoted text is never null. */
export type CsvPlan = {
  reading: CsvReading
  encoding: NonNullable<Reading['encoding']>
  headers: string[]
  columns: Inferred[]
  copy?: boolean
}

/** Decides, from samples of the first file, how all files of the dataset are read. What the reading states is not guessed. */
export async function planCsv(file: { path: string; name: string }, said: Reading): Promise<CsvPlan> {
  const sample = await readSample(file.path)
  const dialect = sniffDialect(sample.head, said)
  const records = sampleRecords(sample, dialect)
  const first = records[0]
  if (first === undefined) throw new AssayError('import/empty-file', { file: file.name })
  const trim = said.trim ?? isPadded(records)
  const missing = said.missing ?? [...TEXT_MISSING]
  const absent = new Set(missing)
  const columnOf = (index: number, body: readonly string[][]): string[] =>
    body
      .map((record) => (trim ? record[index]?.trim() : record[index]))
      .filter((value): value is string => value !== undefined && !absent.has(value))

  const body = records.slice(1).filter((record) => record.length === first.length)
  const decimal = said.decimal ?? sniffDecimal(first.map((_, index) => columnOf(index, body)))
  const options = { decimal, dates: said.dates }
  const header = said.header ?? looksLikeHeader(first, (index) => inferType(columnOf(index, body), options), options)
  const headers = checkHeaders(file.name, header ? first.map((name) => name.trim()) : first.map((_, index) => `column ${index + 1}`))
  const rows = header ? body : [first, ...body]
  const columns = headers.map((_, index) => inferType(columnOf(index, rows), options))
  const reading: CsvReading = { ...dialect, decimal, header, missing, trim }
  return {
    reading: said.dates === undefined ? reading : { ...reading, dates: said.dates },
    encoding: said.encoding ?? 'utf-8',
    headers,
    columns
  }
}

/** Later files of the dataset have the headers of the first. */
export async function checkSameHeaders(plan: CsvPlan, first: string, file: { path: string; name: string }): Promise<void> {
  const sample = await readSample(file.path, 0)
  const [record = []] = parseCsv(sample.head, plan.reading, 1)
  const found = plan.reading.header
    ? checkHeaders(
        file.name,
        record.map((name) => name.trim())
      )
    : record.map((_, index) => `column ${index + 1}`)
  const at = Math.max(found.length, plan.headers.length)
  for (let index = 0; index < at; index++) {
    const [mine, theirs] = [found[index], plan.headers[index]]
    if (mine === theirs) continue
    const problem =
      mine === undefined ? 'is absent' : theirs === undefined ? 'is one too many' : `stands where ${JSON.stringify(theirs)} was`
    throw new AssayError('import/schema-mismatch', { file: file.name, first, column: mine ?? theirs ?? '', problem })
  }
}

/** "a, b, c": a blank after nearly every delimiter. */
function isPadded(records: readonly string[][]): boolean {
  const cells = records.slice(0, 1000).flatMap((record) => record.slice(1))
  return cells.length > 0 && cells.filter((cell) => cell.startsWith(' ')).length >= 0.9 * cells.length
}

function sniffDecimal(columns: readonly string[][]): '.' | ',' {
  const numeric = (decimal: '.' | ','): number =>
    columns.filter((values) => inferType(values, { decimal, dates: undefined }).physical === 'DOUBLE').length
  return numeric(',') > numeric('.') ? ',' : '.'
}

/** A first record is a header unless one of its cells fits a column that is not text, or a name is empty throughout. */
function looksLikeHeader(first: readonly string[], typeOf: (index: number) => Inferred, options: Parameters<typeof inferType>[1]): boolean {
  return !first.some((cell, index) => {
    const own = inferType([cell.trim()], options).physical
    return own !== 'VARCHAR' && typeOf(index).physical !== 'VARCHAR'
  })
}
