import type { ExplanationPlan } from '../../../../shared/model/assessments/explanation'
import type { ColumnNeed } from '../../assessment'
import type { PlannedPart } from '../../columns/planned-part'
import { meetsWhere, whereColumns } from '../../columns/where'

/** Rows that are compared by name; `has`: 1 for each explained row of it. */
export type Cohort = { name: string; has: Uint8Array }

/** Columns that the cohorts' conditions read. */
export const cohortColumns = ({ cohorts }: Pick<ExplanationPlan, 'cohorts'>): ColumnNeed[] =>
  cohorts.flatMap(({ where }) => whereColumns(where))

/** Which of the explained rows meet all conditions of each cohort. Throws where a condition does not fit its column. */
export function cohortsOf(part: PlannedPart, { cohorts }: Pick<ExplanationPlan, 'cohorts'>, rows: Uint32Array): Cohort[] {
  return cohorts.map(({ name, where }) => {
    const meets = meetsWhere(part, where, 'assessments.explanation.cohorts')
    return { name, has: Uint8Array.from(rows, (row) => (meets(row) ? 1 : 0)) }
  })
}
