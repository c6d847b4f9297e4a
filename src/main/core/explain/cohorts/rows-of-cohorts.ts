import { AssayError } from '../../../../shared/model/errors'
import type { ExplanationPlan } from '../../../../shared/model/assessments/explanation'
import type { ColumnNeed } from '../../assessment'
import type { PlannedPart } from '../../columns/planned-part'
import { sameValue } from '../../columns/same-value'

/** Rows that are compared by name; `has`: 1 for each explained row of it. */
export type Cohort = { name: string; has: Uint8Array }

type Condition = ExplanationPlan['cohorts'][number]['where'][string]

/** Columns that the cohorts' conditions read. */
export const cohortColumns = ({ cohorts }: Pick<ExplanationPlan, 'cohorts'>): ColumnNeed[] =>
  cohorts.flatMap(({ where }) =>
    Object.entries(where).map(([name, condition]): ColumnNeed => ({ name, as: Array.isArray(condition) ? 'codes' : 'numbers' }))
  )

/** Which of the explained rows meet all conditions of each cohort. Throws where a condition does not fit its column. */
export function cohortsOf(part: PlannedPart, { cohorts }: Pick<ExplanationPlan, 'cohorts'>, rows: Uint32Array): Cohort[] {
  return cohorts.map(({ name, where }) => {
    const tests = Object.entries(where).map(([column, condition]) => testOf(part, column, condition))
    return { name, has: Uint8Array.from(rows, (row) => (tests.every((meets) => meets(row)) ? 1 : 0)) }
  })
}

function testOf(part: PlannedPart, name: string, condition: Condition): (row: number) => boolean {
  const loaded = part.columns.get(name)
  if (loaded === undefined)
    throw new AssayError('plan/unknown-column', {
      column: name,
      where: 'assessments.explanation.cohorts',
      known: [...part.columns.keys()].join(', ')
    })
  if (!Array.isArray(condition)) {
    if (!('numbers' in loaded)) throw new AssayError('plan/cohort-condition', { column: name, what: 'its values, as it is read by them' })
    const { at_least: least = -Infinity, at_most: most = Infinity } = condition
    return (row) => loaded.numbers[row]! >= least && loaded.numbers[row]! <= most
  }
  if ('numbers' in loaded)
    throw new AssayError('plan/cohort-condition', { column: name, what: 'at_least and at_most, as it is read by numbers' })
  const wanted = Uint8Array.from([
    0,
    ...loaded.values.map((value) => (condition.some((one) => sameValue(loaded.column, value, one)) ? 1 : 0))
  ])
  return (row) => wanted[loaded.codes[row]!] === 1
}
