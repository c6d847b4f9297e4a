import type { SlicedMetric } from '../../../shared/model/assessments/slices'
import { AssayError } from '../../../shared/model/errors'
import { measureId } from '../../../shared/model/measure-id'
import type { Measure } from '../../../shared/model/measure'
import { METRICS, type MetricId } from '../../../shared/model/metrics'
import type { Estimate } from '../stats/estimate'
import { holm } from '../stats/multiplicity'
import { oneSidedP } from '../stats/one-sided-p'
import { differenceOf } from '../columns/sliced-metric'
import type { Halves } from './halves'
import { engineMetrics, INSIDE, SLICE } from './sliced-plan'
import type { Slice } from './slice'

/** A slice in the test half: its own figure, and the difference to all other rows. */
export type Tested = { slice: Slice; whole: Estimate; difference: Estimate }

/** What the engine found of a slice and all other rows, under the names of this assessment; null where it has no such rows. */
export function testedSlice(slice: Slice, metric: SlicedMetric, estimates: readonly Estimate[], half: keyof Halves): Tested | null {
  const names = engineMetrics(metric)
  const inside = (wanted: MetricId): Estimate | undefined =>
    estimates.find(({ measure }) => measure.metric === wanted && measure.group?.[SLICE] === INSIDE && measure.at.bound === undefined)
  const [whole, difference] = [inside(names.whole), inside(names.difference)]
  if (whole === undefined || difference === undefined) return null
  return { slice, whole: relocated(whole, metric, slice, half), difference: relocated(difference, differenceOf(metric), slice, half) }
}

/** The figure of all rows of the half. Throws where the engine gives none, which is a fault. */
export function wholeHalf(metric: SlicedMetric, estimates: readonly Estimate[], half: keyof Halves): Estimate {
  const found = estimates.find(({ measure }) => measure.metric === engineMetrics(metric).whole && measure.group === null)
  if (found === undefined) throw new AssayError('internal/unexpected', { what: `no ${metric} of all rows` })
  return relocated(found, metric, null, half)
}

function relocated(estimate: Estimate, metric: MetricId, slice: Slice | null, half: keyof Halves): Estimate {
  const { measure } = estimate
  const at = { ...measure.at, ...(slice === null ? {} : { slice: slice.name }) }
  const reference = measure.reference === null ? null : ({ rest: true } as const)
  const key = { assessment: 'slices' as const, metric, group: slice?.conditions ?? null, reference, at }
  const filter = [`${half} half`, ...Object.entries(slice?.conditions ?? {}).map(([column, condition]) => `${column}: ${condition}`)].join(
    ' and '
  )
  const evidence = { ...measure.evidence, scan: 'slices', filter, formula: METRICS[metric].formula }
  return { ...estimate, measure: { ...measure, ...key, test: null, id: measureId(key), evidence } }
}

/**
 * One-sided p of "worse than all other rows", by inversion of the very interval that is printed, with Holm's adjustment over all slices that were carried
 * (STATISTICS §9); none for slices that were chosen after the rows had been seen.
 */
export function withTests(tested: readonly Tested[], metric: SlicedMetric, worst: 1 | -1): Tested[] {
  const p = tested.map(({ slice, difference }) => (slice.postHoc ? null : oneSidedP(difference, worst === 1 ? isAbove : isBelow)))
  const known = p.filter((one) => one !== null)
  const adjusted = holm(known)
  const family = `${METRICS[differenceOf(metric)].name} of slices carried to the test half`
  let next = 0
  return tested.map((one, i) => {
    if (p[i] == null) return one
    const test: Measure['test'] = { method: 'inverted-interval', p: p[i], adjusted: adjusted[next++]!, family, m: known.length }
    return { ...one, difference: { ...one.difference, measure: { ...one.difference.measure, test } } }
  })
}

const isAbove = ({ low }: { low: number }): boolean => low > 0
const isBelow = ({ high }: { high: number }): boolean => high < 0

/** Whether the slice is worse than all other rows, after Holm's adjustment. */
export const isWorse = ({ difference: { measure } }: Tested, level: number): boolean =>
  measure.test !== null && measure.test.adjusted <= (1 - level) / 2
