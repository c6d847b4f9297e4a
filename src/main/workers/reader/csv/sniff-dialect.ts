import { parseCsv, type Dialect } from './parse-csv'

const DELIMITERS = [',', ';', '\t', '|']

/** The delimiter under which most sampled records have the same number of columns, and more than one; ties go to the earlier in the list. */
export function sniffDialect(sample: string, given: { delimiter?: string | undefined; quote?: string | undefined }): Dialect {
  const quote = given.quote ?? '"'
  if (given.delimiter !== undefined) return { delimiter: given.delimiter, quote }
  const scored = DELIMITERS.map((delimiter) => ({ delimiter, score: consistency(parseCsv(sample, { delimiter, quote }, 1000)) }))
  const best = scored.reduce((a, b) => (b.score > a.score ? b : a))
  return { delimiter: best.delimiter, quote }
}

/** Share of records as wide as the first, weighed by the width so that a delimiter inside cells loses; 0 for a single column. */
function consistency(records: readonly string[][]): number {
  const width = records[0]?.length ?? 0
  if (width < 2) return 0
  const fitting = records.filter((record) => record.length === width).length
  return (fitting / records.length) * (2 - 1 / width)
}
