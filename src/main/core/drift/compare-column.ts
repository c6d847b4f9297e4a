import { DISTANCE_IDS, isOfNumbers, needsNumbers, wantsAllOrdered, type DistanceId } from '../../../shared/model/metrics/drift'
import type { MetricId } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import { undefinedQuantity, withoutInterval, type Quantity } from '../stats/quantity'
import { randomStream, type Random } from '../stats/random'
import { isSmall, maskedBins, missingCell, suppressed } from './masked'
import { missingChange, unseenShare } from './changes'
import { compared, distanceOf, lacksWeights, tellsMasked, type Compared } from './distances'
import type { Draft } from './draft'
import type { DriftInput } from './input'
import { sidesOf, type BinnedColumn } from './sides'
import type { Pair } from './side'
import type { Slice, Slicing } from './slice'
import { lawOf, testOf, toQuantity, uncertaintyOf } from './uncertainty'
import { nullMean, nullQuantile } from '../stats/psi'

/** A distance of the annex: all rows, no interval. */
export type Distance = { metric: DistanceId; estimate: number | null; p: number | null }

/** What one column has to say: its measures, its annex, and both distributions over the bins. */
export type ColumnResult = {
  drafts: Draft[]
  annex: Distance[]
  whole: Pair
  /** Bins and missing values whose rows may not be told. */
  masked: ReadonlySet<number>
  /** Of PSI where nothing changed, over the merged bins; null where there is one bin or no design effect. */
  psiNull: { mean: number; quantile: number; merged: number } | null
}

/** Distances that a criterion names, of a kind of slice. */
const asked = (plan: Plan, kind: Slicing['kind']): MetricId[] =>
  plan.criteria
    .filter(
      (criterion) =>
        (criterion.window !== undefined) === kind.startsWith('window') &&
        (criterion.each !== undefined || criterion.group !== undefined) === kind.endsWith('group')
    )
    .map(({ metric }) => metric)

/** The primary distance of a column, then whatever else the plan wants of it in that kind of slice. */
export function wantedDistances(plan: Plan, kind: Slicing['kind'], numeric: boolean): DistanceId[] {
  const drift = plan.assessments.drift
  const primary = (numeric ? drift?.primary.number : drift?.primary.category) ?? 'psi'
  const named = DISTANCE_IDS.filter((metric) => asked(plan, kind).includes(metric))
  const more = kind === 'all' ? (drift?.metrics ?? []) : []
  return [...new Set([primary, ...more, ...named])].filter((metric) => numeric || !isOfNumbers(metric))
}

/** Whether the numbers themselves are needed, and whether every distance of them is. */
const numbersFor = (metrics: readonly DistanceId[], annex: boolean): { withNumbers: boolean; complete: boolean } => ({
  withNumbers: annex || metrics.some(needsNumbers),
  complete: annex || metrics.some(wantsAllOrdered)
})

/** `streams`: number of this column, from which its draws are seeded. */
export function compareColumn(input: DriftInput, binned: BinnedColumn, slicings: readonly Slicing[], stream: number): ColumnResult {
  const { plan, kernels } = input
  const numeric = binned.binning.kind === 'number'
  const annexed = plan.assessments.drift?.annex ?? true
  const drafts: Draft[] = []
  let whole: Compared | null = null
  let draws = 0
  const random = (): Random => randomStream(input.seed, stream * 100_000 + draws++)
  for (const { kind, reference, current, slices } of slicings) {
    const metrics = wantedDistances(plan, kind, numeric)
    const { withNumbers, complete } = numbersFor(metrics, kind === 'all' && annexed)
    const before = sidesOf(kernels, binned, binned.reference, reference, withNumbers)
    const now =
      kind === 'chunks'
        ? sidesOf(kernels, binned, binned.reference, current, withNumbers)
        : sidesOf(kernels, binned, binned.current, current, withNumbers)
    for (const slice of slices) {
      const pair = { reference: before[slice.against]!, current: now[slice.at]!, apart: kind === 'all' ? binned.apart : undefined }
      const hidden = maskedBins(plan, binned.column, binned.binning, pair)
      const all = compared(pair, binned.binning, complete, hidden, plan.suppress_below)
      if (kind === 'all') whole = all
      for (const metric of metrics)
        drafts.push({
          metric,
          feature: binned.column.name,
          kind,
          slice,
          quantity: slice.masked
            ? suppressed()
            : kind === 'chunks'
              ? plainQuantity(metric, all)
              : quantityOf(metric, all, plan.level, random)
        })
      drafts.push(...changes(plan, pair, binned, kind, slice).map((draft) => told(plan, pair, draft)))
    }
  }
  if (whole === null) throw new RangeError('compareColumn: the first slicing is of all rows')
  const masked = maskedBins(plan, binned.column, binned.binning, whole.pair)
  const toldDrafts = drafts.map((draft) =>
    draft.kind === 'all' && givesAway(draft, masked, binned, whole.pair) ? { ...draft, quantity: suppressed() } : draft
  )
  return {
    drafts: toldDrafts,
    annex: annexed ? annexOf(whole, numeric) : [],
    whole: whole.pair,
    masked,
    psiNull: psiNullOf(whole, plan.level)
  }
}

