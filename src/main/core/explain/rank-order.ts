/** Rows whose value is not NaN in ascending order of it, equal values in row order. */
export function rankOrder(values: Float64Array): Uint32Array {
  const known = new Uint32Array(values.length)
  let count = 0
  for (let i = 0; i < values.length; i++) if (values[i] === values[i]) known[count++] = i
  return known.subarray(0, count).sort((a, b) => values[a]! - values[b]! || a - b)
}
