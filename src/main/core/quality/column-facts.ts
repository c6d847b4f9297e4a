import type { Column } from '../../../shared/model/dataset'
import type { LoadedColumn } from '../assessment'
import type { CategoryFacts, ColumnFacts, NumberFacts, TextFacts } from './facts'
import type { QualityKernels } from './kernels'
import { present, quantileOfSorted } from './quantiles'

/** What one pass over a column in memory tells. */
export function columnFacts(loaded: LoadedColumn, kernels: QualityKernels): ColumnFacts {
  return 'numbers' in loaded
    ? numberFacts(loaded.column, loaded.numbers, kernels)
    : categoryFacts(loaded.column, loaded.codes, loaded.values)
}

/** Where the texts are not looked at one by one. */
export const textFacts = (column: Column, rows: number): TextFacts => ({
  kind: 'texts',
  column,
  rows,
  n: rows - column.missing,
  distinct: column.distinct
})

function numberFacts(column: Column, numbers: Float64Array, { sortInPlace: sort }: QualityKernels): NumberFacts {
  const values = present(numbers)
  const scratch = new Float64Array(values.length)
  sort(values, scratch)
  const quartiles = [0.25, 0.5, 0.75].map((p) => quantileOfSorted(values, p)) as unknown as NumberFacts['quartiles']
  const runs = runsOf(values)
  const [low, high] = [values[0] ?? NaN, values[values.length - 1] ?? NaN]
  const facts = { kind: 'numbers' as const, column, rows: numbers.length, n: values.length, low, high, quartiles, ...runs }
  const size = medianOf(values, (value) => Math.abs(value), sort, scratch)
  return { ...facts, medianSize: size, mad: medianOf(values, (value) => Math.abs(value - quartiles[1]), sort, scratch) }
}

/** Median of f(x), written over a copy of the values. */
function medianOf(values: Float64Array, f: (value: number) => number, sort: QualityKernels['sortInPlace'], scratch: Float64Array): number {
  const mapped = new Float64Array(values.length)
  for (let i = 0; i < values.length; i++) mapped[i] = f(values[i]!)
  return quantileOfSorted(sort(mapped, scratch), 0.5)
}

function runsOf(sorted: Float64Array): Pick<NumberFacts, 'distinct' | 'mostFrequent' | 'fractional'> {
  let [distinct, mostFrequent, fractional] = [0, 0, 0]
  for (let start = 0; start < sorted.length;) {
    const value = sorted[start]!
    let end = start + 1
    while (end < sorted.length && sorted[end] === value) end++
    distinct++
    mostFrequent = Math.max(mostFrequent, end - start)
    if (!Number.isInteger(value)) fractional += end - start
    start = end
  }
  return { distinct, mostFrequent, fractional }
}

function categoryFacts(column: Column, codes: ArrayLike<number>, values: readonly string[]): CategoryFacts {
  const all = new Float64Array(values.length + 1)
  for (let row = 0; row < codes.length; row++) all[codes[row]!]!++
  const counts = all.subarray(1)
  return {
    kind: 'categories',
    column,
    rows: codes.length,
    n: codes.length - all[0]!,
    distinct: counts.reduce((total, count) => total + (count > 0 ? 1 : 0), 0),
    mostFrequent: counts.reduce((most, count) => Math.max(most, count), 0),
    values,
    counts
  }
}