/** Whether a share of all rows would tell how many a masked cell has. */
function givesAway({ metric }: Draft, masked: ReadonlySet<number>, { binning }: BinnedColumn, { reference }: Pair): boolean {
  if (metric === 'missing_rate_change') return masked.has(missingCell(binning))
  return metric === 'unseen_share' && [...masked].some((bin) => bin < missingCell(binning) && reference.counts[bin] === 0)
}

/** A share that stands for few rows, or is of a masked slice, is left out. */
function told(plan: Plan, pair: Pair, draft: Draft): Draft {
  const { metric, slice, quantity } = draft
  const unseen = metric === 'unseen_share' ? [Math.round((quantity.estimate ?? 0) * quantity.n.group)] : []
  const events = metric === 'missing_rate_change' ? [pair.reference.missing, pair.current.missing] : unseen
  return slice.masked || events.some((rows) => isSmall(plan, rows)) ? { ...draft, quantity: suppressed() } : draft
}

const sizes = ({ pair }: Compared): Quantity['n'] => ({ group: pair.current.rows, reference: pair.reference.rows })

function whyNone(metric: DistanceId, all: Compared): 'no-rows' | 'one-bin' | 'weighted' | 'suppressed' {
  if (lacksWeights(metric, all.pair)) return 'weighted'
  if (tellsMasked(metric, all)) return 'suppressed'
  const filled = [all.bins.reference, all.bins.current].every((counts) => counts.some((count) => count > 0))
  return filled ? 'one-bin' : 'no-rows'
}

function quantityOf(metric: DistanceId, all: Compared, level: number, random: () => Random): Quantity {
  const estimate = distanceOf(metric, all)
  if (estimate === null) return undefinedQuantity(whyNone(metric, all), sizes(all))
  return toQuantity(estimate, level, uncertaintyOf(metric, estimate, all, level, random), sizes(all))
}

function plainQuantity(metric: DistanceId, all: Compared): Quantity {
  const estimate = distanceOf(metric, all)
  return estimate === null
    ? undefinedQuantity(whyNone(metric, all), sizes(all))
    : withoutInterval(estimate, 'a-statistic', { n: sizes(all) })
}

/** Changes of missing values and of categories: of all rows, and where a criterion asks. */
function changes(plan: Plan, pair: Pair, { binning, column }: BinnedColumn, kind: Slicing['kind'], slice: Slice): Draft[] {
  if (kind === 'chunks') return []
  const named = asked(plan, kind)
  const place = { feature: column.name, kind, slice }
  const missing = pair.reference.missing + pair.current.missing > 0
  const out: Draft[] = []
  if ((kind === 'all' && missing) || named.includes('missing_rate_change'))
    out.push({ metric: 'missing_rate_change', ...place, quantity: missingChange(pair, binning, plan.level) })
  if (binning.kind === 'category' && (kind === 'all' || named.includes('unseen_share')))
    out.push({ metric: 'unseen_share', ...place, quantity: unseenShare(pair, binning, plan.level) })
  return out
}

function annexOf(whole: Compared, numeric: boolean): Distance[] {
  return DISTANCE_IDS.filter((metric) => numeric || !isOfNumbers(metric)).map((metric) => {
    const estimate = distanceOf(metric, whole)
    const p = estimate === null ? null : (testOf(metric, estimate, whole)?.test?.p ?? null)
    return { metric, estimate, p }
  })
}

function psiNullOf(whole: Compared, level: number): ColumnResult['psiNull'] {
  const law = lawOf(whole, 1)
  if (law.df < 1 || !(law.scale > 0)) return null
  return { mean: nullMean(law), quantile: nullQuantile(law, level), merged: whole.bins.merged }
}
