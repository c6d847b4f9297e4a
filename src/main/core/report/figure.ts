import { fixed } from '../../../shared/words/format'

/** Three significant digits in full figures, without an exponent. */
export function significant(x: number): string {
  const size = Math.abs(x)
  if (size === 0) return '0'
  if (size < 1e-6) return '0.000'
  let decimals = 2
  for (let reach = 1; reach > size && decimals < 8; reach /= 10) decimals++
  for (let reach = 10; reach <= size && decimals > 0; reach *= 10) decimals--
  return fixed(x, decimals)
}

/** Two significant digits and a power of ten, for figures that are next to nothing: 8.9 × 10^−16. */
export function powerOfTen(x: number): string {
  if (x === 0) return '0'
  const [digits = '', power = ''] = x.toExponential(1).split('e')
  return `${minus(digits)}\u202f×\u202f10^${minus(power.replace('+', ''))}`
}

const minus = (text: string): string => text.replace('-', '−')

/** Decimals that show three significant digits of the largest of several figures. */
export function commonDecimals(values: readonly number[]): number {
  const text = significant(values.reduce((most, x) => Math.max(most, Math.abs(x)), 0))
  return (/\.(\d+)$/.exec(text)?.[1] ?? '').length
}
