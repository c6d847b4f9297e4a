/**
 * Arithmetic whose bits do not depend on the JavaScript engine: only + - * / and Math.sqrt (IEEE 754) and V8's exp, log, log1p, expm1
 * (fdlibm ports). Math.pow, ** and the trigonometric functions are not used anywhere in core.
 */

export const SQRT_2PI = 2.5066282746310002
export const LOG_2PI = 1.8378770664093453
export const EPSILON = 2.220446049250313e-16

/** base to a whole exponent by repeated squaring. */
export const powerInteger = (base: number, exponent: number): number => {
  if (!Number.isInteger(exponent)) throw new RangeError('powerInteger: the exponent is not a whole number')
  let result = 1
  let factor = exponent < 0 ? 1 / base : base
  for (let left = Math.abs(exponent); left > 0; left = Math.floor(left / 2)) {
    if (left % 2 === 1) result *= factor
    factor *= factor
  }
  return result
}

/** base ≥ 0 to a real exponent: exp(y ln x), relative error about |y ln x| × 2e-16; whole exponents go by squaring. */
export const power = (base: number, exponent: number): number => {
  if (Number.isInteger(exponent) && Math.abs(exponent) <= 1024) return powerInteger(base, exponent)
  if (base < 0) return NaN
  if (base === 0) return exponent > 0 ? 0 : Infinity
  return exponent === 0.5 ? Math.sqrt(base) : Math.exp(exponent * Math.log(base))
}

export const square = (x: number): number => x * x

export const clamp = (x: number, low: number, high: number): number => (x < low ? low : x > high ? high : x)

/** Sum with Neumaier's compensation: the order of the items still matters only in the last bit. */
export const sum = (items: ArrayLike<number>): number => {
  let total = 0
  let lost = 0
  for (let i = 0; i < items.length; i++) {
    const item = items[i]!
    const next = total + item
    lost += Math.abs(total) >= Math.abs(item) ? total - next + item : item - next + total
    total = next
  }
  return total + lost
}
