import type { DatasetManifest } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { Plan } from '../../../shared/model/plan'
import { assessFairness, countMeasures, neededColumns } from '../../core/fairness/assess-fairness'
import type { FairnessInput, FairnessResult, MeasureRequest } from '../../core/fairness/input'
import { needsMoreReplicates, MOST_REPLICATES } from '../../core/findings/monte-carlo'
import { requestsOfCriteria } from '../../core/findings/requests'
import { requestsOfPacks } from '../../core/packs/requests'
import type { Job } from '../job'
import { assessedPart, checkpoint, partNamed, type ReportInput } from './assess'

export const MOST_MEASURES = 20_000

/** The plan's fairness section, on its part. */
export async function fairnessOf(input: ReportInput, seed: string, job: Job): Promise<FairnessResult | null> {
  const { plan } = input
  const { fairness } = plan.assessments
  if (!fairness) return null
  const open = partNamed(input, fairness.part, 'assessments.fairness')
  const packs = input.packs.map(({ pack }) => pack)
  const requests = [...requestsOfCriteria(plan), ...requestsOfPacks(plan, packs)]
  refuseTooMany(plan, open.dataset.manifest, requests)
  const part = await assessedPart(open, neededColumns(plan, fairness.part), job)
  return withEnoughReplicates({ ...part, plan, seed, requests, kernels: input.kernels, checkpoint: checkpoint(job, 'Assessing groups') })
}

/** STATISTICS §4: a Monte Carlo limit near its threshold doubles the replicates. */
function withEnoughReplicates(first: FairnessInput): FairnessResult {
  let input = first
  for (;;) {
    const result = assessFairness(input)
    const fairness = input.plan.assessments.fairness
    if (!fairness || fairness.replicates >= MOST_REPLICATES || !needsMoreReplicates({ plan: input.plan, estimates: result.estimates }))
      return result
    const replicates = Math.min(MOST_REPLICATES, fairness.replicates * 2)
    input = { ...input, plan: { ...input.plan, assessments: { ...input.plan.assessments, fairness: { ...fairness, replicates } } } }
  }
}

function refuseTooMany(plan: Plan, manifest: DatasetManifest, requests: readonly MeasureRequest[]): void {
  const cardinalities = new Map(manifest.columns.map((column) => [column.name, column.distinct]))
  const measures = countMeasures(plan, cardinalities, requests)
  if (measures > MOST_MEASURES) throw new AssayError('plan/too-many-measures', { measures, most: MOST_MEASURES })
}
