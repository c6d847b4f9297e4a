/** The values that are not NaN, in row order. */
export function present(numbers: Float64Array): Float64Array {
  let n = 0
  for (let row = 0; row < numbers.length; row++) if (numbers[row] === numbers[row]) n++
  const values = new Float64Array(n)
  for (let row = 0, i = 0; row < numbers.length; row++) if (numbers[row] === numbers[row]) values[i++] = numbers[row]!
  return values
}

/** Quantile of ascending values by linear interpolation (Hyndman & Fan 1996, type 7); NaN where there are none. */
export function quantileOfSorted(values: Float64Array, p: number): number {
  if (values.length === 0) return NaN
  const place = (values.length - 1) * p
  const below = Math.floor(place)
  const low = values[below]!
  const high = values[Math.min(below + 1, values.length - 1)]!
  return low + (high - low) * (place - below)
}
