import type { Slice } from './slice'

/**
 * The slices, in their order, that give away no small cell: crossed with those told before, every cell has either no rows or at least `limit`, so that no
 * difference of sizes counts few persons. `rows`: those whose sizes are told.
 */
export function tellableSlices(
  slices: readonly Slice[],
  rows: Uint32Array,
  limit: number | undefined
): { slices: Slice[]; untold: number } {
  if (limit === undefined) return { slices: [...slices], untold: 0 }
  const told: Slice[] = []
  let cells: Uint32Array = new Uint32Array(rows.length)
  for (const slice of slices) {
    const crossed = Uint32Array.from(cells, (cell, i) => 2 * cell + (slice.meets(rows[i]!) ? 1 : 0))
    const { dense, sizes } = counted(crossed)
    if (sizes.some((size) => size < limit)) continue
    told.push(slice)
    cells = dense
  }
  return { slices: told, untold: slices.length - told.length }
}

/** The same cells numbered from 0 on, and how many rows each has. */
function counted(cells: Uint32Array): { dense: Uint32Array; sizes: number[] } {
  const numbers = new Map<number, number>()
  const sizes: number[] = []
  const dense = Uint32Array.from(cells, (cell) => {
    const number = numbers.get(cell) ?? numbers.size
    numbers.set(cell, number)
    sizes[number] = (sizes[number] ?? 0) + 1
    return number
  })
  return { dense, sizes }
}
