import type { DuckDBConnection } from '@duckdb/node-api'
import { queryAll } from '../../../store/open-duckdb'
import { quotedString } from '../../../store/sql'
import type { LoadedFile, RejectReason } from '../context'
import { LONGEST_LINE, MOST_REJECTED } from '../limits'
import type { Inferred } from './infer-type'
import type { CsvPlan } from './plan-csv'

/** Reads one UTF-8 CSV file into `rows`, each column in its planned type; rows that do not fit are rejected with their line. */
export async function loadCsv(connection: DuckDBConnection, path: string, plan: CsvPlan): Promise<LoadedFile> {
  const result = await connection.run(`INSERT INTO rows SELECT ${selection(plan)} FROM read_csv(${quotedString(path)}, ${options(plan)})`)
  const parsed = result.rowsChanged
  const rejected = await queryAll(
    connection,
    `SELECT line::DOUBLE AS line, arg_min(column_idx, byte_position)::DOUBLE AS col, arg_min(error_type::VARCHAR, byte_position) AS reason
     FROM reject_errors GROUP BY file_id, line ORDER BY line`
  )
  await connection.run('DROP TABLE IF EXISTS reject_errors; DROP TABLE IF EXISTS reject_scans')
  return {
    parsed,
    rejections: rejected.map((row) => ({
      line: row['line'] as number,
      column: row['col'] as number,
      reason: REASONS[row['reason'] as string] ?? 'other'
    }))
  }
}

const REASONS: Record<string, RejectReason> = {
  CAST: 'not-of-type',
  'MISSING COLUMNS': 'too-few-columns',
  'TOO MANY COLUMNS': 'too-many-columns',
  'UNQUOTED VALUE': 'unclosed-quote',
  'LINE SIZE OVER MAXIMUM': 'line-too-long',
  'INVALID ENCODING': 'bad-text',
  'INVALID STATE': 'unclosed-quote'
}

function selection({ reading, columns }: CsvPlan): string {
  const missing = reading.missing.map(quotedString).join(',')
  const expression = ({ physical, written }: Inferred, name: string): string => {
    if (written === 'days') return `DATE '1970-01-01' + ${name}::INTEGER`
    if (written === 'microseconds') return `make_timestamp(${name})`
    return reading.trim && physical === 'VARCHAR' ? `CASE WHEN trim(${name}) IN (${missing}) THEN NULL ELSE trim(${name}) END` : name
  }
  return columns.map((column, index) => expression(column, `c${index}`)).join(', ')
}

function options({ reading, columns, copy }: CsvPlan): string {
  const types = columns.map(({ physical, written }, index) => `'c${index}':'${written === undefined ? physical : 'BIGINT'}'`).join(',')
  const missing = reading.trim ? reading.missing.flatMap((marker) => [marker, ` ${marker}`]) : reading.missing
  const local = columns.find(({ dates }) => dates !== undefined && dates.order !== 'iso')?.dates
  return [
    'auto_detect=false',
    `header=${reading.header}`,
    `delim=${quotedString(reading.delimiter)}`,
    `quote=${quotedString(reading.quote)}`,
    `escape=${quotedString(reading.quote)}`,
    `decimal_separator='${reading.decimal}'`,
    `nullstr=[${missing.map(quotedString).join(',')}]`,
    `columns={${types}}`,
    ...(local === undefined ? [] : [`dateformat=${quotedString(formatOf(local))}`]),
    `max_line_size=${LONGEST_LINE}`,
    `allow_quoted_nulls=${copy !== true}`,
    'strict_mode=true',
    'store_rejects=true',
    `rejects_limit=${MOST_REJECTED}`
  ].join(', ')
}

function formatOf({ order, separator }: { order: 'iso' | 'dmy' | 'mdy'; separator: string }): string {
  return (order === 'mdy' ? ['%m', '%d', '%Y'] : ['%d', '%m', '%Y']).join(separator)
}
