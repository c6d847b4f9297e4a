import type { Tree } from '../../models/model'
import type { CodedTest } from './coded-forest'
import type { Group, GroupedTree, TreeTests } from './groups'
import { BYTES, type Room } from './layout'

/** Pairs of n players. */
export const pairsOf = (n: number): number => (n * (n - 1)) / 2

/** Place of a pair among all: that of i < j at j (j − 1) / 2 + i. */
export const pairAt = (a: number, b: number): number => pairsOf(Math.max(a, b)) + Math.min(a, b)

/** What a group's table columns are added to: each player's sum, then (with `pairs`) each pair's; `spare` takes what fills up to even. */
export type Targets = { pairs: boolean; players: number; spare: number }

/** Writes a tree for tables; returns its address. `counted`: with counters of the background's rows. Tables are not filled yet. */
export function writeTables(room: Room, { tests }: TreeTests, tree: GroupedTree, targets: Targets, counted: boolean): number {
  const at = room.take(BYTES.tree)
  const testsAt = room.take(BYTES.test * tests.length)
  const products = room.take(BYTES.product * tree.products.length)
  const groups = room.take(BYTES.group * tree.groups.length)
  const leaves = room.take(tree.leaves.length)
  for (const [i, test] of tests.entries()) writeTest(room, testsAt + BYTES.test * i, test)
  for (const [i, group] of tree.groups.entries()) writeGroup(room, groups + BYTES.group * i, group, leaves, targets, counted)
  room.u8().set(tree.leaves, leaves)
  const words = room.u32()
  for (const [i, { a, metA, b, metB }] of tree.products.entries())
    words.set([a, metA ? 0 : 0xffffffff, b, metB ? 0 : 0xffffffff], (products + BYTES.product * i) / 4)
  words.set([tests.length, tree.products.length, tree.groups.length, testsAt, products, groups], at / 4)
  return at
}

function writeTest(room: Room, at: number, { column, cut, away, lookup }: CodedTest): void {
  const table = lookup === null ? 0 : room.take(lookup.length)
  if (lookup !== null) room.u8().set(lookup, table)
  const words = room.u32()
  const to = at / 4
  words[to] = column
  words[to + 1] = cut
  words[to + 2] = away
  words[to + 3] = table
}

/** Columns of a group's table: even, so that two go at a time. */
export const slotsOf = (players: number, pairs: boolean): number =>
  Math.max(2, 2 * Math.ceil((players + (pairs ? pairsOf(players) : 0)) / 2))

function writeGroup(
  room: Room,
  at: number,
  { masks, players, leaves, firstLeaf }: Group,
  records: number,
  targets: Targets,
  counted: boolean
): void {
  const slots = slotsOf(players.length, targets.pairs)
  const table = room.take((slots * 8) << masks.length)
  const columns = room.take(slots * 4)
  const counts = counted ? room.take(4 << masks.length) : 0
  if (counted) room.u32().fill(0, counts / 4, counts / 4 + (1 << masks.length))
  const words = room.u32()
  words.fill(targets.spare, columns / 4, columns / 4 + slots)
  words.set(players, columns / 4)
  if (targets.pairs)
    for (let j = 1; j < players.length; j++)
      for (let i = 0; i < j; i++) words[columns / 4 + players.length + pairAt(i, j)] = targets.players + pairAt(players[i]!, players[j]!)
  words.set([masks.length, slots, table, columns, leaves, records + firstLeaf, counts, players.length, ...masks], at / 4)
}

/** Writes a tree for walks; returns its root's address. */
export function writeWalk(room: Room, tree: Tree, { tests, at }: TreeTests, share: Float64Array): number {
  const root = room.take(BYTES.walk * tree.feature.length)
  const address = (node: number): number => root + BYTES.walk * node
  for (const [node, test] of at.entries()) if (test >= 0) writeTest(room, address(node) + 16, tests[test]!)
  const [words, reals] = [room.u32(), room.f64()]
  for (let node = 0; node < tree.feature.length; node++) {
    const to = address(node)
    const leaf = tree.feature[node]! < 0
    const [left, right] = leaf ? [node, node] : [tree.left[node]!, tree.right[node]!]
    if (leaf) words.fill(0, to / 4, to / 4 + 8)
    words[to / 4] = address(left)
    words[to / 4 + 1] = address(right)
    words[to / 4 + 2] = leaf ? 0 : tests[at[node]!]!.player
    reals[to / 8 + 4] = tree.value[node]!
    reals[to / 8 + 5] = share[left]!
    reals[to / 8 + 6] = share[right]!
  }
  return root
}
