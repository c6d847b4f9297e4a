import type { PairedMetric } from '../../../shared/model/assessments/comparison'
import { outcomeOfRows } from '../columns/outcome-of-rows'
import type { Outcomes } from '../columns/outcomes'
import { rowWeightsOf } from '../columns/row-weights'
import type { PairedPlacements } from '../stats/paired-auc'
import type { ComparisonKernels, Pair } from './input'

/** By how much a row counts more for the challenger than for the audited model, in a metric that is a mean over rows; NaN where it does not count. */
export function pairedOutcome(metric: Exclude<PairedMetric, 'auc'>, { champion, challenger, part }: Pair): Float64Array {
  const [before, after] = [champion, challenger].map((outcomes) => outcomeOfRows(metric, outcomes, part.rows))
  return after!.map((value, row) => value - before![row]!)
}

/** By how much each row is better placed among the other class by the challenger's score; null without labels or scores. */
export function pairedPlacements(pair: Pair, plan: Pair['plan'], kernels: ComparisonKernels): PairedPlacements | null {
  const { champion, challenger, part } = pair
  const { label } = champion
  const weights = rowWeightsOf({ ...part, plan })
  if (label === null || champion.ranking === null || challenger.ranking === null) return null
  const placementsBy = ({ ranking }: Outcomes): Float64Array => {
    const ofRow = new Float64Array(part.rows).fill(NaN)
    const rows = {
      groupOfRow: new Uint32Array(part.rows),
      groups: 1,
      label,
      weight: weights?.values ?? null,
      whole: weights?.counts ?? false
    }
    kernels.placements({ ...rows, ranking: kernels.rank(ranking!) }, ofRow)
    return ofRow
  }
  const before = placementsBy(champion)
  return { ofRow: placementsBy(challenger).map((value, row) => value - before[row]!), label }
}
