import { csvBytes } from '../../../../shared/reading/csv'
import type { TableWriter } from './table-writer'

const ROWS_AT_ONCE = 4096

/** Numbers as the shortest text that reads back as the same double; nothing where there is none. */
export function csvWriter(names: readonly string[]): TableWriter {
  const encoder = new TextEncoder()
  return {
    begin: () => [csvBytes(names, [])],
    *rows(columns, rows) {
      for (let from = 0; from < rows; from += ROWS_AT_ONCE) {
        let lines = ''
        for (let row = from; row < Math.min(rows, from + ROWS_AT_ONCE); row++) lines += `${lineOf(columns, row)}\r\n`
        yield encoder.encode(lines)
      }
    },
    end: () => []
  }
}

function lineOf(columns: readonly Float64Array[], row: number): string {
  let line = ''
  for (let i = 0; i < columns.length; i++) {
    const value = columns[i]![row]!
    line += `${i === 0 ? '' : ','}${value === value ? value : ''}`
  }
  return line
}
