import { MISSING } from './binary'
import type { FairnessInput } from './input'
import type { Term } from './kernels'
import { numbersOf } from './loaded'

export const MICROSECONDS_A_DAY = 86_400_000_000

/** Labels younger than the declared maturity count as missing; how many had a value. */
export function maturedLabel(input: FairnessInput, label: Term): { label: Term; immature: number } {
  const rule = input.plan.labels
  if (rule === undefined) return { label, immature: 0 }
  const { column, numbers } = numbersOf(input, rule.time)
  const unit = column.type === 'timestamp' ? MICROSECONDS_A_DAY : 1
  const latest = (daysSince1970(rule.as_of) - rule.maturity_days + (unit === 1 ? 0 : 1)) * unit
  const codes = new Uint8Array(input.rows)
  let immature = 0
  for (let row = 0; row < input.rows; row++) {
    const outcome = label.map[label.codes[row]!]!
    const young = unit === 1 ? numbers[row]! > latest : numbers[row]! >= latest
    if (young && outcome !== MISSING) immature++
    codes[row] = young ? MISSING : outcome
  }
  return { label: { codes, map: Uint32Array.of(0, 1, 2) }, immature }
}

/** Days from 1970-01-01 to a date YYYY-MM-DD of the Gregorian calendar (Hinnant's days_from_civil). */
export function daysSince1970(date: string): number {
  const [year = 1970, month = 1, day = 1] = date.split('-').map(Number)
  const y = month <= 2 ? year - 1 : year
  const era = Math.floor(y / 400)
  const yearOfEra = y - era * 400
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1
  return era * 146_097 + yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear - 719_468
}
