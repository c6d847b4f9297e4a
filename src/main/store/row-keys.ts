import type { RowKey } from '../ports/store'
import { storedName } from './sql'
import { isEnum, type StoredColumn } from './stored-column'

const NUMBERS = ['BIGINT', 'DOUBLE', 'HUGEINT']

/** A column as one part of a row's key, in SQL. */
export function keyExpression({ column, physical }: StoredColumn, as: RowKey['as']): string {
  const name = storedName(column.stored)
  const text = `${name}::VARCHAR`
  if (as === 'folded') return `lower(trim(regexp_replace(${text}, '[^\\p{L}\\p{N}]+', ' ', 'g')))`
  if (as === 'exact') return isEnum(physical) ? text : name
  const number = NUMBERS.includes(physical) ? `${name}::DOUBLE` : `TRY_CAST(${text} AS DOUBLE)`
  if (as === 'number') return number
  return `CASE WHEN isfinite(${number}) AND ${number} <> 0 THEN round(${number}, 2 - floor(log10(abs(${number})))::INTEGER) ELSE ${number} END`
}
