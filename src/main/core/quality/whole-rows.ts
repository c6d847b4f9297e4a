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

/** Features of both parts, as the same in either: numbers as numbers, whatever type their column was given. */
export function sharedFeatures(
  columns: readonly Column[],
  reference: readonly Column[],
  roleOf: (column: Column) => Role
): { own: ComparedColumn; other: ComparedColumn }[] {
  return columns.flatMap((column) => {
    const other = reference.find(({ name }) => name === column.name)
    if (other === undefined || !['feature', 'protected', 'control'].includes(roleOf(column))) return []
    const as = isQuantity(column) || isQuantity(other) ? ('number' as const) : ('exact' as const)
    if (as === 'exact' && (column.type === 'date') !== (other.type === 'date')) return []
    return [{ own: { column, as }, other: { column: other, as } }]
  })
}

export type Repeated = { repeated: number; sets: number; first: readonly number[] }

/** A share of rows that equal others: no sum over independent rows, so it has no interval. */
export function repeatShare(
  metric: QualityDraft['metric'],
  found: { rows: number; of: number },
  at: QualityDraft['at'],
  comparing = false
): QualityDraft {
  const n = { group: found.of, reference: null }
  const quantity: Quantity = found.of === 0 ? undefinedQuantity('no-rows', n) : withoutInterval(found.rows / found.of, 'a-statistic', { n })
  return { metric, at, quantity, comparing }
}

export const repeatNotice = (
  kind: Notice['kind'],
  column: string,
  { rows, of }: { rows: number; of: number },
  first: readonly number[],
  said: string
): Notice[] => (rows === 0 ? [] : [{ kind, column, rows, share: rows / of, first, said }])
