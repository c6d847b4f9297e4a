import type { GroupedTree } from './groups'
import { pairsOf, slotsOf } from './write-forest'

/** What a tree is explained for: so many rows, against so many background rows (0: path-dependent), with or without pairs. */
export type Amount = { rows: number; background: number; pairs: boolean }

export type TreeSize = { nodes: number; depth: number; players: number }

/** Rough nanoseconds, measured once: only their ratio matters, and only for the choice between tables and walks. */
const NS = { entry: 0.5, factor: 1, slot: 0.8, group: 3, node: 15, point: 12, pairOfRows: 55 }

/** Filling a tree's tables, then looking every row up. */
export function tableCost({ groups }: GroupedTree, { players }: TreeSize, { rows, background, pairs }: Amount): number {
  const points = Math.ceil(players / 2)
  return groups.reduce((sum, group) => {
    const slots = slotsOf(group.players.length, pairs)
    const distinct = group.players.length
    const values = background > 0 ? (distinct * distinct) / 2 : distinct + (pairs ? pairsOf(distinct) : 0)
    const leaf = NS.entry * slots * (1 << group.masks.length) + NS.factor * values * points * (1 << distinct)
    return sum + group.leaves * leaf + (rows + background) * NS.group + rows * NS.slot * slots
  }, 0)
}

/** Walking a tree for every row: all of it, or as far as the row and each background row reach. */
export function walkCost({ nodes, depth, players }: TreeSize, { rows, background, pairs }: Amount): number {
  if (background > 0) return rows * background * depth * NS.pairOfRows
  const walks = pairs ? 1 + 2 * players : 1
  return rows * walks * nodes * (NS.node + NS.point * Math.ceil(players / 2))
}
