import { multinomialReplicates } from '../../../../src/main/core/stats/multinomial-bootstrap'

/** A statistic of counts in each of their resamples. */
export function resampled(
  counts: readonly number[],
  statistic: (row: readonly number[]) => number,
  options: { replicates: number; seed: string }
): Float64Array {
  const values = multinomialReplicates(Int32Array.from(counts), options)
  const place = counts.map((count, i) => (count > 0 ? counts.slice(0, i).filter((other) => other > 0).length : -1))
  return Float64Array.from({ length: options.replicates }, (_, r) =>
    statistic(place.map((cell) => (cell < 0 ? 0 : values[cell * options.replicates + r]!)))
  )
}
