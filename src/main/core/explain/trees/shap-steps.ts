import { codeForests, type CodedForest } from './coded-forest'
import type { KernelMemory, KernelPhase, KernelTask } from './kernels'
import { roomIn, type Room } from './layout'
import type { Rows, ShapChunk, TreeShapOrder } from './order'
import { buildTasks, explainTasks, predictTasks, writeBatch, type Run, type WrittenBatch } from './run-batch'
import { expectationOf, sharesOf } from './shares'
import { MOST_BITS, STAGE } from './sizes'
import { nextBatch, reach } from './tree-plan'
import { codeBytesOf, encodeTasks, takeFrame, useFrame, writeCuts, writeRules, writeWeights, type Encoding, type Frame } from './workspace'
import { pairAt, pairsOf } from './write-forest'

const MEBIBYTE = 1 << 20
/** Largest row chunk: with more, progress and cancelling would come in large steps. */
const MOST_ROWS = 262_144

export type ShapStep = { kind: 'run'; phase: KernelPhase } | { kind: 'rows'; chunk: ShapChunk }

type Phases = Generator<ShapStep, void, void>
/** A phase of these tasks, when so many trees of the forest are done. */
type Start = (tasks: readonly KernelTask[], scratchBytes: number, tree: number) => ShapStep
/** Rows begin … begin + rows − 1 of the data, in one forest. */
type Chunk = { begin: number; rows: number; forest: number; start: Start }

/**
 * Shapley values of one output of a tree ensemble as phases of kernel calls on `memory`, and chunks of explained rows in between: whoever runs the
 * phases (this thread, or many) asks for the next step when one is done. A row's sums go tree by tree in the ensemble's order, so threads, chunks
 * and batches do not show in a bit. Memory: about `budgetBytes`.
 */
export function* shapSteps(memory: KernelMemory, order: TreeShapOrder): Generator<ShapStep, void, void> {
  const { data, ensemble, output, threads } = order
  const work = prepare(memory, order)
  const { room, forests, frame, behind } = work
  const base = ensemble.base[output] ?? 0
  let bias = expectation(order, base)
  for (let begin = 0; begin < data.rows; begin += frame.rows) {
    const rows = Math.min(frame.rows, data.rows - begin)
    clear(room, frame, work.sumColumns, base)
    if (behind !== null && begin === 0) clear(room, behind, 0, base)
    for (let forest = 0; forest < forests.length; forest++) {
      const trees = Math.max(1, forests[forest]!.trees.length)
      const start: Start = (tasks, bytes, tree) =>
        startPhase(room, threads, tasks, bytes, (begin + (rows * (forest + tree / trees)) / forests.length) / data.rows)
      yield* explainChunk(work, order, { begin, rows, forest, start })
    }
    if (behind !== null && begin === 0) bias = meanOf(room.f64().subarray(behind.margins / 8, behind.margins / 8 + behind.rows))
    yield { kind: 'rows', chunk: chunkOf(room, work, begin, rows, bias) }
  }
}

/** Adds one forest's trees to the sums of a chunk. */
function* explainChunk(work: Work, { data, background, interactions }: TreeShapOrder, chunk: Chunk): Phases {
  const { room, forests, frame, behind } = work
  const { begin, rows, forest, start } = chunk
  const run = work.runs[forest]!
  if (behind !== null && (begin === 0 || forests.length > 1)) yield* encode(work, forest, behind, background!, 0, behind.rows, start)
  yield* encode(work, forest, frame, data, begin, begin + rows, start)
  for (let tree = 0; tree < run.forest.trees.length;) {
    const { kept } = work
    const batch =
      kept ??
      writeBatch(
        room,
        run,
        nextBatch(run.forest, tree, { rows: data.rows, background: background?.rows ?? 0, pairs: interactions }, work.tableBytes)
      )
    tree += batch.plans.length
    const first = [
      ...(kept === null ? buildTasks(batch, run) : []),
      ...(behind !== null && begin === 0 ? predictTasks(batch, behind, behind.rows) : [])
    ]
    if (first.length > 0) yield start(first, batch.scratchBytes, tree)
    yield start(explainTasks(room, batch, run, frame, rows), batch.scratchBytes, tree)
    if (forests.length === 1 && batch.tableTrees.length === run.forest.trees.length) work.kept = batch
    else room.release(work.mark)
  }
}

