import { AssayError } from '../../../shared/model/errors'
import type { PlannedPart } from './planned-part'
import type { Term } from './term'
import { codesOf } from './loaded'
import type { Use } from './roles'
import { sameValue } from './same-value'

/** A column as outcomes: map[codes[row]] is 0 unfavourable, 1 favourable, 2 missing. */
export const MISSING = 2

/**
 * Which values of a column are favourable; without any in the plan, the spellings of yes, or 1. Where none of them occurs among several values the
 * plan is refused (a slip of the pen would read as "nobody was selected"); a column of one value may well be all unfavourable.
 */
export function binaryOf(input: PlannedPart, use: Use): Term {
  const { column, codes, values } = codesOf(input, use.name)
  const favourable = use.favourable ?? column.spellings?.true ?? ['1']
  const isFavourable = (value: string): boolean => favourable.some((planned) => sameValue(column, value, planned))
  if (values.length > 1 && !values.some(isFavourable)) refuse(use, values)
  return { codes, map: outcomes(values, isFavourable) }
}

function refuse({ name, favourable }: Use, values: readonly string[]): never {
  if (favourable === undefined)
    throw new AssayError('plan/needs', {
      what: `"favourable" for the column "${name}"`,
      because: 'to know which outcome is good for the person'
    })
  throw new AssayError('plan/unknown-value', {
    column: name,
    value: favourable.join(', '),
    where: 'favourable',
    known: values.slice(0, 12).join(', ')
  })
}

/** One class against all others. */
export function oneVersusRest(input: PlannedPart, use: Use, value: string): Term {
  const { codes, values } = codesOf(input, use.name)
  return { codes, map: outcomes(values, (other) => other === value) }
}

const outcomes = (values: readonly string[], isFavourable: (value: string) => boolean): Uint32Array =>
  Uint32Array.from([MISSING, ...values.map((value) => (isFavourable(value) ? 1 : 0))])
