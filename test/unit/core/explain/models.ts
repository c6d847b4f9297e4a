import { randomStream } from '../../../../src/main/core/stats/random'
import type { Predict, Table } from '../../../../src/main/core/explain/subject'

/** Uniform numbers between −2 and 2; the first rows are the same however many there are. */
export function table(rows: number, features: number, seed: string): Table {
  const columns = Array.from({ length: features }, (_, j) => {
    const random = randomStream(seed, j)
    return Float64Array.from({ length: rows }, () => 4 * random.uniform() - 2)
  })
  return { columns, rows }
}

export const byRow =
  (of: (x: number[]) => number): Predict =>
  ({ columns, rows }) =>
    Float64Array.from({ length: rows }, (_, i) => of(columns.map((column) => column[i]!)))

export const linear: Predict = byRow((x) => x.reduce((sum, value, j) => sum + (j + 1) * value, 0.5))

/** Interactions of two features and no more. */
export const pairwise: Predict = byRow((x) => {
  let sum = 0.25
  x.forEach((a, i) => {
    sum += Math.abs(a) + a * (x[(i + 1) % x.length] ?? 0)
  })
  return sum
})

/** Interactions of three features. */
export const threefold: Predict = byRow((x) => {
  let sum = 0
  x.forEach((a, i) => {
    sum += a * (x[(i + 1) % x.length] ?? 0) * (x[(i + 2) % x.length] ?? 0) + (a > 0.3 ? a : 0)
  })
  return sum
})
