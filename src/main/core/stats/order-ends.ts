/** Brings the `count` smallest values to the front in order and the `count` largest to the end in order, in place; what lies between is in no order. */
export function orderEnds(values: Float64Array, count: number): Float64Array {
  if (4 * count >= values.length) return values.sort()
  select(values, count, 0)
  select(values, values.length - count, count)
  sortShort(values.subarray(0, count))
  sortShort(values.subarray(values.length - count))
  return values
}

/** Hoare's selection: from `low` on no value before `k` is above one at or after it. */
function select(values: Float64Array, k: number, low: number): void {
  let high = values.length - 1
  while (low < high) {
    const pivot = middleOf(values[low]!, values[(low + high) >>> 1]!, values[high]!)
    let [i, j] = [low, high]
    while (i <= j) {
      while (values[i]! < pivot) i++
      while (values[j]! > pivot) j--
      if (i > j) break
      const value = values[i]!
      values[i++] = values[j]!
      values[j--] = value
    }
    if (k <= j) high = j
    else if (k >= i) low = i
    else return
  }
}

const middleOf = (a: number, b: number, c: number): number => Math.max(Math.min(a, b), Math.min(Math.max(a, b), c))

function sortShort(values: Float64Array): void {
  if (values.length > 64) {
    values.sort()
    return
  }
  for (let i = 1; i < values.length; i++) {
    const value = values[i]!
    let j = i - 1
    for (; j >= 0 && values[j]! > value; j--) values[j + 1] = values[j]!
    values[j + 1] = value
  }
}
