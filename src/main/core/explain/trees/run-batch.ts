import type { CodedForest } from './coded-forest'
import type { KernelCall, KernelTask } from './kernels'
import type { Room } from './layout'
import { blockFor, blockScratch, buildScratch, TILE, walkScratch } from './sizes'
import type { TreePlan } from './tree-plan'
import type { Frame } from './workspace'
import { pairAt, pairsOf, slotsOf, writeTables, writeWalk } from './write-forest'

/** What all batches of a run share. `rules`, `weights`: see workspace.ts. */
export type Run = {
  forest: CodedForest
  players: number
  interactions: boolean
  background: Frame | null
  rules: number
  weights: number
  mostPlayers: number
}

/** A batch of trees in the kernels' memory. */
export type WrittenBatch = {
  plans: readonly TreePlan[]
  /** address of the list of table trees, 0 where they are walked */
  tables: number
  tableTrees: readonly number[]
  /** address of the list of roots and depths */
  walks: number
  roots: readonly number[]
  masks: number
  scratchBytes: number
}

export function writeBatch(room: Room, run: Run, plans: readonly TreePlan[]): WrittenBatch {
  const { players, interactions, background } = run
  const targets = { pairs: interactions, players, spare: players + (interactions ? pairsOf(players) : 0) }
  const grouped = plans.flatMap(({ asked, tables }) => (tables === null ? [] : [{ asked, tables }]))
  const tableTrees = grouped.map(({ asked, tables }) => writeTables(room, asked, tables, targets, background !== null))
  const roots = plans.map(({ tree, asked, share }) => writeWalk(room, tree, asked, share))
  const masks = grouped.reduce((most, { asked, tables }) => Math.max(most, asked.tests.length + tables.products.length), 0)
  const scratches = plans.map(({ tables, depth, players: distinct }) =>
    tables === null
      ? walkScratch(players, depth, Math.ceil(distinct / 2))
      : tables.groups.reduce(
          (most, group) => Math.max(most, buildScratch(group.masks.length, slotsOf(group.players.length, interactions), interactions)),
          0
        )
  )
  return {
    plans,
    tables: list(room, tableTrees),
    tableTrees,
    walks: list(
      room,
      plans.flatMap(({ depth }, i) => [roots[i]!, depth])
    ),
    roots,
    masks,
    scratchBytes: Math.max(blockScratch(masks), ...scratches)
  }
}

function list(room: Room, addresses: readonly number[]): number {
  const at = room.take(4 * Math.max(1, addresses.length))
  room.u32().set(addresses, at / 4)
  return at
}

/** Fills the tables, one task a tree. */
export function buildTasks({ tableTrees, masks }: WrittenBatch, { background, rules, interactions }: Run): KernelTask[] {
  return tableTrees.map((tree) => {
    const build: KernelCall = { kernel: 'build', args: [tree, rules, interactions ? 1 : 0, background?.rows ?? 0], scratch: true }
    if (background === null) return [build]
    return [{ kernel: 'count', args: [tree, background.at, 0, background.rows, blockFor(masks)], scratch: true }, build]
  })
}

/** Adds the trees' answers to the frame's margins, one task a tile. */
export function predictTasks(batch: WrittenBatch, frame: Frame, rows: number): KernelTask[] {
  return tiles(rows, TILE).map(([from, to]) => [predictCall(batch, frame, from, to)])
}

const predictCall = ({ walks, roots }: WrittenBatch, frame: Frame, from: number, to: number): KernelCall => ({
  kernel: 'predict',
  args: [walks, roots.length, frame.at, from, to, frame.margins],
  scratch: false
})

/** Adds the trees' values to the sums of the frame's rows and their answers to the margins, one task a tile. */
export function explainTasks(room: Room, batch: WrittenBatch, run: Run, frame: Frame, rows: number): KernelTask[] {
  const { tables, tableTrees, masks } = batch
  if (tableTrees.length === 0 && run.background !== null) return walkTasks(batch, frame, rows, pairCalls(batch, run, frame), 16)
  if (tableTrees.length === 0) return walkTasks(batch, frame, rows, quadratureCalls(room, batch, run, frame), 128)
  const together = Math.max(1, Math.floor(TABLES_TOGETHER / Math.max(...batch.plans.map(({ bytes }) => bytes), 1)))
  return tiles(rows, TILE).map(([from, to]) => [
    {
      kernel: 'accumulate',
      args: [tables, tableTrees.length, together, frame.at, from, Math.ceil(to / 16) * 16, blockFor(masks)],
      scratch: true
    },
    predictCall(batch, frame, from, to)
  ])
}

/** Tables that stay near the processor while a tile goes through them. */
const TABLES_TOGETHER = 768 * 1024

type CallsOf = (from: number, to: number) => KernelCall[]

const walkTasks = (batch: WrittenBatch, frame: Frame, rows: number, calls: CallsOf, tile: number): KernelTask[] =>
  tiles(rows, tile).map(([from, to]) => [...calls(from, to), predictCall(batch, frame, from, to)])

function pairCalls({ roots }: WrittenBatch, { background, players, weights, mostPlayers }: Run, frame: Frame): CallsOf {
  const { at, rows } = background!
  return (from, to) =>
    roots.map((root) => ({
      kernel: 'pairs',
      args: [root, frame.at, from, to, at, rows, players, weights, mostPlayers + 1, 1 / rows],
      scratch: true
    }))
}

/** Plain values, and for interactions the values with each player of the tree held present less those with it held absent. */
function quadratureCalls(room: Room, { plans, roots }: WrittenBatch, { forest, players, interactions, rules }: Run, frame: Frame): CallsOf {
  const plain = list(room, [...new Uint32Array(players).keys()])
  const spare = players + (interactions ? pairsOf(players) : 0)
  const held = interactions ? [...new Uint32Array(players).keys()].map((fixed) => list(room, targetsOf(fixed, players, spare))) : []
  return (from, to) =>
    plans.flatMap(({ tree, players: distinct }, i) => {
      const points = Math.max(1, Math.ceil(distinct / 2))
      const call = (targets: number, fixed: number, present: 0 | 1, factor: number): KernelCall => ({
        kernel: 'quadrature',
        args: [roots[i]!, frame.at, from, to, players, rules, points, targets, fixed, present, factor],
        scratch: true
      })
      const asked = interactions ? [...new Set(Array.from(tree.feature, (column) => (column < 0 ? -1 : forest.playerOf[column]!)))] : []
      const both = asked
        .filter((player) => player >= 0)
        .flatMap((player) => [call(held[player]!, player, 1, 1), call(held[player]!, player, 0, -1)])
      return [call(plain, -1, 0, 1), ...both]
    })
}

/** With one player held, the others' values go to their pair with it, each pair once. */
const targetsOf = (fixed: number, players: number, spare: number): number[] =>
  Array.from({ length: players }, (_, player) => (player < fixed ? players + pairAt(player, fixed) : spare))

function tiles(rows: number, tile: number): [number, number][] {
  return Array.from({ length: Math.ceil(rows / tile) }, (_, i) => [i * tile, Math.min(rows, (i + 1) * tile)])
}
