import type { Tree } from '../../models/model'
import { codedTest, type CodedForest, type CodedTest } from './coded-forest'
import type { Group, GroupedTree } from './groups'
import { BYTES, type Room } from './layout'

/** Pairs of n players. */
export const pairsOf = (n: number): number => (n * (n - 1)) / 2

/** Place of a pair among all: that of i < j at j (j − 1) / 2 + i. */
export const pairAt = (a: number, b: number): number => pairsOf(Math.max(a, b)) + Math.min(a, b)

/** What a group's table columns are added to: each player's sum, then (with `pairs`) each pair's; `spare` takes what fills up to even. */
export type Targets = { pairs: boolean; players: number; spare: number }

/** Writes a tree for tables; returns its address. `counted`: with counters of the background's rows. Tables are not filled yet. */
export function writeTables(room: Room, tree: GroupedTree, targets: Targets, counted: boolean): number {
  const at = room.take(BYTES.tree)
  const tests = room.take(BYTES.test * tree.tests.length)
  const products = room.take(BYTES.product * tree.products.length)
  const groups = room.take(BYTES.group * tree.groups.length)
  for (const [i, test] of tree.tests.entries()) writeTest(room, tests + BYTES.test * i, test)
  for (const [i, group] of tree.groups.entries()) writeGroup(room, groups + BYTES.group * i, group, targets, counted)
  const words = room.u32()
  for (const [i, { a, metA, b, metB }] of tree.products.entries())
    words.set([a, metA ? 0 : 0xffffffff, b, metB ? 0 : 0xffffffff], (products + BYTES.product * i) / 4)
  words.set([tree.tests.length, tree.products.length, tree.groups.length, tests, products, groups], at / 4)
  return at
}

function writeTest(room: Room, at: number, { column, cut, away, lookup }: CodedTest): void {
  const table = lookup === null ? 0 : room.take(lookup.length)
  if (lookup !== null) room.u8().set(lookup, table)
  room.u32().set([column, cut, away, table], at / 4)
}

/** Columns of a group's table: even, so that two go at a time. */
export const slotsOf = (players: number, pairs: boolean): number =>
  Math.max(2, 2 * Math.ceil((players + (pairs ? pairsOf(players) : 0)) / 2))

function writeGroup(room: Room, at: number, { masks, players, leaves }: Group, targets: Targets, counted: boolean): void {
  const slots = slotsOf(players.length, targets.pairs)
  const table = room.take((slots * 8) << masks.length)
  const columns = room.take(slots * 4)
  const counts = counted ? room.take(4 << masks.length) : 0
  if (counted) room.u32().fill(0, counts / 4, counts / 4 + (1 << masks.length))
  const first = writeLeaves(room, leaves)
  const words = room.u32()
  words.fill(targets.spare, columns / 4, columns / 4 + slots)
  words.set(players, columns / 4)
  if (targets.pairs)
    for (let j = 1; j < players.length; j++)
      for (let i = 0; i < j; i++) words[columns / 4 + players.length + pairAt(i, j)] = targets.players + pairAt(players[i]!, players[j]!)
  words.set([masks.length, slots, table, columns, leaves.length, first, counts, players.length, ...masks], at / 4)
}

function writeLeaves(room: Room, leaves: Group['leaves']): number {
  const first = room.take(leaves.reduce((bytes, { conditions }) => bytes + BYTES.leaf + BYTES.condition * conditions.length, 0))
  const [words, reals] = [room.u32(), room.f64()]
  let at = first
  for (const { value, conditions } of leaves) {
    words[at / 4] = conditions.length
    reals[at / 8 + 1] = value
    at += BYTES.leaf
    for (const { bits, value: met, slot, share } of conditions) {
      words[at / 4] = bits
      words[at / 4 + 1] = met
      words[at / 4 + 2] = slot
      reals[at / 8 + 2] = share
      at += BYTES.condition
    }
  }
  return first
}

/** Writes a tree for walks; returns its root's address. */
export function writeWalk(room: Room, forest: CodedForest, tree: Tree, share: Float64Array): number {
  const root = room.take(BYTES.walk * tree.feature.length)
  const address = (node: number): number => root + BYTES.walk * node
  for (let node = 0; node < tree.feature.length; node++) {
    const at = address(node)
    const leaf = tree.feature[node]! < 0
    if (!leaf) {
      const test = codedTest(forest, tree, node)
      writeTest(room, at + 16, test)
      room.u32().set([address(tree.left[node]!), address(tree.right[node]!), test.player, 0], at / 4)
    } else room.u32().set([0, 0, 0, 0], at / 4)
    const reals = room.f64()
    reals[at / 8 + 4] = tree.value[node]!
    reals[at / 8 + 5] = leaf ? 0 : share[tree.left[node]!]!
    reals[at / 8 + 6] = leaf ? 0 : share[tree.right[node]!]!
  }
  return root
}
