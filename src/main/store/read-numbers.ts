import type { NumberColumn } from '../ports/store'
import { quotedString, storedName } from './sql'
import { shared, type ColumnReading } from './stream-vector'
import { isEnum, type StoredColumn } from './stored-column'

/** How a column is read as numbers in import order; NaN is missing. */
export function readNumbers(column: StoredColumn): ColumnReading<NumberColumn> {
  return {
    expression: `coalesce(${asDouble(column)}, 'nan'::DOUBLE)`,
    room: (rows) => {
      const numbers = new Float64Array(shared(rows * 8), 0, rows)
      return { target: numbers, read: (filled) => ({ numbers: numbers.subarray(0, filled) }) }
    }
  }
}

function asDouble({ column, physical }: StoredColumn): string {
  const stored = storedName(column.stored)
  const name = isEnum(physical) ? `${stored}::VARCHAR` : stored
  if (physical === 'DATE') return `CASE WHEN isfinite(${name}) THEN (${name} - DATE '1970-01-01')::DOUBLE END`
  if (physical === 'TIMESTAMP') return `CASE WHEN isfinite(${name}) THEN epoch_us(${name})::DOUBLE END`
  if (physical === 'DOUBLE') return name
  if (physical !== 'VARCHAR' && !isEnum(physical)) return `${name}::DOUBLE`
  if (column.spellings === undefined) return `TRY_CAST(${name} AS DOUBLE)`
  return `CASE WHEN ${isOneOf(name, column.spellings.true)} THEN 1.0::DOUBLE WHEN ${isOneOf(name, column.spellings.false)} THEN 0.0::DOUBLE END`
}

function isOneOf(name: string, spellings: readonly string[]): string {
  return `${name} IN (${spellings.map(quotedString).join(',')})`
}
