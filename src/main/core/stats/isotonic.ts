/** A curve that never falls: `values[i]` at `places[i]`, ascending; straight between them, level beyond the ends. */
export type Isotonic = { places: Float64Array; values: Float64Array }

/**
 * Least squares without a fall, by pooling adjacent violators: Ayer and others 1955; Barlow and others 1972. `x` ascends; rows with the same x are one
 * point of their mean, as scikit-learn has it. `weights`: of the rows, all above 0; left out, each counts one.
 */
export function isotonicFit(x: Float64Array, y: Float64Array, weights?: Float64Array): Isotonic {
  const [start, end, mean, weight]: [number[], number[], number[], number[]] = [[], [], [], []]
  for (let i = 0; i < x.length;) {
    const place = x[i]!
    let [sum, n] = [0, 0]
    for (; i < x.length && x[i] === place; i++) {
      const one = weights?.[i] ?? 1
      sum += y[i]! * one
      n += one
    }
    start.push(place)
    end.push(place)
    mean.push(sum / n)
    weight.push(n)
    for (let k = mean.length - 1; k > 0 && mean[k - 1]! >= mean[k]!; k--) {
      const total = weight[k - 1]! + weight[k]!
      mean[k - 1] = (mean[k - 1]! * weight[k - 1]! + mean[k]! * weight[k]!) / total
      weight[k - 1] = total
      end[k - 1] = end[k]!
      for (const list of [start, end, mean, weight]) list.pop()
    }
  }
  const points = mean.flatMap((value, k): [number, number][] =>
    start[k] === end[k]
      ? [[start[k]!, value]]
      : [
          [start[k]!, value],
          [end[k]!, value]
        ]
  )
  return { places: Float64Array.from(points, ([place]) => place), values: Float64Array.from(points, ([, value]) => value) }
}

export function isotonicAt({ places, values }: Isotonic, x: number): number {
  if (x !== x || places.length === 0) return NaN
  let [low, high] = [0, places.length - 1]
  if (x <= places[low]!) return values[low]!
  if (x >= places[high]!) return values[high]!
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if (places[middle]! <= x) low = middle
    else high = middle
  }
  return values[low]! + ((values[high]! - values[low]!) * (x - places[low]!)) / (places[high]! - places[low]!)
}
