import type { AssessedPart, AssessmentResult, LoadedColumn } from '../../../../src/main/core/assessment'
import { assessDrift } from '../../../../src/main/core/drift/assess-drift'
import type { DriftColumn } from '../../../../src/main/core/drift/columns'
import { driftKernels } from '../../../../src/main/kernels/drift'
import { fairnessKernels } from '../../../../src/main/kernels/fairness'
import type { Measure } from '../../../../src/shared/model/measure'
import type { Plan } from '../../../../src/shared/model/plan'
import { load, planOf, type Cell, type Table } from '../fairness/harness'

export type Column = { name: string; kind: DriftColumn['kind']; part?: DriftColumn['part'] }

const partOf = (part: string, table: Table, framing: readonly Column[], times: 'date' | 'number'): AssessedPart => ({
  part,
  dataset: part === 'reference' ? 'a'.repeat(64) : 'b'.repeat(64),
  inputs: ['1'.repeat(64)],
  rows: Object.values(table)[0]?.length ?? 0,
  columns: new Map(framing.filter(({ name }) => table[name] !== undefined).map((column) => [column.name, loaded(table, column, times)]))
})

const loaded = (table: Table, { name, kind }: Column, type: 'date' | 'number' = 'number'): LoadedColumn => {
  const column = load(table[name] as readonly Cell[], name, 0, kind === 'number' ? 'numbers' : 'codes')
  return 'numbers' in column ? { ...column, column: { ...column.column, type } } : column
}

export const driftPlan = (patch: Record<string, unknown> = {}, drift: Record<string, unknown> = {}): Plan =>
  planOf({ assessments: { drift }, ...patch })

/** Compares the columns of two tables; `framing` are those that cut and group rows, its numbers being `times`. */
export function drift(
  reference: Table,
  current: Table,
  columns: readonly Column[],
  plan: Plan = driftPlan(),
  framing: readonly Column[] = [],
  times: 'date' | 'number' = 'number'
): AssessmentResult {
  const input = columns.map(({ part, ...column }): DriftColumn => ({ ...column, part: part ?? 'input' }))
  const assessment = assessDrift({
    plan,
    seed: 'ab'.repeat(32),
    reference: partOf('reference', reference, framing, times),
    current: partOf('current', current, framing, times),
    columns: input,
    leftOut: [],
    kernels: { ...fairnessKernels, ...driftKernels },
    checkpoint: () => {}
  })
  for (const column of input) assessment.add(column, { reference: loaded(reference, column), current: loaded(current, column) })
  return assessment.finish()
}

export const measureAt = (
  { estimates }: AssessmentResult,
  metric: string,
  at: Partial<Measure['at']> = {},
  group: Measure['group'] = null
): Measure => {
  const found = estimates.filter(
    ({ measure }) =>
      measure.metric === metric &&
      JSON.stringify(measure.group) === JSON.stringify(group) &&
      measure.at.feature === at.feature &&
      measure.at.window === at.window
  )
  if (found.length !== 1) throw new Error(`${found.length} measures of ${metric}`)
  return found[0]!.measure
}
