import type { MetricId } from '../../../shared/model/metrics'
import { homeOf } from '../../../shared/model/metrics'
import { fairness as fairnessSchema } from '../../../shared/model/assessments/fairness'
import type { Plan } from '../../../shared/model/plan'
import type { AssessedPart, AssessmentResult, LoadedColumn } from '../../core/assessment'
import { atWindow, biasCurves } from '../../core/drift/bias'
import { framingColumns } from '../../core/drift/needed-columns'
import { cutByTime } from '../../core/drift/slices'
import { assessFairness, neededColumns } from '../../core/fairness/assess-fairness'
import type { MeasureRequest } from '../../core/fairness/input'
import { requestsOfCriteria } from '../../core/findings/requests'
import type { Estimate } from '../../core/stats/estimate'
import type { Window } from '../../core/stats/windows'
import { throwIfCancelled, type Job } from '../job'
import { assessedPart, checkpoint, partNamed, type ReportInput } from './assess'

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
  const estimates: Estimate[] = []
  windowed.windows.forEach((window: Window, at) => {
    throwIfCancelled(job)
    const part = rowsOf(whole, windowed.ofRow, at + 1)
    if (part.rows === 0) return
    const found = assessFairness({
      ...part,
      plan: own,
      seed,
      requests,
      kernels: input.kernels,
      checkpoint: checkpoint(job, `Assessing groups in ${window.name}`)
    })
    estimates.push(
      ...found.estimates.filter(({ measure: { metric } }) => metric === 'rows' || wanted.has(metric)).map((one) => atWindow(one, window))
    )
  })
  return { estimates, population: null, scans: [], tables: [], exhibits: biasCurves(plan, estimates, windowed.windows), findings: [] }
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

/** The rows of one window, in their order. */
function rowsOf(whole: AssessedPart, ofRow: Uint16Array, window: number): AssessedPart {
  const inside = (_: unknown, row: number): boolean => ofRow[row] === window
  const taken = (column: LoadedColumn): LoadedColumn =>
    'numbers' in column ? { ...column, numbers: column.numbers.filter(inside) } : { ...column, codes: column.codes.filter(inside) }
  return {
    ...whole,
    rows: ofRow.reduce((count, one) => count + (one === window ? 1 : 0), 0),
    columns: new Map([...whole.columns].map(([name, column]) => [name, taken(column)]))
  }
}
