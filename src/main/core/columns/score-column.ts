import type { PlannedPart } from './planned-part'
import { numbersOf } from './loaded'
import { useWith } from './roles'

/** A score a row: `values` as reported, `ranking` so that higher is more favourable; a probability is that of the favourable outcome. */
export type ScoreColumn = { values: Float64Array; ranking: Float64Array; isProbability: boolean; isPrediction: boolean }

const inUnitInterval = (values: Float64Array): boolean => values.every((value) => value !== value || (value >= 0 && value <= 1))

const mapped = (values: Float64Array, change: (value: number) => number): Float64Array => values.map(change)

/** A score without a kind is a probability where all its values lie between 0 and 1. */
export function scoreColumnOf(input: PlannedPart): ScoreColumn | null {
  const use = useWith(input.plan, 'score')
  if (use === undefined) return null
  const { numbers } = numbersOf(input, use.name)
  const isPrediction = use.kind === 'prediction'
  const isProbability = (use.kind === undefined || use.kind === 'probability') && inUnitInterval(numbers)
  if (use.of !== 'unfavourable' || isPrediction) return { values: numbers, ranking: numbers, isProbability, isPrediction }
  if (!isProbability) return { values: numbers, ranking: mapped(numbers, (score) => -score), isProbability, isPrediction }
  const values = mapped(numbers, (score) => 1 - score)
  return { values, ranking: values, isProbability, isPrediction }
}
