export type Dialect = { delimiter: string; quote: string }

/** Records of a small piece of CSV text; for samples and headers only, rows are read by DuckDB. A last record without line end is kept. */
export function parseCsv(text: string, { delimiter, quote }: Dialect, most = Infinity): string[][] {
  const records: string[][] = []
  let record: string[] = []
  let at = 0
  while (at < text.length && records.length < most) {
    const cell = quote !== '' && text[at] === quote ? quotedCell(text, at + 1, quote) : plainCell(text, at, delimiter)
    record.push(cell.value)
    at = cell.end
    if (text[at] === delimiter) {
      at += 1
      if (at < text.length) continue
      record.push('')
    }
    at += text.startsWith('\r\n', at) ? 2 : 1
    if (record.length > 1 || record[0] !== '') records.push(record)
    record = []
  }
  return records
}

type Cell = { value: string; end: number }

function plainCell(text: string, start: number, delimiter: string): Cell {
  let end = start
  while (end < text.length && text[end] !== delimiter && text[end] !== '\n' && text[end] !== '\r') end += 1
  return { value: text.slice(start, end), end }
}

function quotedCell(text: string, start: number, quote: string): Cell {
  let value = ''
  let from = start
  for (;;) {
    const end = text.indexOf(quote, from)
    if (end < 0) return { value: value + text.slice(from), end: text.length }
    value += text.slice(from, end)
    if (text[end + 1] !== quote) return { value, end: end + 1 }
    value += quote
    from = end + 2
  }
}
