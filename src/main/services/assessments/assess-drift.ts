import type { AssessmentResult, ColumnNeed } from '../../core/assessment'
import { assessDrift } from '../../core/drift/assess-drift'
import { driftColumns, type DriftColumn } from '../../core/drift/columns'
import { framingColumns } from '../../core/drift/needed-columns'
import { throwIfCancelled, type Job } from '../job'
import { loadColumn, prefetchColumns } from '../load-columns'
import { assessedPart, checkpoint, partNamed, type OpenPart, type ReportInput } from './assess'

/** Columns that one scan of a part brings. */
const READ_TOGETHER = 8

const needOf = ({ name, kind }: DriftColumn): ColumnNeed => ({ name, as: kind === 'number' ? 'numbers' : 'codes' })

const readAhead = async (parts: readonly OpenPart[], columns: readonly DriftColumn[], job: Job): Promise<void> => {
  for (const { dataset } of parts) await prefetchColumns(dataset, columns.map(needOf), job)
}

/** The plan's drift section: both parts' columns, one at a time through the store. */
export async function driftOf(input: ReportInput, seed: string, job: Job): Promise<AssessmentResult | null> {
  const { plan } = input
  const { drift } = plan.assessments
  if (!drift) return null
  const before = partNamed(input, drift.reference, 'assessments.drift.reference')
  const now = partNamed(input, drift.current, 'assessments.drift.current')
  const { columns, leftOut } = driftColumns(plan, before.dataset.manifest, now.dataset.manifest)
  const assessment = assessDrift({
    plan,
    seed,
    reference: await assessedPart(before, framingColumns(plan, before.dataset.manifest), job),
    current: await assessedPart(now, framingColumns(plan, now.dataset.manifest), job),
    columns,
    leftOut,
    kernels: input.kernels,
    checkpoint: checkpoint(job, 'Comparing columns')
  })
  for (const [i, column] of columns.entries()) {
    throwIfCancelled(job)
    if (i % READ_TOGETHER === 0) await readAhead([before, now], columns.slice(i, i + READ_TOGETHER), job)
    const need = needOf(column)
    assessment.add(column, {
      reference: await loadColumn(before.dataset, need, job.signal),
      current: await loadColumn(now.dataset, need, job.signal)
    })
  }
  for (const [feature, name] of Object.entries(drift.attributions)) {
    const need = { name, as: 'numbers' as const }
    assessment.addAttribution(feature, {
      reference: await loadColumn(before.dataset, need, job.signal),
      current: await loadColumn(now.dataset, need, job.signal)
    })
  }
  return assessment.finish()
}
