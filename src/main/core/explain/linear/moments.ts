import type { Table } from '../subject'

/** Adds up what comes in blocks, row by row in the order of the rows, so that blocks do not show in a bit. */
export type Adding<T> = { add: (block: Table) => void; result: () => T }

/** Each column's mean. */
export function addMeans(columns: number): Adding<Float64Array> {
  const totals = new Float64Array(columns)
  let count = 0
  return {
    add({ columns: values, rows }) {
      for (const [j, column] of values.entries()) {
        let total = totals[j]!
        for (let row = 0; row < rows; row++) total += column[row]!
        totals[j] = total
      }
      count += rows
    },
    result: () => totals.map((total) => total / count)
  }
}

/** The columns' covariances (over n, not n − 1) about their means. */
export function addCovariances(means: Float64Array): Adding<Float64Array[]> {
  const totals = Array.from(means, () => new Float64Array(means.length))
  let count = 0
  return {
    add({ columns, rows }) {
      for (const [i, a] of columns.entries())
        for (const [j, b] of columns.entries()) {
          let total = totals[i]![j]!
          for (let row = 0; row < rows; row++) total += (a[row]! - means[i]!) * (b[row]! - means[j]!)
          totals[i]![j] = total
        }
      count += rows
    },
    result: () => totals.map((of) => of.map((total) => total / count))
  }
}

/** Of rows that are in memory already. */
export function over<T>(adding: Adding<T>, table: Table): T {
  adding.add(table)
  return adding.result()
}
