import { dayOf } from '../../../shared/calendar'
import type { Plan } from '../../../shared/model/plan'
import { daysOf, type Times, type Windowed } from './windows'

/** The last day whose labels are old enough when the log was read. */
export const lastMatureDay = (rule: NonNullable<Plan['labels']>): number => dayOf(rule.as_of) - rule.maturity_days

/** 1 for rows whose label is younger than the declared maturity, or whose time is unknown; `times` are those of labels.time. */
export function immatureRows(rule: NonNullable<Plan['labels']>, times: Times): Uint8Array {
  const last = lastMatureDay(rule)
  const days = daysOf(times)
  const immature = new Uint8Array(days.length)
  for (let row = 0; row < days.length; row++) immature[row] = days[row]! <= last ? 0 : 1
  return immature
}

/** How many rows of each window have labels that are too young: a window is comparable with others only where there are none. */
export function immatureByWindow({ windows, ofRow }: Windowed, immature: Uint8Array): number[] {
  const counts = windows.map(() => 0)
  for (let row = 0; row < ofRow.length; row++) if (immature[row] === 1 && ofRow[row]! > 0) counts[ofRow[row]! - 1]!++
  return counts
}
