import { AssayError } from '../../../shared/model/errors'
import type { FairnessInput } from './input'
import type { Term } from './kernels'
import { codesOf } from './loaded'
import type { Use } from './roles'
import { sameValue } from './same-value'

/** A column as outcomes: map[codes[row]] is 0 unfavourable, 1 favourable, 2 missing. */
export const MISSING = 2

/** Which values of a column are favourable; without any in the plan, the spellings of yes, or 1. */
export function binaryOf(input: FairnessInput, use: Use): Term {
  const { column, codes, values } = codesOf(input, use.name)
  const favourable = use.favourable ?? column.spellings?.true ?? ['1']
  for (const planned of use.favourable ?? [])
    if (!values.some((value) => sameValue(column, value, planned)))
      throw new AssayError('plan/unknown-value', { column: use.name, value: planned, where: 'favourable', known: values.slice(0, 12).join(', ') })
  if (!values.some((value) => favourable.some((planned) => sameValue(column, value, planned))))
    throw new AssayError('plan/needs', { what: `"favourable" for the column "${use.name}"`, because: 'to know which outcome is good for the person' })
  return { codes, map: outcomes(values, (value) => favourable.some((planned) => sameValue(column, value, planned))) }
}

/** One class against all others. */
export function oneVersusRest(input: FairnessInput, use: Use, value: string): Term {
  const { codes, values } = codesOf(input, use.name)
  return { codes, map: outcomes(values, (other) => other === value) }
}

const outcomes = (values: readonly string[], isFavourable: (value: string) => boolean): Uint32Array =>
  Uint32Array.from([MISSING, ...values.map((value) => (isFavourable(value) ? 1 : 0))])
