import type { Column } from '../../../shared/model/dataset'

/** As numbers, as categories, or not at all, for the reason given. */
export type Profiling =
  | { as: 'numbers'; unit: 'number' | 'day' | 'microsecond'; whole: boolean }
  | { as: 'categories' }
  | { withheld: 'identifier' | 'mostly-distinct' }

const MANY = 50
/** Texts with more values than this are not counted one by one. */
const MOST_VALUES = 100_000

/** Decided by role and type alone: identifiers and texts of which nearly every row has its own are never shown. */
export function howToProfile({ role, type, distinct, missing }: Column, rows: number): Profiling {
  if (role === 'id' || role === 'cluster') return { withheld: 'identifier' }
  if (type === 'integer' || type === 'number') return { as: 'numbers', unit: 'number', whole: type === 'integer' }
  if (type === 'date') return { as: 'numbers', unit: 'day', whole: true }
  if (type === 'timestamp') return { as: 'numbers', unit: 'microsecond', whole: false }
  const present = rows - missing
  return distinct > MOST_VALUES || (distinct > MANY && 2 * distinct > present) ? { withheld: 'mostly-distinct' } : { as: 'categories' }
}
