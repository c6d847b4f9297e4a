import type { NumberFacts } from './facts'

/** By how much values seem to have been multiplied, in words. */
export type UnitRatio = { times: string; units: string }

type Slip = UnitRatio & { factor: number; isNear: (misfit: number) => boolean; needsEvidence: boolean }

/** A tenth of a decade either way. */
const decimal = (factor: number): Slip => ({
  factor,
  times: String(factor),
  units: '',
  isNear: (misfit) => misfit < 1.2589254117941673,
  needsEvidence: false
})

/** Units of time do not lie decades apart: drift could look like them, so all has to fit more narrowly. */
const ofTime = (factor: number, units: string): Slip[] => {
  const slip = { units: `, as of ${units}`, isNear: (misfit: number) => misfit < 1.1, needsEvidence: true }
  return [
    { ...slip, factor, times: String(factor) },
    { ...slip, factor: 1 / factor, times: `1/${factor}` }
  ]
}

/**
 * Factors under 5 (2.54 cm an inch, 2.2 pounds a kilogram, 1.6 km a mile, 3.8 litres a gallon) are left out: what people earn, owe or pay drifts by as much, so
 * neither median nor spread tells such a slip from a change.
 */
const SLIPS: readonly Slip[] = [
  ...[1e6, 1e5, 1e4, 1000, 100, 10, 0.1, 0.01, 0.001, 1e-4, 1e-5, 1e-6].map(decimal),
  ...ofTime(7, 'days and weeks'),
  ...ofTime(12, 'months and years'),
  ...ofTime(24, 'hours and days'),
  ...ofTime(60, 'seconds and minutes, or minutes and hours'),
  ...ofTime(365.25, 'days and years'),
  ...ofTime(3600, 'seconds and hours')
]

const FEWEST_ROWS = 100
const FEWEST_VALUES = 10
/** Where one value has more of the rows, a quartile may leap from it to the next by chance. */
const MOST_OF_ONE_VALUE = 0.2

const hasEvidence = ({ n, distinct, mostFrequent }: NumberFacts): boolean =>
  n >= FEWEST_ROWS && distinct >= FEWEST_VALUES && mostFrequent <= MOST_OF_ONE_VALUE * n

const spread = ({ quartiles }: NumberFacts): number => quartiles[2] - quartiles[0]

/** The larger over the smaller. */
const misfitOf = (ratio: number, factor: number): number => (ratio > factor ? ratio / factor : factor / ratio)

/**
 * The unit in which the values of a part seem to be written: median and interquartile range both lie within a tenth of a decade of the same power of ten
 * times those of the reference; for units of time, with the median deviation, within a tenth, over enough rows. Null where they do not, or have no size.
 */
export function unitRatio(facts: NumberFacts, expected: NumberFacts): UnitRatio | null {
  const ratios = [facts.medianSize / expected.medianSize, spread(facts) / spread(expected)]
  const evidence = hasEvidence(facts) && hasEvidence(expected)
  let [best, least] = [null as Slip | null, Infinity]
  for (const slip of SLIPS) {
    if (slip.needsEvidence && !evidence) continue
    const found = slip.needsEvidence ? [...ratios, facts.mad / expected.mad] : ratios
    const misfit = Math.max(...found.map((ratio) => misfitOf(ratio, slip.factor)))
    if (slip.isNear(misfit) && misfit < least) [best, least] = [slip, misfit]
  }
  return best === null ? null : { times: best.times, units: best.units }
}

/** No spread to measure a distance by. */
export const sameValues = (scale: number): boolean => !(scale > 0)
