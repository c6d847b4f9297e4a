import type { Plan } from '../../../shared/model/plan'
import { withoutInterval } from '../stats/quantity'
import { shareOfRows, type RowDesign } from '../stats/share-of-rows'
import { immatureRows } from '../stats/label-maturity'
import { daysOf, type Times } from '../stats/windows'
import type { QualityKernels } from './kernels'
import type { QualityDraft } from './observation'
import { present, quantileOfSorted } from './quantiles'

/** How many labels are known among rows that are old enough, and among those that are not. `known`: 1 where the row has a label. */
export function labelsKnown(rule: NonNullable<Plan['labels']>, times: Times, known: Uint8Array, design: RowDesign): QualityDraft[] {
  const young = immatureRows(rule, times)
  const among = (state: 0 | 1): Uint8Array => known.map((has, row) => (young[row] === state ? has : 2))
  return [
    { metric: 'labels_known_mature', at: {}, quantity: shareOfRows(among(0), design), comparing: false },
    { metric: 'labels_known_immature', at: {}, quantity: shareOfRows(among(1), design), comparing: false }
  ]
}

const DELAYS = [
  ['label_delay_median', 0.5],
  ['label_delay_p90', 0.9]
] as const

/** Days from the time of the row to that of its label: the middle of the rows that have both, and what nine in ten of them stay within. */
export function labelDelay(times: Times, ofLabel: Times, { sortInPlace }: QualityKernels): QualityDraft[] {
  const [from, to] = [daysOf(times), daysOf(ofLabel)]
  const delays = sortInPlace(present(to.map((day, row) => day - from[row]!)))
  if (delays.length === 0) return []
  const n = { group: delays.length, reference: null }
  return DELAYS.map(([metric, share]) => ({
    metric,
    at: {},
    quantity: withoutInterval(quantileOfSorted(delays, share), 'a-statistic', { n }),
    comparing: false
  }))
}
