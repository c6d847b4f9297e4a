import { AssayError } from '../../../../shared/model/errors'
import type { ExploreAnswer, ExploreQuestion } from '../../../../shared/model/explore'
import type { MetricId } from '../../../../shared/model/metrics'
import { needsLabelsOfAll } from '../availability'
import type { Draft } from '../draft'
import { nameAll } from '../draft'
import { evaluate } from '../evaluate'
import type { FairnessInput } from '../input'
import type { Naming } from '../../stats/name-estimate'
import { undefinedQuantity } from '../../stats/quantity'
import type { View } from '../view'
import type { Wanted } from '../wanted'
import { confusionOf } from './confusion'
import { withReference } from './explored-plan'
import { wantedOfMetrics } from './metrics'
import { withoutLimits } from './moving-design'
import type { Source } from './source'
import { decidedView } from './source'

/** The measures of a question, by the very functions of the audit. */
export function answerOf(source: Source, { over, reference, metrics, threshold, side, settled }: ExploreQuestion): ExploreAnswer {
  refuseUnknown(source, over)
  const input = { ...source.input, plan: withReference(source.input.plan, reference) }
  const view = threshold === null ? source.planned : decidedView(source, threshold, side, settled)
  const some = source.labels === 'some-missing' || source.labels === 'follow-the-decision'
  const asked: MetricId[] = ['rows', ...(some && !metrics.includes('label_known') ? (['label_known'] as const) : []), ...metrics]
  const hypothetical = threshold !== null
  const drafts = wantedOfMetrics(asked, over).flatMap((wanted) => draftsOf(source, input, view, wanted, { hypothetical, settled }))
  const measures = namedMeasures(input, drafts)
  const census = input.plan.inference.kind === 'census'
  return {
    threshold,
    side,
    measures,
    pending: census
      ? []
      : measures.flatMap((m) => (m.estimate !== null && m.interval === null && m.noInterval === undefined ? [m.id] : [])),
    confusion: [...confusionOf(input.plan, view.table([])), ...confusionOf(input.plan, view.table(over))]
  }
}

export const namingOf = ({ plan, inputs, part }: FairnessInput): Naming => ({
  plan,
  assessment: 'fairness',
  inputs,
  scan: 'fairness',
  part
})

export const namedMeasures = (input: FairnessInput, drafts: readonly Draft[]): ExploreAnswer['measures'] =>
  nameAll(namingOf(input), drafts).map(({ measure }) => measure)

/** Labels that follow the decision in the data say nothing about a decision that nobody took. */
export function draftsOf(
  { labels, frame }: Source,
  input: FairnessInput,
  view: View,
  wanted: Wanted,
  { hypothetical, settled }: { hypothetical: boolean; settled: boolean }
): Draft[] {
  const drafts = evaluate(input, view, wanted)
  if (hypothetical && labels === 'follow-the-decision' && needsLabels(wanted.metric))
    return drafts.map(({ place, quantity }) => ({ place, quantity: undefinedQuantity('labels-follow-the-decision', quantity.n) }))
  if (settled || !hypothetical || !frame.clusters?.repeats) return drafts
  return drafts.map(({ place, quantity }) => ({ place, quantity: withoutLimits(quantity) }))
}

const needsLabels = (metric: MetricId): boolean => needsLabelsOfAll(metric, 'selected') || needsLabelsOfAll(metric, 'rejected')

export function refuseUnknown({ frame }: Source, over: readonly string[]): void {
  const unknown = over.find((name) => !frame.attributes.has(name))
  if (unknown !== undefined)
    throw new AssayError('plan/unknown-column', {
      column: unknown,
      where: 'the groups asked for',
      known: [...frame.attributes.keys()].join(', ')
    })
}
