import type { MetricSpec } from '../../../shared/model/metrics'

const MINUS = '−'
const THIN = '\u2009'
export const NONE = '–'

type Unit = MetricSpec['unit']

/** A whole number with thin spaces between groups of three. */
export function count(n: number): string {
  const digits = Math.abs(Math.round(n)).toString()
  return sign(n) + (digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, THIN))
}

/** A number with a fixed number of decimals and a true minus sign; never "−0". */
export function fixed(x: number, decimals: number): string {
  const text = Math.abs(x).toFixed(decimals)
  const [whole = '0', part] = text.split('.')
  const grouped = whole.length < 5 || whole.includes('e') ? whole : whole.replace(/\B(?=(\d{3})+$)/g, THIN)
  return (/[1-9]/.test(text) ? sign(x) : '') + (part === undefined ? grouped : `${grouped}.${part}`)
}

const sign = (x: number): string => (x < 0 ? MINUS : '')

/** A share as a percentage, e.g. 0.4567 with one decimal → `45.7 %`. */
export const percent = (share: number, decimals: number): string => `${fixed(share * 100, decimals)}${THIN}%`

/**
 * Decimals that show two significant digits of the half-width, between `least` and 6: as many as the interval allows, none that it does not.
 */
export function decimalsFor(halfWidth: number, least: number): number {
  let decimals = least
  for (let unit = halfWidth * power(10, least); unit < 10 && decimals < 6 && halfWidth > 0; unit *= 10) decimals++
  return decimals
}

function power(base: number, times: number): number {
  let product = 1
  for (let i = 0; i < times; i++) product *= base
  return product
}

const PERCENTAGES: readonly Unit[] = ['proportion']

/** One value of a metric in its unit. `decimals` counts decimals of what is printed (of the percentage for proportions). */
export function value(x: number | null, unit: Unit, decimals: number): string {
  if (x === null) return NONE
  if (unit === 'count') return Number.isInteger(x) ? count(x) : fixed(x, 1)
  if (unit === 'p') return probability(x)
  return PERCENTAGES.includes(unit) ? percent(x, decimals) : fixed(x, decimals)
}

/** A p-value: three decimals, or an upper limit. */
export function probability(p: number): string {
  if (p < 0.0001) return '< 0.0001'
  return fixed(p, p < 0.01 ? 4 : 3)
}

/** Decimals for an estimate and its interval, of the percentage for proportions. Without an interval: three (one for percentages). */
export function decimalsOf(unit: Unit, low: number | null, high: number | null): number {
  const scale = PERCENTAGES.includes(unit) ? 100 : 1
  if (low === null || high === null) return scale === 100 ? 1 : 3
  return decimalsFor(((high - low) / 2) * scale, scale === 100 ? 0 : 1)
}
