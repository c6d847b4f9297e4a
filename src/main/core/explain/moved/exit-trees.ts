import type { Tree } from '../../models/model'
import type { CodedForest } from '../trees/coded-forest'
import type { TreeTests } from '../trees/groups'
import type { Room } from '../trees/layout'

/** Leaves that a mask can tell apart. */
const MOST_LEAVES = 64
/** More than these and walking the tree is cheaper than filling its tables. */
const MOST_TABLE_BYTES = 1 << 19

const GROUP = 16

/** Address of a tree for exit masks, and how much its tables take. */
export type ExitTree = { at: number; tableBytes: number }

type Column = { column: number; table: number; codes: number }
type Group = { player: number; columns: Column[] }

/** Writes a tree as src/main/kernels/assembly/exits.ts reads it; null where it has too many leaves or codes. Players from `players` on stay. */
export function writeExits(room: Room, forest: CodedForest, tree: Tree, { tests, at }: TreeTests, players: number): ExitTree | null {
  if (tests.length === 0 || tests.length >= MOST_LEAVES) return null
  const { groups, tableOf, tableBytes } = groupsOf(forest, tests)
  if (tableBytes > MOST_TABLE_BYTES) return null
  const { leaves, ways, masks } = waysOf(tree, (node) => groups.findIndex(({ player }) => player === tests[at[node]!]!.player))
  const values = room.take(8 * MOST_LEAVES)
  room.f64().set(
    Float64Array.from(leaves, (leaf) => tree.value[leaf]!),
    values / 8
  )
  const written = groups.map((group) => groupWords(room, group))
  const moving = ways.map((way) => way.filter((group) => groups[group]!.player < players))
  const groupsAt = put(room, Uint32Array.from(written.flat()))
  const count = moving.reduce((sum, way) => sum + way.length, 0)
  const listed = room.take(GROUP * Math.max(1, count))
  const [list, starts, nodes] = [new Uint32Array(4 * count), new Uint32Array(2 * ways.length), new Uint32Array(8 * tests.length)]
  let next = 0
  for (const [leaf, way] of moving.entries()) {
    starts.set([listed + GROUP * next, way.length], 2 * leaf)
    for (const group of way) list.set(written[group]!, 4 * next++)
  }
  for (const [i, test] of tests.entries()) {
    const { table, codes } = tableOf.get(test.column)!
    const [low, high] = masks[i]!
    nodes.set([table, test.cut, test.away, lookupAt(room, test.lookup), low, high, codes], 8 * i)
  }
  room.u32().set(list, listed / 4)
  const [wayAt, nodesAt] = [put(room, starts), put(room, nodes)]
  return { at: put(room, Uint32Array.of(groups.length, tests.length, tableBytes, groupsAt, nodesAt, values, wayAt)), tableBytes }
}

/** All at once: word by word is slow in shared memory. */
function put(room: Room, words: Uint32Array): number {
  const at = room.take(4 * Math.max(1, words.length))
  room.u32().set(words, at / 4)
  return at
}

function lookupAt(room: Room, lookup: Uint8Array | null): number {
  if (lookup === null) return 0
  const at = room.take(lookup.length)
  room.u8().set(lookup, at)
  return at
}

/** The tree's players with their columns, each with a table of a mask for every code. */
function groupsOf(
  { columns }: CodedForest,
  tests: TreeTests['tests']
): { groups: Group[]; tableOf: Map<number, Column>; tableBytes: number } {
  const [groups, tableOf] = [new Map<number, Group>(), new Map<number, Column>()]
  let tableBytes = 0
  for (const { column, player } of tests) {
    if (tableOf.has(column)) continue
    const codes = columns[column]!.cuts.length + 2
    const one = { column, table: tableBytes, codes }
    tableBytes += 16 * Math.ceil(codes / 2)
    tableOf.set(column, one)
    const group = groups.get(player) ?? { player, columns: [] }
    groups.set(player, group)
    group.columns.push(one)
  }
  return { groups: [...groups.values()], tableOf, tableBytes }
}

/** The record of a group; its further columns are written on the way. */
function groupWords(room: Room, { player, columns: [first, ...more] }: Group): number[] {
  const further = more.length === 0 ? 0 : put(room, Uint32Array.of(more.length, ...more.flatMap(({ column, table }) => [column, table])))
  return [first!.column, first!.table, player, further]
}

/** Leaves from left to right, the groups asked on the way to each, and by inner node the leaves that are left over to those who go right. */
function waysOf(
  tree: Tree,
  groupOf: (node: number) => number
): { leaves: number[]; ways: number[][]; masks: [low: number, high: number][] } {
  const [leaves, ways, masks] = [[] as number[], [] as number[][], new Map<number, [number, number]>()]
  const visit = (node: number, way: readonly number[]): void => {
    if (tree.feature[node]! < 0) {
      leaves.push(node)
      ways.push([...way])
      return
    }
    const group = groupOf(node)
    const further = way.includes(group) ? way : [...way, group]
    const first = leaves.length
    visit(tree.left[node]!, further)
    masks.set(node, without(first, leaves.length))
    visit(tree.right[node]!, further)
  }
  visit(0, [])
  return { leaves, ways, masks: [...masks].sort(([a], [b]) => a - b).map(([, mask]) => mask) }
}

/** All of 64 bits but from … to − 1, in two words. */
function without(from: number, to: number): [number, number] {
  const words: [number, number] = [0xffffffff, 0xffffffff]
  for (let bit = from; bit < to; bit++) words[bit >> 5] = (words[bit >> 5]! & ~(1 << (bit & 31))) >>> 0
  return words
}