type Work = {
  room: Room
  forests: readonly CodedForest[]
  runs: readonly Run[]
  cuts: readonly ReturnType<typeof writeCuts>[]
  stage: number
  frame: Frame
  behind: Frame | null
  players: number
  sumColumns: number
  tableBytes: number
  mark: number
  /** tables of all trees, where they fit */
  kept: WrittenBatch | null
}

function prepare(memory: KernelMemory, order: TreeShapOrder): Work {
  const { ensemble, output, playerOf, players, interactions, background, data, budgetBytes } = order
  const room = roomIn(memory)
  const forests = codeForests(
    ensemble,
    ensemble.trees.filter((tree) => tree.output === output),
    playerOf
  )
  const mostPlayers = forests.reduce(
    (most, forest) => forest.trees.reduce((high, tree) => Math.max(high, reach(forest, tree).players), most),
    0
  )
  const rules = writeRules(room, Math.max(MOST_BITS / 2, Math.ceil(mostPlayers / 2)))
  const weights = background === null ? 0 : writeWeights(room, mostPlayers + 1)
  const cuts = forests.map((forest) => writeCuts(room, forest))
  const columns = Math.max(...forests.map((forest) => forest.columns.length))
  const stage = room.take(8 * STAGE * Math.max(1, columns))
  const sumColumns = players + 1 + (interactions ? pairsOf(players) : 0)
  const codeBytes = Math.max(...forests.map(codeBytesOf))
  const behind = background === null ? null : takeFrame(room, background.rows, codeBytes, 0)
  const tableBytes = Math.min(32 * MEBIBYTE, Math.max(MEBIBYTE, budgetBytes / 4))
  const rows = rowsInBudget(data.rows, budgetBytes - tableBytes - room.mark(), codeBytes + 8 * sumColumns + 8)
  const frame = takeFrame(room, rows, codeBytes, sumColumns)
  const runs = forests.map((forest) => ({ forest, players, interactions, background: behind, rules, weights, mostPlayers }))
  return { room, forests, runs, cuts, stage, frame, behind, players, sumColumns, tableBytes, mark: room.mark(), kept: null }
}

/** As many rows as fit, at least some thousands: below that the budget does not hold. */
const rowsInBudget = (rows: number, bytes: number, bytesPerRow: number): number =>
  Math.max(1, Math.min(rows, MOST_ROWS, Math.max(4096, Math.floor(bytes / bytesPerRow / 4096) * 4096)))

/** Scratch is only taken while the phase runs. */
function startPhase(room: Room, threads: number, tasks: readonly KernelTask[], bytes: number, fraction: number): ShapStep {
  const scratchBytes = Math.ceil(bytes / 64) * 64
  const mark = room.mark()
  const scratch = room.take(scratchBytes * threads)
  room.release(mark)
  return { kind: 'run', phase: { tasks, scratch, scratchBytes, fraction } }
}

function clear(room: Room, { sums, sumStride, margins, rows }: Frame, columns: number, base: number): void {
  const reals = room.f64()
  reals.fill(0, sums / 8, (sums + sumStride * columns) / 8)
  reals.fill(base, margins / 8, margins / 8 + rows)
}

function* encode(
  { room, forests, cuts, stage }: Work,
  i: number,
  frame: Frame,
  data: Rows,
  begin: number,
  end: number,
  start: Start
): Phases {
  const forest = forests[i]!
  useFrame(room, frame, forest)
  for (let from = begin; from < end; from += STAGE) {
    const to = Math.min(end, from + STAGE)
    const encoding: Encoding = { frame, forest, cuts: cuts[i]!, stage, data, from, to, offset: from - begin }
    yield start(encodeTasks(room, encoding), 0, 0)
  }
}

function chunkOf(room: Room, { frame, players }: Work, begin: number, rows: number, bias: number): ShapChunk {
  const reals = room.f64()
  const column = (at: number): Float64Array => reals.subarray(at / 8, at / 8 + rows)
  const sums = (i: number): Float64Array => column(frame.sums + frame.sumStride * i)
  return { begin, rows, bias, margin: column(frame.margins), values: sums, pair: (a, b) => sums(players + pairAt(a, b)) }
}

/** What the ensemble says on average over its training rows. */
function expectation({ ensemble, output }: TreeShapOrder, base: number): number {
  return ensemble.trees.reduce((sum, tree) => (tree.output === output ? sum + expectationOf(tree, sharesOf(tree)) : sum), base)
}

function meanOf(values: Float64Array): number {
  return values.reduce((sum, value) => sum + value, 0) / values.length
}
