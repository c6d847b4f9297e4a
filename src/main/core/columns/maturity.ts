import { dayOf } from '../../../shared/calendar'
import { MISSING } from './binary'
import type { PlannedPart } from './planned-part'
import type { Term } from './term'
import { numbersOf } from './loaded'

export const MICROSECONDS_A_DAY = 86_400_000_000

/** Labels younger than the declared maturity count as missing; how many had a value. */
export function maturedLabel(input: PlannedPart, label: Term): { label: Term; immature: number } {
  const rule = input.plan.labels
  if (rule === undefined) return { label, immature: 0 }
  const { column, numbers } = numbersOf(input, rule.time)
  const unit = column.type === 'timestamp' ? MICROSECONDS_A_DAY : 1
  const latest = (dayOf(rule.as_of) - rule.maturity_days + (unit === 1 ? 0 : 1)) * unit
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
