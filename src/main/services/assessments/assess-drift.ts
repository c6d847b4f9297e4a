import type { AssessmentResult } from '../../core/assessment'
import { assessDrift } from '../../core/drift/assess-drift'
import { driftColumns } from '../../core/drift/columns'
import { framingColumns } from '../../core/drift/needed-columns'
import { throwIfCancelled, type Job } from '../job'
import { loadColumn } from '../load-columns'
import { assessedPart, checkpoint, partNamed, type ReportInput } from './assess'

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
  for (const column of columns) {
    throwIfCancelled(job)
    const need = { name: column.name, as: column.kind === 'number' ? ('numbers' as const) : ('codes' as const) }
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
