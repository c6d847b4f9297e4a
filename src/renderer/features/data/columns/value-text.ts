import type { ColumnShape } from '../../../../shared/model/column-profile'
import { count, fixed } from '../../../../shared/words/format'

type Unit = Extract<ColumnShape, { kind: 'numbers' }>['unit']

const DAY_MS = 86_400_000

/** A number of a column as a reader knows it: a day, a moment, or a number with as many digits as the range asks for. */
export function valueText(value: number, unit: Unit, range: number): string {
  if (unit === 'day') return isoOf(Math.floor(value) * DAY_MS).slice(0, 10)
  if (unit === 'microsecond')
    return isoOf(value / 1000)
      .slice(0, range > 3 * DAY_MS * 1000 ? 10 : 16)
      .replace('T', ' ')
  if (Number.isInteger(value)) return count(value)
  return fixed(value, decimalsFor(range))
}

const isoOf = (ms: number): string => (Math.abs(ms) <= 8.64e15 ? new Date(ms).toISOString() : '–')

const MOST = 6

/** Three digits of the range. */
function decimalsFor(range: number): number {
  let [decimals, step] = [0, range / 1000]
  while (step > 0 && step < 1 && decimals < MOST) [decimals, step] = [decimals + 1, step * 10]
  return decimals
}
