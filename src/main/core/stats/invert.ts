type Inversion = {
  /** an increasing function on (low, high) */
  value: (x: number) => number
  slope: (x: number) => number
  target: number
  start: number
  low: number
  high: number
}

/** x with value(x) = target: Newton's steps, halving the bracket where a step leaves it. */
export const invertIncreasing = ({ value, slope, target, start, low, high }: Inversion): number => {
  let a = low
  let b = high
  let x = start
  for (let i = 0; i < 400; i++) {
    const error = value(x) - target
    if (error === 0) return x
    if (error > 0) b = x
    else a = x
    let next = x - error / slope(x)
    if (!(next > a && next < b)) next = middle(a, b, x)
    if (Math.abs(next - x) <= 1e-16 * Math.abs(x) || next === a || next === b) return next
    x = next
  }
  return x
}

const middle = (a: number, b: number, x: number): number => {
  if (b === Infinity) return Math.max(2 * x, 1)
  if (a === -Infinity) return Math.min(2 * x, -1)
  return a > 0 && b > 16 * a ? Math.sqrt(a * b) : a === 0 && b > 0 ? b / 16 : a + (b - a) / 2
}
