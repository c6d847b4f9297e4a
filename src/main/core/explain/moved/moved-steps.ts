import { codeForests, type CodedForest } from '../trees/coded-forest'
import type { KernelMemory, KernelPhase, KernelTask } from '../trees/kernels'
import { roomIn, type Room } from '../trees/layout'
import { padded, STAGE } from '../trees/sizes'
import { testsOf, type TreeTests } from '../trees/groups'
import { codeBytesOf, encodeTasks, takeFrame, useFrame, writeCuts, type Frame } from '../trees/workspace'
import { writeWalk } from '../trees/write-forest'
import type { RowLossName } from '../importance/losses'
import type { Tree } from '../../models/model'
import { writeExits } from './exit-trees'
import type { Draws, MovedChunk, MovedOrder } from './order'
import { repeatsIn } from './repeats'

/** A record holds the codes of so many draws beside the row's own: `moved` in src/main/kernels/assembly. */
const LANES = 15
/** Rows of one task. */
const TILE = 1024
/** Rows that go through a tree together: so many that filling a tree's tables does not show, so few that their sums stay in the cache. */
const [MOST_TOGETHER, LEAST_TOGETHER, TOGETHER_BYTES] = [512, 32, 1 << 20]
/** Of a tree that is looked at as a whole. */
const MOST_NODES = 1024
const MOST_ROWS = 65_536
const LEAST_ROWS = 4096
const LOSSES: Readonly<Record<RowLossName, number>> = { log_loss: 1, brier: 2, error: 3, squared: 4, absolute: 5 }

/** Σ weight × increase of the loss by player and draw, tile by tile. Views are good until the next step. */
export type MovedTotals = { kind: 'totals'; first: number; draws: number; totals: readonly Float64Array[] }
export type MovedStep = { kind: 'run'; phase: KernelPhase } | MovedChunk | MovedTotals

/** Whether the kernels can: trees whose codes fit two bytes, with constant leaves. */
export function canMove({ ensemble, output, playerOf }: Pick<MovedOrder, 'ensemble' | 'output' | 'playerOf'>): boolean {
  const trees = ensemble.trees.filter((tree) => tree.output === output)
  return trees.every(({ linear }) => linear === null) && codeForests(ensemble, trees, playerOf).length === 1
}

/**
 * Losses (or margins) of an ensemble when each player's values are moved, as phases of kernel calls and chunks of rows in between. Only trees
 * whose way down a draw leaves are asked again, from where it leaves; the rest of the margin stays. Up to 15 draws go down together. A row's sums
 * go tree by tree and tasks are added up in their order, so threads do not show in a bit.
 */
export function* movedSteps(memory: KernelMemory, order: MovedOrder): Generator<MovedStep, void, void> {
  const { data, draws, threads } = order
  const work = yield* prepare(memory, order)
  const passes = passesOf(draws)
  const { room } = work
  for (const [p, pass] of passes.entries())
    for (let begin = 0; begin < data.rows; begin += work.rows) {
      const rows = Math.min(work.rows, data.rows - begin)
      const mark = room.mark()
      const job = writeJob(work, order, pass, begin, rows)
      const fraction = (p + (begin + rows) / data.rows) / passes.length
      yield phaseOf(room, threads, tiles(begin, rows, job.at), scratchBytes(work, order, pass), fraction)
      const reals = room.f64()
      const column = (i: number): Float64Array => reals.subarray((job.out + job.stride * i) / 8, (job.out + job.stride * i) / 8 + rows)
      yield { kind: 'rows', first: pass.first, draws: pass.orders.length, begin, rows, column }
      if (order.judge !== null) yield { kind: 'totals', first: pass.first, draws: pass.orders.length, totals: totalsOf(room, job, rows) }
      room.release(mark)
    }
}

type Pass = Draws & { first: number }

function passesOf({ orders, shares }: Draws): Pass[] {
  return Array.from({ length: Math.ceil(orders.length / LANES) }, (_, i) => {
    const first = i * LANES
    return { first, orders: orders.slice(first, first + LANES), shares: shares.slice(first, first + LANES) }
  })
}

type Work = {
  room: Room
  forest: CodedForest
  frame: Frame
  trees: number
  count: number
  tableBytes: number
  outcomes: number
  weights: number
  rows: number
}

/** Trees, codes and margins of all rows as they are. */
function* prepare(memory: KernelMemory, order: MovedOrder): Generator<MovedStep, Work, void> {
  const { ensemble, output, playerOf, data, judge, threads, budgetBytes } = order
  const room = roomIn(memory)
  const [forest, ...more] = codeForests(
    ensemble,
    ensemble.trees.filter((tree) => tree.output === output),
    playerOf
  )
  if (forest === undefined || more.length > 0) throw new RangeError('movedSteps: ask canMove first')
  const cuts = writeCuts(room, forest)
  const frame = takeFrame(room, data.rows, codeBytesOf(forest), 0)
  useFrame(room, frame, forest)
  const margins = frame.margins / 8
  room.f64().fill(ensemble.base[output] ?? 0, margins, margins + data.rows)
  const stage = room.take(8 * STAGE * Math.max(1, forest.columns.length))
  for (let from = 0; from < data.rows; from += STAGE) {
    const to = Math.min(data.rows, from + STAGE)
    yield phaseOf(room, threads, encodeTasks(room, { frame, forest, cuts, stage, data, from, to, offset: from }), 0, 0)
  }
  const listed = writeTrees(room, forest, order.players)
  const outcomes = judge === null ? 0 : written(room, judge.outcome)
  const weights = judge === null || judge.weight === null ? 0 : written(room, judge.weight)
  const left = budgetBytes - room.mark() - 4 * Math.min(LANES, order.draws.orders.length) * data.rows
  const columns = order.players * (judge === null ? Math.min(LANES, order.draws.orders.length) : 1)
  return { room, forest, frame, ...listed, outcomes, weights, rows: rowsInBudget(data.rows, left, 8 * columns) }
}

