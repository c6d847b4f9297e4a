import type { Measure } from '../../shared/model/measure'
import type { View } from '../../shared/reading/view'
import type { Column } from './DataTable'
import { VerdictSign } from './VerdictSign'

/** The verdict on each row's measure; none where no row has one. */
export function verdictColumn<T>({ verdicts }: View, rows: readonly T[], measureOf: (row: T) => Measure): Column<T> | null {
  const verdictOf = (row: T) => verdicts(measureOf(row).id)[0]?.verdict ?? null
  if (rows.every((row) => verdictOf(row) === null)) return null
  return {
    id: 'verdict',
    title: 'Criterion',
    value: verdictOf,
    render: (row) => {
      const verdict = verdictOf(row)
      return verdict === null ? '' : <VerdictSign verdict={verdict} />
    }
  }
}
