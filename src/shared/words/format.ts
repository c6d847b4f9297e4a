import type { MetricSpec } from '../model/metrics'

const MINUS = '−'
const THIN = '\u202f'
const MOST_DECIMALS = 6
const POWERS_OF_TEN = [1, 10, 100, 1e3, 1e4, 1e5, 1e6]
export const NONE = '–'

export type Unit = MetricSpec['unit']

/** How numbers are written: between groups of three digits, and shares as percentages or not. */
export type NumberStyle = { thousands: string; rates: 'percent' | 'fraction' }

/** Every report is printed so. */
const PRINTED: NumberStyle = { thousands: THIN, rates: 'percent' }
let style = PRINTED

/** For a window alone, at its user's wish: nothing that prints calls this. */
export const setNumberStyle = (wanted: NumberStyle): void => {
  style = wanted
}

const sign = (x: number): string => (x < 0 ? MINUS : '')
const inThrees = (digits: string): string => (digits.length < 5 ? digits : digits.replace(/\B(?=(\d{3})+$)/g, style.thousands))

/** A whole number with thin spaces between groups of three, from five digits on. */
export const count = (n: number): string => sign(n) + inThrees(Math.abs(Math.round(n)).toFixed(0))

/** A number with so many decimals and a true minus sign; never "−0". */
export function fixed(x: number, decimals: number): string {
  if (!(Math.abs(x) < 1e15)) return sign(x) + Math.abs(x).toExponential(3).replace('e+', ' × 10^')
  const text = Math.abs(x).toFixed(decimals)
  const [whole = '0', part] = text.split('.')
  const shown = inThrees(whole)
  return (/[1-9]/.test(text) ? sign(x) : '') + (part === undefined ? shown : `${shown}.${part}`)
}

/** A share as a percentage: 0.4567 with one decimal is `45.7 %`. */
export const percent = (share: number, decimals: number): string =>
  style.rates === 'fraction' ? fixed(share, decimals + 2) : `${fixed(share * 100, decimals)}${THIN}%`

/** Shares are printed as percentages, and their digits are counted there. */
const scaleOf = (unit: Unit): number => (unit === 'proportion' ? 100 : 1)

/** A value in the unit of its metric; `decimals` are those printed. */
export function valueText(x: number | null, unit: Unit, decimals: number): string {
  if (x === null) return NONE
  if (unit === 'count') return Number.isInteger(x) ? count(x) : fixed(x, 1)
  if (unit === 'p') return probability(x)
  return unit === 'proportion' ? percent(x, decimals) : fixed(x, decimals)
}

/** A p-value: three decimals, four under 0.01, or an upper limit. */
export function probability(p: number): string {
  if (p < 0.0001) return '< 0.0001'
  return fixed(p, p < 0.01 ? 4 : 3)
}

/** Decimals that show two significant digits of the half-width of an interval: as many as it allows, none that it does not. */
export function decimalsFor(halfWidth: number, least: number): number {
  let decimals = least
  while (halfWidth > 0 && decimals < MOST_DECIMALS && halfWidth * (POWERS_OF_TEN[decimals] ?? Infinity) < 10) decimals++
  return decimals
}

/**
 * Decimals of an estimate and its limits, counted on the percentage for shares; without an interval three (one on a percentage). More where
 * rounding would make the estimate or a limit look equal to a threshold that it differs from.
 */
export function decimalsOf(
  unit: Unit,
  values: readonly (number | null)[],
  low: number | null,
  high: number | null,
  thresholds: readonly number[] = []
): number {
  const scale = scaleOf(unit)
  const least = scale === 100 ? 0 : 1
  let decimals = low === null || high === null ? least + (scale === 100 ? 1 : 2) : decimalsFor(((high - low) / 2) * scale, least)
  const numbers = [...values, low, high].filter((x) => x !== null)
  const confused = (): boolean =>
    thresholds.some((t) => numbers.some((x) => x !== t && fixed(x * scale, decimals) === fixed(t * scale, decimals)))
  while (decimals < MOST_DECIMALS && confused()) decimals++
  return decimals
}

/** A threshold as the plan wrote it: no digit more or less. */
export function thresholdValue(x: number, unit: Unit): string {
  const decimals = (/\.(\d+)$/.exec(String(x))?.[1] ?? '').length
  return unit === 'proportion' ? percent(x, Math.max(0, decimals - 2)) : fixed(x, decimals)
}

/** `≥ 0.8`, `≤ 0.05`, or `0.8 to 1.25`. */
export function thresholdText(atLeast: number | null, atMost: number | null, unit: Unit): string {
  if (atLeast !== null && atMost !== null) return `${thresholdValue(atLeast, unit)} to ${thresholdValue(atMost, unit)}`
  if (atLeast !== null) return `≥ ${thresholdValue(atLeast, unit)}`
  return atMost === null ? NONE : `≤ ${thresholdValue(atMost, unit)}`
}

/** `one finding`, `3 findings`. */
export const counted = (n: number, one: string, many = `${one}s`): string =>
  `${n === 1 ? 'one' : n === 0 ? 'no' : count(n)} ${n === 1 ? one : many}`

/** First letter in upper case. */
export const sentence = (text: string): string => text.slice(0, 1).toUpperCase() + text.slice(1)

/** `a, b and c`. */
export function listed(items: readonly string[]): string {
  return items.length < 2 ? (items[0] ?? '') : `${items.slice(0, -1).join(', ')} and ${items[items.length - 1] ?? ''}`
}

/** 2025-03-31T12:00:00Z as `2025-03-31 12:00:00 UTC`. */
export const timeText = (iso: string): string => iso.replace('T', ' ').replace(/(\.\d+)?Z$/, ' UTC')
