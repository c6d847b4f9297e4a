import type { SlicedMetric } from '../../../shared/model/assessments/slices'
import type { Outcomes } from './outcomes'
import { clamp, EPSILON } from '../stats/math'

type OfRow = (row: number) => number

/** Each row's part in a metric that is a mean over rows; NaN where the row is not in its denominator. */
export function outcomeOfRows(metric: SlicedMetric, outcomes: Outcomes, rows: number): Float64Array {
  const of = OUTCOME[metric](outcomes)
  const values = new Float64Array(rows)
  for (let row = 0; row < rows; row++) values[row] = of(row)
  return values
}

const MISSING = 2
const none: OfRow = () => NaN

const decision = ({ decision: decided }: Outcomes): OfRow =>
  decided === null ? none : (row) => (decided[row] === MISSING ? NaN : decided[row]!)

/** Among rows with both: what `value` says of decision and label, NaN where the row does not count. */
const joint =
  (value: (decision: number, label: number) => number) =>
  ({ decision: decided, label }: Outcomes): OfRow =>
    decided === null || label === null
      ? none
      : (row) => (decided[row] === MISSING || label[row] === MISSING ? NaN : value(decided[row]!, label[row]!))

const loss =
  (value: (probability: number, label: number) => number) =>
  ({ probability, label }: Outcomes): OfRow =>
    probability === null || label === null ? none : (row) => (label[row] === MISSING ? NaN : value(probability[row]!, label[row]!))

const clipped = (p: number): number => clamp(p, EPSILON, 1 - EPSILON)

const OUTCOME: Record<SlicedMetric, (outcomes: Outcomes) => OfRow> = {
  selection_rate: decision,
  accuracy: joint((d, y) => (d === y ? 1 : 0)),
  tpr: joint((d, y) => (y === 1 ? d : NaN)),
  fnr: joint((d, y) => (y === 1 ? 1 - d : NaN)),
  fpr: joint((d, y) => (y === 0 ? d : NaN)),
  tnr: joint((d, y) => (y === 0 ? 1 - d : NaN)),
  ppv: joint((d, y) => (d === 1 ? y : NaN)),
  fdr: joint((d, y) => (d === 1 ? 1 - y : NaN)),
  npv: joint((d, y) => (d === 0 ? 1 - y : NaN)),
  for: joint((d, y) => (d === 0 ? y : NaN)),
  brier: loss((p, y) => (p - y) * (p - y)),
  log_loss: loss((p, y) => -Math.log(y === 1 ? clipped(p) : 1 - clipped(p))),
  mae: ({ prediction, outcome }) => (prediction === null || outcome === null ? none : (row) => Math.abs(prediction[row]! - outcome[row]!))
}
