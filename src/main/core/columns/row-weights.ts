import { AssayError } from '../../../shared/model/errors'
import { numbersOf } from './loaded'
import type { PlannedPart } from './planned-part'
import { useWith } from './roles'

export type WeightKind = 'sampling' | 'frequency' | 'reweighing'

/** `counts`: whole frequency weights, each standing for so many equal rows. */
export type RowWeights = { column: string; kind: WeightKind; values: Float64Array; counts: boolean }

/** Weights that change nothing: none, or all 1. */
export const allOne = (weights: RowWeights | null): boolean => weights === null || weights.values.every((weight) => weight === 1)

export function rowWeightsOf(input: PlannedPart): RowWeights | null {
  const use = useWith(input.plan, 'weight')
  if (use === undefined) return null
  if (use.weight === undefined)
    throw new AssayError('plan/needs', {
      what: `"weight" (sampling, frequency or reweighing) for the column "${use.name}"`,
      because: 'because it decides how intervals are made'
    })
  const { numbers } = numbersOf(input, use.name)
  const bad = numbers.findIndex((weight) => !(weight >= 0 && weight < Infinity))
  if (bad >= 0) throw new AssayError('plan/bad-weight', { column: use.name, row: bad + 1 })
  return { column: use.name, kind: use.weight, values: numbers, counts: use.weight === 'frequency' && numbers.every(Number.isInteger) }
}
