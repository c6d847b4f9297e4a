import type { At, StatusReason } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import { finiteCorrection } from '../stats/moments'
import { undefinedQuantity, statusReasonOf, withInterval, withoutInterval, type Quantity } from '../stats/quantity'
import { recalibrate, recalibrationInterval, type Coefficient, type RecalibrationRows } from '../stats/recalibration'
import type { PerformanceSide } from './input'
import { outcomesRefused } from './refused'

export const RECALIBRATION: Partial<Record<MetricId, Coefficient>> = { calibration_slope: 'slope', calibration_intercept: 'intercept' }

/** Fewer events, or fewer of the others, tell an estimate and no limits. */
const FEWEST_EVENTS = 5

type Draft = { metric: MetricId; at: At; quantity: Quantity }

/** Slope and intercept of the outcome's log-odds on those of the score, of all rows and of each window. */
export function recalibrations(plan: Plan, metrics: readonly MetricId[], side: PerformanceSide): Draft[] {
  const wanted = metrics.flatMap((metric) => {
    const coefficient = RECALIBRATION[metric]
    return coefficient === undefined ? [] : [{ metric, coefficient }]
  })
  if (wanted.length === 0) return []
  const names = side.windowed?.windows.map(({ name }) => name) ?? []
  const places = [{}, ...names.map((window) => ({ window }))]
  const why = side.weights !== null ? 'weighted' : side.outcomes.probability === null ? notProbability(side) : outcomesRefused(side)
  if (why !== null) return places.flatMap((at) => wanted.map(({ metric }) => ({ metric, at, quantity: refuse(why, 0) })))
  return places.flatMap((at, place) => {
    const found = ofPlace(plan, side, place)
    return wanted.map(({ metric, coefficient }) => ({ metric, at, quantity: found(coefficient) }))
  })
}

const notProbability = ({ outcomes: { ranking } }: PerformanceSide): StatusReason => (ranking === null ? 'no-scores' : 'not-a-probability')

const refuse = (why: StatusReason, rows: number): Quantity => undefinedQuantity(why, { group: rows, reference: null })

/** Place 0: all rows; others: the window of that number. */
function ofPlace(plan: Plan, side: PerformanceSide, place: number): (coefficient: Coefficient) => Quantity {
  const rows = rowsOf(side, place)
  const size = rows.outcome.length
  const events = rows.outcome.reduce((sum, outcome) => sum + outcome, 0)
  if (size === 0) return () => refuse('no-rows', 0)
  if (events === 0 || events === size) return () => refuse('one-class', size)
  if (rows.logOdds.some((x) => !Number.isFinite(x))) return () => refuse('certain-scores', size)
  const fit = recalibrate(rows)
  if ('undefined' in fit) return () => refuse(statusReasonOf(fit.undefined), size)
  const n = { group: size, reference: null }
  const correction = plan.inference.kind === 'sample' ? finiteCorrection(side.rows, plan.inference.frame) : null
  const few = Math.min(events, size - events) < FEWEST_EVENTS
  const refused = side.repeats && side.clusters === null ? 'rows-repeat' : few ? 'component-below-five' : null
  return (of) =>
    refused !== null
      ? withoutInterval(fit.estimate[of], refused, { n })
      : withInterval(fit.estimate[of], plan.level, (level) => recalibrationInterval(fit, of, level, correction), { n })
}

function rowsOf({ outcomes: { label, probability }, windowed, clusters }: PerformanceSide, place: number): RecalibrationRows {
  const [known, scores] = [label!, probability!]
  const counts = (row: number): boolean =>
    known[row] !== 2 && scores[row]! === scores[row]! && (place === 0 || (windowed?.ofRow[row] ?? 0) === place)
  let size = 0
  for (let row = 0; row < known.length; row++) if (counts(row)) size++
  const rows = {
    logOdds: new Float64Array(size),
    outcome: new Uint8Array(size),
    cluster: clusters === null ? null : new Uint32Array(size)
  }
  let at = 0
  for (let row = 0; row < known.length; row++) {
    if (!counts(row)) continue
    rows.logOdds[at] = Math.log(scores[row]! / (1 - scores[row]!))
    rows.outcome[at] = known[row]!
    if (rows.cluster !== null) rows.cluster[at] = clusters![row]!
    at++
  }
  return rows
}
