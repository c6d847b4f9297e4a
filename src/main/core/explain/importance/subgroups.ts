import type { Player, Table } from '../subject'

const DEPTH = 4
const LEAST_ROWS = 50
const TRIED = 16

/**
 * Subgroups of rows within which a player's values no longer depend much on the other features: leaves of a small regression tree of the
 * player's first feature on all others (Molnar et al. 2023). Missing values go with the low ones.
 */
export function subgroupsOf({ columns, rows }: Table, { features }: Player): Uint32Array {
  const target = columns[features[0]!]!.map((value) => (value === value ? value : 0))
  const others = columns.flatMap((column, j) =>
    features.includes(j) ? [] : [column.map((value) => (value === value ? value : -Infinity))]
  )
  const group = new Uint32Array(rows)
  let next = 1
  const grow = (members: Uint32Array, name: number, depth: number): void => {
    const split = depth < DEPTH && members.length >= 2 * LEAST_ROWS ? bestSplit(members, target, others) : null
    if (split === null) {
      for (const row of members) group[row] = name
      return
    }
    const goesLeft = (row: number): boolean => others[split.column]![row]! <= split.at
    grow(members.filter(goesLeft), name, depth + 1)
    grow(
      members.filter((row) => !goesLeft(row)),
      next++,
      depth + 1
    )
  }
  grow(
    Uint32Array.from({ length: rows }, (_, row) => row),
    0,
    0
  )
  return group
}

/** The split between sixteenths of a column that takes away most of the target's variance. */
function bestSplit(members: Uint32Array, target: Float64Array, others: readonly Float64Array[]): { column: number; at: number } | null {
  let best: { column: number; at: number } | null = null
  let most = 0
  others.forEach((column, c) => {
    const sorted = Float64Array.from(members, (row) => column[row]!).sort()
    for (let k = 1; k < TRIED; k++) {
      const at = sorted[Math.floor((k * sorted.length) / TRIED)]!
      const [left, right] = [
        { n: 0, sum: 0 },
        { n: 0, sum: 0 }
      ]
      for (const row of members) {
        const side = column[row]! <= at ? left : right
        side.n++
        side.sum += target[row]!
      }
      if (Math.min(left.n, right.n) < LEAST_ROWS) continue
      const apart = left.sum / left.n - right.sum / right.n
      const gain = (apart * apart * left.n * right.n) / members.length
      if (gain > most) [best, most] = [{ column: c, at }, gain]
    }
  })
  return best
}
