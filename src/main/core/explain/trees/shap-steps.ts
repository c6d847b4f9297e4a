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

export type ShapStep = { kind: 'run'; phase: KernelPhase } | ReadStep | { kind: 'rows'; chunk: ShapChunk }

/** Rows begin … begin + rows − 1 are needed, in order and each once; `take` is given them before the next step. */
export type ReadStep = { kind: 'read'; of: 'data' | 'background'; begin: number; rows: number; take: (block: Rows) => void }

type Phases<T = void> = Generator<ShapStep, T, void>
/** A phase of these tasks, when so many trees of the forest are done. */
type Start = (tasks: readonly KernelTask[], scratchBytes: number, tree: number) => ShapStep
/** The rows that are explained next, in one forest. */
type Chunk = { isFirst: boolean; block: Rows; forest: number; start: Start }

/**
 * Shapley values of one output of a tree ensemble as phases of kernel calls on `memory`, with questions for the next rows and chunks of explained ones
 * in between: whoever runs the phases (this thread, or many) asks for the next step when one is done. A row's sums go tree by tree in the ensemble's
 * order, so threads, chunks and batches do not show in a bit. Memory: about `budgetBytes`, however many rows there are.
 */
export function* shapSteps(memory: KernelMemory, order: TreeShapOrder): Generator<ShapStep, void, void> {
  const { data, ensemble, output, threads } = order
  const work = prepare(memory, order)
  const { room, forests, frame, behind } = work
  const base = ensemble.base[output] ?? 0
  let bias = expectation(order, base)
  if (behind !== null) yield* encodeBackground(work, behind, base, (tasks, bytes) => startPhase(room, threads, tasks, bytes, 0))
  for (let begin = 0; begin < data.rows; begin += frame.rows) {
    const rows = Math.min(frame.rows, data.rows - begin)
    const block = yield* read('data', begin, rows)
    clear(room, frame, work.sumColumns, base)
    for (let forest = 0; forest < forests.length; forest++) {
      const trees = Math.max(1, forests[forest]!.trees.length)
      const start: Start = (tasks, bytes, tree) =>
        startPhase(room, threads, tasks, bytes, (begin + (rows * (forest + tree / trees)) / forests.length) / data.rows)
      yield* explainChunk(work, order, { isFirst: begin === 0, block, forest, start })
    }
    if (behind !== null && begin === 0) bias = meanMargin(room, behind[0]!)
    yield { kind: 'rows', chunk: chunkOf(room, work, begin, rows, bias) }
  }
}

/** Adds one forest's trees to the sums of a chunk. */
function* explainChunk(work: Work, { data, background, interactions }: TreeShapOrder, chunk: Chunk): Phases {
  const { room, forests, frame } = work
  const { isFirst, block, forest, start } = chunk
  const run = work.runs[forest]!
  yield* encode(work, forest, frame, block, 0, start)
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
      ...(run.background !== null && isFirst ? predictTasks(batch, run.background, run.background.rows) : [])
    ]
    if (first.length > 0) yield start(first, batch.scratchBytes, tree)
    yield start(explainTasks(room, batch, run, frame, block.rows), batch.scratchBytes, tree)
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
  /** the background in each forest's codes, with margins in common */
  behind: readonly Frame[] | null
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
  const behind = background === null ? null : takeBackground(room, forests, background.rows, budgetBytes)
  const tableBytes = Math.min(32 * MEBIBYTE, Math.max(MEBIBYTE, budgetBytes / 4))
  const rows = rowsInBudget(data.rows, budgetBytes - tableBytes - room.mark(), codeBytes + 8 * (sumColumns + 1 + READ * playerOf.length))
  const frame = takeFrame(room, rows, codeBytes, sumColumns)
  const runs = forests.map((forest, i) => ({ forest, players, interactions, background: behind?.[i] ?? null, rules, weights, mostPlayers }))
  return { room, forests, runs, cuts, stage, frame, behind, players, sumColumns, tableBytes, mark: room.mark(), kept: null }
}

/** A block lies in memory twice: as it was read, and as the ensemble's columns. */
const READ = 2
const LEAST_FOR_BACKGROUND = 16 * MEBIBYTE

/** @throws RangeError where it takes more than half of the budget: every tree needs all of it, for every chunk of rows */
function takeBackground(room: Room, forests: readonly CodedForest[], rows: number, budgetBytes: number): Frame[] {
  const bytes = forests.reduce((sum, forest) => sum + rows * (codeBytesOf(forest) + 8), 0)
  const most = Math.max(LEAST_FOR_BACKGROUND, budgetBytes / 2)
  if (bytes > most) throw new RangeError(`a background of ${rows} rows takes ${mebibytes(bytes)} MiB of ${mebibytes(most)}`)
  const frames = forests.map((forest) => takeFrame(room, rows, codeBytesOf(forest), 0))
  return frames.map((frame) => ({ ...frame, margins: frames[0]!.margins }))
}

const mebibytes = (bytes: number): number => Math.ceil(bytes / MEBIBYTE)

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

function* read(of: ReadStep['of'], begin: number, rows: number): Phases<Rows> {
  let block: Rows | undefined
  yield { kind: 'read', of, begin, rows, take: (given) => void (block = given) }
  if (block?.rows !== rows) throw new RangeError(`shapSteps: ${rows} rows of the ${of} from ${begin} on were asked for and not given`)
  return block
}

/** Only codes stay of it. */
function* encodeBackground(work: Work, behind: readonly Frame[], base: number, start: Start): Phases {
  const { rows } = behind[0]!
  clear(work.room, behind[0]!, 0, base)
  for (let begin = 0; begin < rows; begin += STAGE) {
    const block = yield* read('background', begin, Math.min(STAGE, rows - begin))
    for (const [forest, frame] of behind.entries()) yield* encode(work, forest, frame, block, begin, start)
  }
}

/** Turns a block's rows into codes of the frame's rows `offset` …. */
function* encode({ room, forests, cuts, stage }: Work, i: number, frame: Frame, block: Rows, offset: number, start: Start): Phases {
  const forest = forests[i]!
  useFrame(room, frame, forest)
  for (let from = 0; from < block.rows; from += STAGE) {
    const to = Math.min(block.rows, from + STAGE)
    const encoding: Encoding = { frame, forest, cuts: cuts[i]!, stage, data: block, from, to, offset: offset + from }
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

function meanMargin(room: Room, { margins, rows }: Frame): number {
  return (
    room
      .f64()
      .subarray(margins / 8, margins / 8 + rows)
      .reduce((sum, value) => sum + value, 0) / rows
  )
}
