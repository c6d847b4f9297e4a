import { dateOf } from '../../../shared/calendar'
import { MICROSECONDS_A_DAY } from '../stats/windows'
import type { PerformanceSide } from './input'

/** When a row was: its date where the part has times, else its number in the file. */
export function whenOf({ time }: PerformanceSide, row: number): string {
  const at = time?.numbers[row]
  if (time === null || at === undefined || at !== at) return `row ${row + 1}`
  return dateOf(time.unit === 'day' ? at : Math.floor(at / MICROSECONDS_A_DAY))
}

/** The window of a row, from 0 on; −1 where it has none. */
export const windowOf = ({ windowed }: PerformanceSide, row: number): number => (windowed?.ofRow[row] ?? 0) - 1