const rowsInBudget = (rows: number, bytes: number, bytesPerRow: number): number =>
  Math.max(1, Math.min(rows, MOST_ROWS, Math.max(LEAST_ROWS, Math.floor(bytes / Math.max(1, bytesPerRow) / TILE) * TILE)))

/** `trees`: address of the list of their roots, numbers of nodes and addresses for exit masks (0: none), three words each. */
function writeTrees(room: Room, forest: CodedForest, players: number): Pick<Work, 'trees' | 'count' | 'tableBytes'> {
  let tableBytes = 0
  const words = forest.trees.flatMap((tree) => {
    const asked = testsOf(forest, tree)
    const masked = writeExits(room, forest, tree, asked, players)
    tableBytes = Math.max(tableBytes, masked?.tableBytes ?? 0)
    return masked === null ? [writeRoot(room, forest, tree, asked), tree.feature.length, 0] : [0, 0, masked.at]
  })
  const trees = room.take(4 * Math.max(1, words.length))
  room.u32().set(words, trees / 4)
  return { trees, count: forest.trees.length, tableBytes }
}

function writeRoot(room: Room, forest: CodedForest, tree: Tree, asked: TreeTests): number {
  const root = writeWalk(room, tree, asked, new Float64Array(tree.feature.length))
  for (const [node, flag] of repeatsIn(tree, forest.playerOf).entries()) room.u32()[root / 4 + 16 * node + 3] = flag
  return root
}

function written(room: Room, values: Float64Array): number {
  const at = room.take(8 * values.length)
  room.f64().set(values, at / 8)
  return at
}

type Job = { at: number; out: number; stride: number; totals: number; columns: number }

/** The job's words are those of `moved`. */
function writeJob(work: Work, { players, judge, data }: MovedOrder, pass: Pass, begin: number, rows: number): Job {
  const { room, forest, frame, trees, count } = work
  const draws = pass.orders.length
  const orders = room.take(4 * draws * data.rows)
  for (const [lane, order] of pass.orders.entries()) room.u32().set(order, orders / 4 + lane * data.rows)
  const stride = 8 * padded(rows) + 64
  const columns = players * draws
  const out = room.take(stride * (judge === null ? columns : players))
  const sums = 8 * columns * tileStarts(begin, rows).length
  const totals = judge === null ? 0 : room.take(sums)
  const shares = written(room, Float64Array.from(pass.shares))
  const at = room.take(88)
  const words = room.u32()
  const asked = judge === null ? [0, out, stride, begin, 0, 0, 0] : [LOSSES[judge.loss], out, stride, begin, judge.logistic ? 1 : 0]
  const known = judge === null ? [] : [work.outcomes, work.weights]
  words.set([trees, count, frame.at, forest.columns.length, orders, 4 * data.rows, draws, players, frame.margins], at / 4)
  words.set([...asked, ...known, totals, shares], at / 4 + 9)
  words.set([togetherIn(work, { players }, pass), work.tableBytes], at / 4 + 20)
  const reals = room.f64()
  reals[at / 8 + 9] = judge?.scale ?? 1
  if (judge !== null) {
    reals.fill(0, out / 8, (out + stride * players) / 8)
    reals.fill(0, totals / 8, (totals + sums) / 8)
  }
  return { at, out, stride, totals, columns }
}

/** Bytes of a row's record, its changes of the margin, the margin, and which leaves are ruled out. */
function rowBytes({ forest }: Work, { players }: Pick<MovedOrder, 'players'>, { orders }: Pass): number {
  const record = forest.columns.length * (forest.wide ? 2 : 1) * (LANES + 1)
  return record + 16 * players * Math.ceil(orders.length / 2) + 24
}

function togetherIn(work: Work, order: Pick<MovedOrder, 'players'>, pass: Pass): number {
  const rows = TOGETHER_BYTES / rowBytes(work, order, pass)
  return Math.min(MOST_TOGETHER, LEAST_TOGETHER * Math.max(1, Math.floor(rows / LEAST_TOGETHER)))
}

/** What is known of a small tree, tables of exit masks, rows, and which draws went away. */
function scratchBytes(work: Work, order: MovedOrder, pass: Pass): number {
  return 64 + MOST_NODES * (4 + 64) + work.tableBytes + togetherIn(work, order, pass) * rowBytes(work, order, pass) + 8 * order.players
}

function tileStarts(begin: number, rows: number): [number, number][] {
  return Array.from({ length: Math.ceil(rows / TILE) }, (_, i) => [begin + i * TILE, begin + Math.min(rows, (i + 1) * TILE)])
}

const tiles = (begin: number, rows: number, job: number): KernelTask[] =>
  tileStarts(begin, rows).map(([from, to], task) => [{ kernel: 'moved', args: [job, task, from, to], scratch: true }])

function phaseOf(room: Room, threads: number, tasks: readonly KernelTask[], bytes: number, fraction: number): MovedStep {
  const each = Math.ceil(bytes / 64) * 64
  const mark = room.mark()
  const scratch = room.take(each * threads)
  room.release(mark)
  return { kind: 'run', phase: { tasks, scratch, scratchBytes: each, fraction } }
}

/** Task by task, to be added up in this order. */
const totalsOf = (room: Room, { totals, columns }: Job, rows: number): Float64Array[] =>
  tileStarts(0, rows).map((_, task) => {
    const at = totals / 8 + task * columns
    return room.f64().subarray(at, at + columns)
  })
