import type { Column } from '../../../shared/model/dataset'

const MOST_CODES = 65_000

/** How a column is looked at: as numbers (dates and times too), as categories, or, where it has too many texts, by its counts only. */
export function howRead({ type, distinct, distinctAtLeast }: Column): 'numbers' | 'codes' | 'texts' {
  if (type === 'integer' || type === 'number' || type === 'date' || type === 'timestamp') return 'numbers'
  return distinct <= MOST_CODES && distinctAtLeast !== true ? 'codes' : 'texts'
}

/** Numbers whose size means something: dates and times are none. */
export const isQuantity = ({ type }: Column): boolean => type === 'integer' || type === 'number'
