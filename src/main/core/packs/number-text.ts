const THIN = '\u202f'
export const NONE = '–'
export const MASKED = '·'

/** Whole numbers: exact arithmetic, so that rounding never depends on a division. */
export type Fraction = { numerator: number; denominator: number }

/** numerator/denominator with so many decimals, rounded half up, from whole numbers ≥ 0. */
export function rounded({ numerator, denominator }: Fraction, decimals: number, scale = 1): string {
  const unit = BigInt(`1${'0'.repeat(decimals)}`)
  const top = 2n * BigInt(numerator) * BigInt(scale) * unit + BigInt(denominator)
  const units = top / (2n * BigInt(denominator))
  const text = units.toString().padStart(decimals + 1, '0')
  return decimals === 0 ? text : `${text.slice(0, -decimals)}.${text.slice(-decimals)}`
}

const isWhole = (n: number): boolean => Number.isSafeInteger(n) && n >= 0

/** A fraction of whole numbers, or undefined where weights make it none. */
export const fraction = (numerator: number, denominator: number): Fraction | undefined =>
  isWhole(numerator) && isWhole(denominator) && denominator > 0 ? { numerator, denominator } : undefined

/** Product of the outer over product of the inner terms: (a/b) / (c/d). */
export function quotient(a: Fraction, b: Fraction): Fraction | undefined {
  return fraction(a.numerator * b.denominator, a.denominator * b.numerator)
}

/** A number with so many decimals and a true minus sign, never "−0". */
export function decimal(x: number, decimals: number): string {
  const text = Math.abs(x).toFixed(decimals)
  return x < 0 && /[1-9]/.test(text) ? `−${text}` : text
}

/** A whole number, thin spaces between groups of three from five digits on. */
export function count(n: number): string {
  const text = Math.round(n).toString()
  return text.length < 5 ? text : text.replace(/\B(?=(\d{3})+$)/g, THIN)
}

/** A p-value with three decimals, four under 0.01, or an upper limit. */
export const probability = (p: number): string => (p < 0.0001 ? '< 0.0001' : p.toFixed(p < 0.01 ? 4 : 3))
