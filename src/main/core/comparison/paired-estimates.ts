import { PAIRED_METRICS, type PairedMetric } from '../../../shared/model/assessments/comparison'
import type { At, Measure } from '../../../shared/model/measure'
import { groupPath, measureId } from '../../../shared/model/measure-id'
import { METRICS, type MetricId } from '../../../shared/model/metrics'
import type { Estimate, Limits } from '../stats/estimate'
import { mover } from '../stats/mover'
import { nameEstimate } from '../stats/name-estimate'
import { twoSidedP } from '../stats/one-sided-p'
import { mcnemarMidP, pairedInterval, type Pairs } from '../stats/paired-proportions'
import { withInterval, type Quantity } from '../stats/quantity'
import type { Pair } from './input'
import { isOfEvents } from './paired-plan'

/** A figure and the p of "no difference", before it is adjusted. */
export type Tested = { estimate: Estimate; test: Quantity['test'] | null }

/** What the engine found of the differences, under the names of this assessment. `independent`: rows are whole and do not hang together, so that score limits hold. */
export function pairedEstimates(pair: Pair, metric: PairedMetric, found: readonly Estimate[], independent: boolean): Tested[] {
  const pairs = independent && isOfEvents(metric) ? pairsOf(found) : null
  return found.flatMap((estimate): Tested[] => {
    const { metric: own } = estimate.measure
    if (own === 'mean_score') return [differenceOf(pair, metric, estimate, pairs)]
    if (own === 'mean_score_difference') return [gapChangeOf(pair, metric, estimate, pairs)]
    return own === 'selection_rate' && metric === 'selection_rate' ? [differingOf(pair, estimate)] : []
  })
}

/** Counts behind the engine's means, by group: n·d̄ is gained − lost, and the rate of rows that differ gained + lost. */
function pairsOf(found: readonly Estimate[]): ReadonlyMap<string, Pairs> {
  const of = (metric: MetricId): Map<string, Measure> =>
    new Map(found.flatMap(({ measure }) => (measure.metric === metric ? [[groupPath(measure.group), measure]] : [])))
  const differing = of('selection_rate')
  return new Map(
    [...of('mean_score')].flatMap(([path, mean]): [string, Pairs][] => {
      const rate = differing.get(path)?.estimate
      if (mean.estimate === null || rate == null) return []
      const n = mean.n.group
      const [net, both] = [Math.round(n * mean.estimate), Math.round(n * rate)]
      return [[path, { gained: (both + net) / 2, lost: (both - net) / 2, n }]]
    })
  )
}

type PairsByGroup = ReadonlyMap<string, Pairs> | null

function differenceOf(pair: Pair, metric: PairedMetric, estimate: Estimate, pairs: PairsByGroup): Tested {
  const { measure } = estimate
  const counts = pairs?.get(groupPath(measure.group))
  const key = { metric: PAIRED_METRICS[metric], reference: { model: pair.asked.champion }, at: placeOf(pair) }
  if (counts === undefined) return withTest(relocated(pair, estimate, key))
  const test = { method: 'mcnemar-mid-p' as const, p: mcnemarMidP(counts) }
  return { estimate: rewritten(pair, measure, key, pairedQuantity(pair, counts)), test }
}

function pairedQuantity({ plan: { level } }: Pair, counts: Pairs): Quantity {
  const n = { group: counts.n, reference: null }
  return withInterval((counts.gained - counts.lost) / counts.n, level, (at) => pairedInterval(counts, at), { n })
}

function gapChangeOf(pair: Pair, metric: PairedMetric, estimate: Estimate, pairs: PairsByGroup): Tested {
  const { measure } = estimate
  const key = { metric: 'gap_change' as const, reference: measure.reference, at: { ...placeOf(pair), of: metric } }
  const reference = measure.reference !== null && 'group' in measure.reference ? measure.reference.group : null
  const [own, other] = [pairs?.get(groupPath(measure.group)), reference === null ? undefined : pairs?.get(groupPath(reference))]
  if (own === undefined || other === undefined) return withTest(relocated(pair, estimate, key))
  return withTest(rewritten(pair, measure, key, gapQuantity(pair, own, other)))
}

function gapQuantity(pair: Pair, own: Pairs, other: Pairs): Quantity {
  const [a, b] = [pairedQuantity(pair, own), pairedQuantity(pair, other)]
  const limits = (alpha: number): Limits =>
    mover({ estimate: a.estimate!, ...a.limits!(alpha)! }, { estimate: b.estimate!, ...b.limits!(alpha)! })
  const { level } = pair.plan
  return {
    estimate: a.estimate! - b.estimate!,
    interval: { ...limits(1 - level), level, method: 'mover' },
    limits,
    n: { group: own.n, reference: other.n }
  }
}

/** How many rows are decided differently. */
const differingOf = (pair: Pair, estimate: Estimate): Tested => ({
  estimate: relocated(pair, estimate, { metric: 'decided_differently', reference: { model: pair.asked.champion }, at: placeOf(pair) }),
  test: null
})

const placeOf = ({ part, against }: Pair): At => ({ part: part.part, model: against.name })

function withTest(estimate: Estimate): Tested {
  const p = twoSidedP(estimate)
  return { estimate, test: p === null ? null : { method: 'inverted-interval-two-sided', p } }
}

type Key = Pick<Measure, 'metric' | 'reference' | 'at'>

const filterOf = ({ evidence: { filter } }: Measure): string =>
  filter === 'all rows' ? 'rows that both models judge' : `rows that both models judge and ${filter}`

/** The engine's figure under another name. */
export function relocated({ part }: Pair, estimate: Estimate, { metric, reference, at }: Key): Estimate {
  const { measure } = estimate
  const key = { assessment: 'comparison' as const, metric, group: measure.group, reference, at }
  const evidence = { inputs: [...part.inputs], scan: 'comparison', filter: filterOf(measure), formula: METRICS[metric].formula }
  return { ...estimate, measure: { ...measure, ...key, test: null, id: measureId(key), evidence } }
}

/** The engine's place with a quantity of our own. */
export function rewritten({ plan, part }: Pair, measure: Measure, { metric, reference, at }: Key, quantity: Quantity): Estimate {
  const naming = { plan, assessment: 'comparison' as const, inputs: part.inputs, scan: 'comparison', part: part.part }
  const small = measure.status.code === 'small'
  const estimate = nameEstimate(naming, { metric, group: measure.group, reference, at, small }, quantity)
  return { ...estimate, measure: { ...estimate.measure, evidence: { ...estimate.measure.evidence, filter: filterOf(measure) } } }
}
