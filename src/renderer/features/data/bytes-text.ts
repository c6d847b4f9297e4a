import { count, fixed } from '../../../shared/words/format'

const UNITS = ['KB', 'MB', 'GB', 'TB']

/** A size in decimal units: 1 234 567 is "1.2 MB". */
export function bytesText(bytes: number): string {
  if (bytes < 1000) return `${count(bytes)} bytes`
  let [value, unit] = [bytes / 1000, 0]
  while (value >= 999.95 && unit < UNITS.length - 1) [value, unit] = [value / 1000, unit + 1]
  return `${fixed(value, value < 100 ? 1 : 0)} ${UNITS[unit]}`
}
