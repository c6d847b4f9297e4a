import type { MetricId } from '../../../shared/model/metrics'
import type { Context } from './context'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity } from '../stats/quantity'
import type { RateMask } from './rates'
import { pick, RATE_MASKS } from './rates'
import type { GroupTable } from './roll-up'

/**
 * Conditional demographic disparity of a facet: the mean over strata, by their rows, of its share of the unfavourable outcomes less its share of the
 * favourable ones; a share of nothing is 0 (as in smclarify). `facets` has two groups a stratum: 2i the facet, 2i + 1 all other rows.
 */
function disparity(masses: Float64Array, strata: number, { numerator, denominator }: RateMask): number {
  const unfavourable = denominator.filter((c) => !numerator.includes(c))
  let [total, rows] = [0, 0]
  for (let i = 0; i < strata; i++) {
    const [d1, a1] = [pick(masses, 2 * i, numerator), pick(masses, 2 * i + 1, numerator)]
    const [d0, a0] = [pick(masses, 2 * i, unfavourable), pick(masses, 2 * i + 1, unfavourable)]
    const n = d0 + a0 + d1 + a1
    total += n * ((d0 + a0 > 0 ? d0 / (d0 + a0) : 0) - (d1 + a1 > 0 ? d1 / (d1 + a1) : 0))
    rows += n
  }
  return rows > 0 ? total / rows : NaN
}

export type FacetMetric = (context: Context, facets: GroupTable) => Quantity

const conditional =
  (mask: RateMask): FacetMetric =>
  ({ design }, facets) => {
    const strata = facets.groups.length / 2
    const groups = facets.groups.map((_, i) => i)
    const count = (parity: number, part: readonly number[]): number =>
      groups.reduce((sum, i) => sum + (i % 2 === parity ? pick(facets.counts, i, part) : 0), 0)
    const n = { group: count(0, mask.denominator), reference: count(1, mask.denominator) }
    if (count(0, mask.numerator) + count(1, mask.numerator) === 0 || strata === 0) return undefinedQuantity('zero-denominator', n)
    const used = groups.filter((i) => pick(facets.counts, i, mask.denominator) > 0)
    return design.smooth(facets, { groups, value: (masses) => disparity(masses, strata, mask), components: used.map((i) => [i, mask]) }, n)
  }

export const DISPARITY_METRICS: Partial<Record<MetricId, FacetMetric>> = {
  conditional_demographic_disparity: conditional(RATE_MASKS.selection_rate),
  CDDPL: conditional(RATE_MASKS.selection_rate),
  CDDL: conditional(RATE_MASKS.base_rate)
}
