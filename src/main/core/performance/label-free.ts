import type { At, StatusReason } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import { aucInterval } from '../stats/auc'
import type { Computed, Interval } from '../stats/interval'
import { isotonicAt, isotonicFit, type Isotonic } from '../stats/isotonic'
import { proportionInterval } from '../stats/proportion'
import { undefinedQuantity, withInterval, withoutInterval, type Quantity } from '../stats/quantity'
import { weightedAuc } from '../stats/weighted-auc'
import type { PerformanceInput, PerformanceSide } from './input'
import { rowsRefused } from './refused'
import { ofAllRows } from './relocate'

export type LabelFreeDraft = { metric: MetricId; at: At; quantity: Quantity }

/**
 * Performance estimated from scores alone, in each window and in all rows: the scores are turned into probabilities that hold on the labelled rows of the
 * reference, and each row counts, by its weight where it has one, with its probability in place of its label. Blind to a change of P(y | x); never a reason to pass.
 */
export function labelFree({ kernels, plan, reference }: PerformanceInput, side: PerformanceSide): LabelFreeDraft[] {
  const { probability, decision } = side.outcomes
  if (reference === null || probability === null || decision === null) return []
  const names = [undefined, ...(side.windowed?.windows.map(({ name }) => name) ?? [])]
  const refused = whyNot(reference)
  const curve = refused === null ? calibration(reference, kernels) : null
  if (curve === null)
    return names.flatMap((window) =>
      METRICS.map((metric) => ({
        metric,
        at: atOf(window),
        quantity: undefinedQuantity(refused ?? 'no-labels', { group: 0, reference: null })
      }))
    )
  const refusal = rowsRefused(side)
  const weights = side.weights?.values ?? null
  const calibrated = probability.map((p) => isotonicAt(curve, p))
  const ranking = kernels.rank(probability)
  const places = placesByWindow(ranking.order, side)
  return names.flatMap((window, i) => {
    const sums = expectedCounts(calibrated, weights, decision, (row) => i === 0 || side.windowed?.ofRow[row] === i)
    const expected = { ...sums, auc: expectedAuc(ranking, calibrated, weights, places[i]!) }
    return METRICS.map((metric) => ({ metric, at: atOf(window), quantity: QUANTITIES[metric](expected, plan.level, refusal) }))
  })
}

const METRICS = ['cbpe_accuracy', 'cbpe_ppv', 'cbpe_tpr', 'cbpe_f1', 'cbpe_auc'] as const

const atOf = (window: string | undefined): At => (window === undefined ? {} : { window })

/** Where labels follow the decision nobody knows how scores of the others turn out. */
function whyNot({ estimates, outcomes }: PerformanceSide): StatusReason | null {
  if (outcomes.label === null) return 'no-labels'
  if (outcomes.probability === null) return 'not-a-probability'
  const status = ofAllRows(estimates, 'auc')?.measure.status
  return status?.code === 'undefined' ? (status.reason ?? 'no-labels') : null
}

function calibration(
  { outcomes: { label, probability }, weights }: PerformanceSide,
  kernels: PerformanceInput['kernels']
): Isotonic | null {
  if (label === null || probability === null) return null
  const { order } = kernels.rank(probability)
  const known = order.filter((row) => label[row] !== 2 && weights?.values[row] !== 0)
  if (known.length === 0) return null
  return isotonicFit(
    Float64Array.from(known, (row) => probability[row]!),
    Float64Array.from(known, (row) => label[row]!),
    weights === null ? undefined : Float64Array.from(known, (row) => weights.values[row]!)
  )
}

/** Sums of weights, but for `rows` and `chosen`: rows that count, and those of them that are selected. */
type Expected = { n: number; selected: number; tp: number; positives: number; rows: number; chosen: number }

/** Σp over the selected, Σp over all, and how many rows count. */
function expectedCounts(p: Float64Array, weights: Float64Array | null, decision: Uint8Array, belongs: (row: number) => boolean): Expected {
  const sums = { n: 0, selected: 0, tp: 0, positives: 0, rows: 0, chosen: 0 }
  for (let row = 0; row < p.length; row++) {
    const chance = p[row]!
    if (chance !== chance || decision[row] === 2 || !belongs(row)) continue
    const weight = weights?.[row] ?? 1
    sums.rows++
    sums.n += weight
    sums.positives += weight * chance
    if (decision[row] !== 1) continue
    sums.chosen++
    sums.selected += weight
    sums.tp += weight * chance
  }
  return sums
}

type Area = ReturnType<typeof weightedAuc>

/** Places in order of the score: those of all rows, then those of each window. */
function placesByWindow(order: Uint32Array, side: PerformanceSide): number[][] {
  const places: number[][] = [[], ...(side.windowed?.windows ?? []).map((): number[] => [])]
  for (let i = 0; i < order.length; i++) {
    places[0]!.push(i)
    const window = side.windowed?.ofRow[order[i]!] ?? 0
    if (window > 0) places[window]!.push(i)
  }
  return places
}

/** Every row is a positive of weight p and a negative of weight 1 − p, in order of the score. */
function expectedAuc(
  { order, scores }: { order: Uint32Array; scores: Float64Array },
  p: Float64Array,
  weights: Float64Array | null,
  places: readonly number[]
): Area {
  const ranked = Float64Array.from(places, (i) => scores[i]!)
  const sums = (chanceOf: (row: number) => number): Float64Array =>
    Float64Array.from(places, (i) => (weights?.[order[i]!] ?? 1) * chanceOf(order[i]!))
  return weightedAuc({ scores: ranked, weights: sums((row) => p[row]!) }, { scores: ranked, weights: sums((row) => 1 - p[row]!) })
}

type Inputs = Expected & { auc: Area }

type Refusal = StatusReason | null

const share = (events: number, of: number, rows: number, level: number, refusal: Refusal): Quantity => {
  const n = { group: rows, reference: null }
  if (!(of > 0)) return undefinedQuantity('no-rows', n)
  if (refusal !== null) return withoutInterval(events / of, refusal, { n })
  return withInterval(events / of, level, (at): Computed<Interval> => proportionInterval(events, of, at), { n })
}

const QUANTITIES: Record<(typeof METRICS)[number], (expected: Inputs, level: number, refusal: Refusal) => Quantity> = {
  cbpe_accuracy: ({ n, selected, tp, positives, rows }, level, refusal) =>
    share(tp + (n - selected - (positives - tp)), n, rows, level, refusal),
  cbpe_ppv: ({ selected, tp, chosen }, level, refusal) => share(tp, selected, chosen, level, refusal),
  cbpe_tpr: ({ rows, tp, positives }) =>
    positives > 0
      ? withoutInterval(tp / positives, 'not-smooth', { n: { group: rows, reference: null } })
      : undefinedQuantity('zero-denominator', { group: rows, reference: null }),
  cbpe_f1: ({ rows, selected, tp, positives }) =>
    selected + positives > 0
      ? withoutInterval((2 * tp) / (selected + positives), 'not-smooth', { n: { group: rows, reference: null } })
      : undefinedQuantity('zero-denominator', { group: rows, reference: null }),
  cbpe_auc: ({ rows, auc }, level, refusal) => {
    const n = { group: rows, reference: null }
    if ('undefined' in auc) return undefinedQuantity('one-class', n)
    if (refusal !== null) return withoutInterval(auc.estimate, refusal, { n })
    return withInterval(
      auc.estimate,
      level,
      (at) => {
        const found = aucInterval(auc, at)
        return 'undefined' in found ? found : found.interval
      },
      { n }
    )
  }
}
