import type { ExhibitOf } from '../../../../shared/model/exhibit'

const BINS = 21

/** Edges of bins of equal width from the least to the largest; a single bin where all values are equal. */
export function edgesOf(values: Float64Array): number[] {
  let [low, high] = [Infinity, -Infinity]
  for (const value of values) {
    if (value < low) low = value
    if (value > high) high = value
  }
  if (!(high > low)) return [low - 0.5, low + 0.5]
  return Array.from({ length: BINS + 1 }, (_, i) => low + ((high - low) * i) / BINS)
}

/** Rows by place and bin of contribution, with the mean rank of the other feature; rows without a place are left out. */
export function cellsOf(
  contributions: Float64Array,
  place: Int32Array,
  edges: readonly number[],
  ranks: Float64Array | null
): ExhibitOf<'dependence'>['cells'] {
  const bins = edges.length - 1
  const [low, high] = [edges[0]!, edges[bins]!]
  const cells = new Map<number, { rows: number; known: number; sum: number }>()
  for (let row = 0; row < place.length; row++) {
    if (place[row]! < 0) continue
    const bin = Math.min(bins - 1, Math.floor(((contributions[row]! - low) / (high - low)) * bins))
    const key = place[row]! * bins + bin
    const cell = cells.get(key) ?? { rows: 0, known: 0, sum: 0 }
    cells.set(key, cell)
    cell.rows++
    const rank = ranks?.[row] ?? NaN
    if (rank !== rank) continue
    cell.known++
    cell.sum += rank
  }
  return [...cells]
    .sort(([a], [b]) => a - b)
    .map(([key, { rows, known, sum }]) => ({ x: Math.floor(key / bins), y: key % bins, rows, value: known > 0 ? sum / known : null }))
}
