import type { MetricId } from '../../../shared/model/metrics'
import { isUnknownBound } from '../../../shared/model/metrics'
import type { Scan } from '../../../shared/model/report'
import { labelState } from './availability'
import { isOfCounts } from './catalogue'
import { crossingsTable } from './crossings-table'
import type { Draft } from './draft'
import { nameAll } from './draft'
import { evaluate } from './evaluate'
import { frameOf } from './frame'
import type { FairnessInput, FairnessResult } from './input'
import { populationOf } from './population'
import { shownIntervals } from './shown-intervals'
import type { View } from './view'
import { viewOf } from './view'
import { classViews, scoringView } from './views'
import type { Wanted } from './wanted'
import { wantedOf } from './wanted'

export { countMeasures } from './count-measures'
export { neededColumns } from './needed-columns'

const SCORING: readonly MetricId[] = ['scoring_rate', 'scoring_rate_ratio', 'scoring_rate_ratio_bound']

/** Where labels are missing, bounds come with the rates; where protected values are unknown, with their ratio, and with what is judged. */
function withBounds(view: View, wanted: readonly Wanted[], named: readonly string[]): Wanted[] {
  const hasUnknown = (over: readonly string[]): boolean => view.table(over).unknown >= 0
  const labels = labelState(view.frame, view.table([])).state
  const missing = labels === 'some-missing' || labels === 'follow-the-decision'
  const bounds = wanted.flatMap(({ metric, over, reference, control }): Wanted[] => {
    if (control !== undefined || reference === 'extremes') return []
    const bound =
      metric === 'selection_rate_ratio' && hasUnknown(over)
        ? 'selection_rate_ratio_bound'
        : missing && (metric === 'tpr' || metric === 'ppv')
          ? (`${metric}_bound` as const)
          : null
    return bound === null ? [] : [{ metric: bound, over, reference, named: false }]
  })
  const told = wanted.filter(({ metric, over }) =>
    isUnknownBound(metric) ? hasUnknown(over) || named.includes(metric) : missing || metric !== 'label_known'
  )
  return [...told, ...bounds]
}

/**
 * Every fairness number of a part: one scan of all rows over all attributes, roll-ups, and for each number an interval or the reason why it has none.
 * Measures come in the order of their ids. Throws AssayError where the plan does not fit the data.
 */
export function assessFairness(input: FairnessInput): FairnessResult {
  const frame = frameOf(input)
  const main = viewOf(input, frame)
  input.checkpoint(0.1)
  const wanted = withBounds(main, wantedOf(input.plan, input.requests), input.plan.assessments.fairness?.metrics ?? [])
  const scoring = wanted.some(({ metric }) => SCORING.includes(metric)) ? scoringView(input, frame) : null
  const drafts: Draft[] = []
  wanted.forEach((request, i) => {
    drafts.push(...evaluate(input, SCORING.includes(request.metric) && scoring ? scoring : main, request))
    input.checkpoint(0.1 + (0.7 * (i + 1)) / wanted.length)
  })
  for (const view of classViews(input, frame))
    drafts.push(
      ...wanted.filter(({ metric }) => isOfCounts(metric) && !SCORING.includes(metric)).flatMap((request) => evaluate(input, view, request))
    )
  input.checkpoint(0.9)
  const scan: Scan = {
    id: 'fairness',
    part: input.part,
    dataset: input.dataset,
    attributes: [...frame.attributes.keys()],
    columns: [...input.columns.keys()],
    rows: input.rows
  }
  const estimates = nameAll({ plan: input.plan, assessment: 'fairness', inputs: input.inputs, scan: scan.id, part: input.part }, drafts)
  return {
    estimates,
    population: populationOf(input, main),
    scans: [scan],
    tables: crossingsTable(input, main),
    exhibits: shownIntervals(input.plan, estimates),
    findings: []
  }
}
