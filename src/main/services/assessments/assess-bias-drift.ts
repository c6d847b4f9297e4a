import type { MetricId } from '../../../shared/model/metrics'
import { homeOf } from '../../../shared/model/metrics'
import { fairness as fairnessSchema } from '../../../shared/model/assessments/fairness'
import type { Plan } from '../../../shared/model/plan'
import type { AssessedPart, AssessmentResult } from '../../core/assessment'
import { takenRows } from '../../core/columns/taken-rows'
import { atWindow, biasCurves } from '../../core/drift/bias'
import { hiddenRows, maskBias, type BiasMasks, type OfWindow } from '../../core/drift/bias-masks'
import { framingColumns } from '../../core/drift/needed-columns'
import { cutByTime, slicingsOf } from '../../core/drift/slices'
import { assessFairness, neededColumns } from '../../core/fairness/assess-fairness'
import type { MeasureRequest } from '../../core/fairness/input'
import { requestsOfCriteria } from '../../core/findings/requests'
import type { Estimate } from '../../core/stats/estimate'
import { throwIfCancelled, type Job } from '../job'
import { assessedPart, checkpoint, partNamed, type OpenPart, type ReportInput } from './assess'

/** Fairness measures window by window: those that drift.bias names, and those of criteria with a window. */
export async function biasDriftOf(input: ReportInput, seed: string, job: Job): Promise<AssessmentResult | null> {
  const { plan } = input
  const { drift } = plan.assessments
  const requests = requestsByWindow(plan)
  if (drift?.windows === undefined || drift.bias.length + requests.length === 0) return null
  const wanted = new Set<MetricId>([...drift.bias, ...requests.map(({ metric }) => metric)])
  const open = partNamed(input, drift.current, 'assessments.drift.current')
  const own = planOfWindows(plan, drift.current)
  const whole = await assessedPart(open, [...neededColumns(own, drift.current), ...framingColumns(plan, open.dataset.manifest)], job)
  const windowed = cutByTime({ plan, reference: whole, current: whole, kernels: input.kernels }, 'current')
  if (windowed === null) return null
  const assessed = (part: AssessedPart, windowPlan: Plan, asked: readonly MeasureRequest[], phase: string): readonly Estimate[] =>
    assessFairness({ ...part, plan: windowPlan, seed, requests: asked, kernels: input.kernels, checkpoint: checkpoint(job, phase) })
      .estimates
  const told: OfWindow[] = []
  const rows: OfWindow[] = []
  windowed.windows.forEach(({ name }, at) => {
    throwIfCancelled(job)
    const part = takenRows(
      whole,
      Uint8Array.from(windowed.ofRow, (one) => (one === at + 1 ? 1 : 0))
    )
    if (part.rows === 0) return
    const phase = `Assessing groups in ${name}`
    const found = assessed(part, own, requests, phase)
    told.push({ window: name, estimates: found.filter(({ measure: { metric } }) => metric === 'rows' || wanted.has(metric)) })
    if (plan.suppress_below !== undefined) rows.push({ window: name, estimates: assessed(part, countsOnly(own), [], phase) })
  })
  const shown =
    plan.suppress_below === undefined
      ? told.flatMap(({ estimates }) => estimates)
      : maskBias(
          {
            limit: plan.suppress_below,
            rows,
            ofWhole: hiddenRows(assessed(whole, { ...countsOnly(own), suppress_below: plan.suppress_below }, [], 'Assessing groups')),
            elsewhere: await leftOutOfDrift(input, open, whole, job)
          },
          told
        )
  const places = told.flatMap(({ window, estimates }) => estimates.map(() => windowed.windows.find(({ name }) => name === window)!))
  const estimates = shown.map((estimate, i) => atWindow(estimate, places[i]!))
  return { estimates, population: null, scans: [], tables: [], exhibits: biasCurves(plan, estimates, windowed.windows), findings: [] }
}

/** Windows, groups and groups by window that drift's tables leave out. */
async function leftOutOfDrift(input: ReportInput, now: OpenPart, current: AssessedPart, job: Job): Promise<BiasMasks['elsewhere']> {
  const { plan } = input
  const before = partNamed(input, plan.assessments.drift?.reference ?? 'reference', 'assessments.drift.reference')
  const reference = await assessedPart(before, framingColumns(plan, before.dataset.manifest), job)
  const framing = await assessedPart(now, framingColumns(plan, now.dataset.manifest), job)
  return slicingsOf({ plan, reference, current: { ...current, columns: framing.columns }, kernels: input.kernels }).flatMap(
    ({ kind, slices }) =>
      kind === 'chunks'
        ? []
        : slices.flatMap(({ masked, window, group }) =>
            masked === true ? [{ ...(window === undefined ? {} : { window: window.name }), ...(group === null ? {} : { group }) }] : []
          )
  )
}

/** Only how many rows each group has, all of them told. */
const countsOnly = (plan: Plan): Plan => {
  const fairness = { ...(plan.assessments.fairness ?? fairnessSchema.parse({})), metrics: [] }
  return { ...plan, suppress_below: undefined, assessments: { ...plan.assessments, fairness } }
}

/** What criteria with a window need of the groups. */
function requestsByWindow(plan: Plan): MeasureRequest[] {
  const criteria = plan.criteria.flatMap(({ window, ...criterion }) =>
    window !== undefined && homeOf(criterion.metric) === 'fairness' ? [criterion] : []
  )
  return requestsOfCriteria({ ...plan, criteria })
}

/** The plan as each window is assessed: its part, and of the metrics only those asked for. */
function planOfWindows(plan: Plan, part: string): Plan {
  const { drift, fairness } = plan.assessments
  const own = { ...(fairness ?? fairnessSchema.parse({})), part, metrics: drift?.bias ?? [] }
  return { ...plan, assessments: { ...plan.assessments, fairness: own }, criteria: [] }
}
