import type { Column, Role } from '../../../../shared/model/dataset'
import type { Plan } from '../../../../shared/model/plan'
import type { LoadedColumn } from '../../../core/assessment'
import { columnFacts, textFacts } from '../../../core/quality/column-facts'
import type { ColumnFacts } from '../../../core/quality/facts'
import { howRead } from '../../../core/quality/how-read'
import { leakage } from '../../../core/quality/leakage'
import { leakageOfNumbers } from '../../../core/quality/leakage-of-numbers'
import type { ColumnObservation } from '../../../core/quality/observation'
import { observeColumn } from '../../../core/quality/observe-column'
import { futureTimes, timeGaps } from '../../../core/quality/times'
import type { Job } from '../../job'
import { checkpoint, type OpenPart, type ReportInput } from '../assess'
import { loadColumns } from '../../load-columns'
import type { Looked } from './looked'

/** Column by column, so that few are in memory at a time. */
export async function observeAll(looked: Looked): Promise<ColumnObservation[]> {
  const { columns } = looked.open.dataset.manifest
  const observed: ColumnObservation[] = []
  const report = checkpoint(looked.job, 'Looking at columns')
  for (const [index, column] of columns.entries()) {
    report(index / columns.length)
    observed.push(await observe(looked, column))
  }
  return observed
}

async function observe(looked: Looked, column: Column): Promise<ColumnObservation> {
  const { input, open, reference, design, job } = looked
  const { plan, kernels } = input
  const loaded = await loadOne(open, column, job)
  const facts = loaded === null ? textFacts(column, open.dataset.manifest.rows) : columnFacts(loaded, kernels)
  const expected = await expectedOf(reference, column, input, job)
  const robustZ = plan.assessments.quality?.robust_z ?? 3.5
  const found = observeColumn({ loaded, facts, expected, role: roleOf(plan, column), design, robustZ })
  const more = loaded === null ? [] : [...timeFacts(looked, loaded), ...leakageFacts(looked, loaded)]
  return {
    ...found,
    drafts: [...found.drafts, ...more.flatMap(({ drafts }) => drafts)],
    notices: [...found.notices, ...more.flatMap(({ notices }) => notices)]
  }
}

type Further = Pick<ColumnObservation, 'drafts' | 'notices'>

/** Dates and times after the claimed time, and days without rows in the column of the role time. */
function timeFacts({ input, design }: Looked, loaded: LoadedColumn): Further[] {
  const { column } = loaded
  if (!('numbers' in loaded) || (column.type !== 'date' && column.type !== 'timestamp')) return []
  const unit = column.type === 'date' ? ('day' as const) : ('microsecond' as const)
  const most = input.plan.assessments.quality?.gap_days ?? 7
  const gaps = roleOf(input.plan, column) === 'time' ? [timeGaps(column, { numbers: loaded.numbers, unit }, most)] : []
  return [futureTimes(column, loaded.numbers, input.at, design), ...gaps]
}

/** What a model may have been given; a column that the plan ignores is no feature. */
const MAY_LEAK: readonly Role[] = ['feature', 'protected', 'control', 'latency']

function leakageFacts({ input, design, label, outcome }: Looked, loaded: LoadedColumn): Further[] {
  if (!MAY_LEAK.includes(roleOf(input.plan, loaded.column))) return []
  if (outcome !== null) return [leakageOfNumbers(loaded, outcome)]
  if (label === null) return []
  return [
    leakage(
      loaded,
      label,
      { repeats: design.clusters !== null, level: input.plan.level, below: input.plan.suppress_below ?? 0 },
      input.kernels
    )
  ]
}

export const roleOf = (plan: Plan, { name, role }: Column): Role => plan.columns[name]?.role ?? role

/** What the reference has in the column of that name, where it is looked at in the same way. */
async function expectedOf(
  reference: OpenPart | null,
  { name, ...column }: Column,
  input: ReportInput,
  job: Job
): Promise<ColumnFacts | null> {
  const own = reference?.dataset.manifest.columns.find((candidate) => candidate.name === name)
  if (reference === null || own === undefined || howRead(own) !== howRead({ name, ...column })) return null
  const loaded = await loadOne(reference, own, job)
  return loaded === null ? null : columnFacts(loaded, input.kernels)
}

async function loadOne({ dataset }: OpenPart, column: Column, job: Job): Promise<LoadedColumn | null> {
  const as = howRead(column)
  if (as === 'texts') return null
  const loaded = await loadColumns(dataset, [{ name: column.name, as, unmasked: true }], job)
  return loaded.get(column.name) ?? null
}
