import type { Column, Role } from '../../../shared/model/dataset'
import { undefinedQuantity, withoutInterval, type Quantity } from '../stats/quantity'
import { isQuantity } from './how-read'
import type { Notice, QualityDraft } from './observation'

/** How a column enters the comparison of whole rows. */
export type ComparedColumn = { column: Column; as: 'exact' | 'number' | 'rounded' | 'folded' }

const NAMES_ROWS: readonly Role[] = ['id', 'cluster', 'time', 'latency']

/** All columns but those that name the row or its time: numbers to three digits, texts without case and punctuation. */
export const nearColumns = (columns: readonly Column[], roleOf: (column: Column) => Role): ComparedColumn[] =>
  columns
    .filter((column) => !NAMES_ROWS.includes(roleOf(column)))
    .map((column) => ({
      column,
      as: isQuantity(column) ? 'rounded' : column.type === 'text' || column.type === 'category' ? 'folded' : 'exact'
    }))

/** Quantities, and yes and no written as 1 and 0. */
const isNumeric = (column: Column): boolean =>
  isQuantity(column) || (column.spellings !== undefined && [column.spellings.true, column.spellings.false].flat().every(isDigit))

const isDigit = (spelling: string): boolean => /^[01](\.0)?$/.test(spelling)

/** Features of both parts, as the same in either: numbers as numbers, whatever type their column was given. */
export function sharedFeatures(
  columns: readonly Column[],
  reference: readonly Column[],
  roleOf: (column: Column) => Role
): { own: ComparedColumn; other: ComparedColumn }[] {
  return columns.flatMap((column) => {
    const other = reference.find(({ name }) => name === column.name)
    if (other === undefined || !['feature', 'protected', 'control'].includes(roleOf(column))) return []
    const as = isNumeric(column) || isNumeric(other) ? ('number' as const) : ('exact' as const)
    if (as === 'exact' && (column.type === 'date') !== (other.type === 'date')) return []
    return [{ own: { column, as }, other: { column: other, as } }]
  })
}

/** A share of rows that equal others: no sum over independent rows, so it has no interval. */
export function repeatShare(metric: QualityDraft['metric'], found: Share, at: QualityDraft['at'], comparing = false): QualityDraft {
  const n = { group: found.of, reference: null }
  const quantity: Quantity = found.of === 0 ? undefinedQuantity('no-rows', n) : withoutInterval(found.rows / found.of, 'a-statistic', { n })
  return { metric, at, quantity, comparing }
}

type Share = { rows: number; of: number }

/**
 * Whether rows of the part equal rows of the reference more often than the reference's rows equal each other, which is how often rows drawn alike
 * would; by more than three standard errors.
 */
export function isBeyondChance(shared: Share, byChance: Share): boolean {
  const [own, chance] = [shared.rows / shared.of, byChance.rows / byChance.of]
  return own - chance > 3 * Math.sqrt(chance * (1 - chance) * (1 / shared.of + 1 / byChance.of))
}

export const repeatNotice = (
  kind: Notice['kind'],
  column: string,
  { rows, of }: Share,
  first: readonly number[],
  said: string
): Notice[] => (rows === 0 ? [] : [{ kind, column, rows, share: rows / of, first, said }])
