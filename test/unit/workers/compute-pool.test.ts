import { resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { ShapChunk, TreeShapOrder } from '../../../src/main/core/explain/trees/order'
import { shapSteps } from '../../../src/main/core/explain/trees/shap-steps'
import { collectShap, handRows, treeShap, type RowsAtHand, type TreeShap } from '../../../src/main/core/explain/trees/tree-shap'
import type { ComputePool } from '../../../src/main/ports/pool'
import { createComputePool } from '../../../src/main/workers/compute/pool'
import { kernels, wasm } from '../core/explain/trees/kernels'
import { generator, randomForest, randomRows } from '../core/explain/trees/random-forest'

const COLUMNS = 7
const ROWS = 3001
const random = generator(11)
const ensemble = randomForest(random, { columns: COLUMNS, depth: 6, trees: 40, inclusive: true, float32: false })
const data = { columns: randomRows(random, COLUMNS, ROWS), rows: ROWS }
const background = { columns: randomRows(random, COLUMNS, 100), rows: 100 }
const order = {
  ensemble,
  output: 0,
  data,
  playerOf: Int32Array.from({ length: COLUMNS }, (_, i) => i),
  players: COLUMNS,
  budgetBytes: 1 << 26
}
const pools: ComputePool[] = []

const open = (threads: number): ComputePool => {
  const pool = createComputePool({ entry: resolve(import.meta.dirname, '../../../out/main/compute.cjs'), kernels: wasm(), threads })
  pools.push(pool)
  return pool
}

async function explain(
  pool: ComputePool,
  options: Pick<TreeShapOrder, 'interactions'> & Pick<RowsAtHand, 'background'>,
  signal = new AbortController().signal
): Promise<TreeShap> {
  const session = pool.open()
  const whole = { ...order, ...options, threads: session.threads }
  const collector = collectShap(whole)
  for (const step of shapSteps(session.memory, whole)) {
    if (step.kind === 'run') await session.run(step.phase, signal)
    else if (step.kind === 'read') handRows(step, whole)
    else collector.add(step.chunk satisfies ShapChunk)
  }
  session.close()
  return collector.result()
}

const bits = ({ bias, values, margin, pairs }: TreeShap): string =>
  [Float64Array.of(bias), margin, ...values, ...(pairs ?? [])]
    .map((column) => Buffer.from(column.buffer, column.byteOffset, column.byteLength).toString('hex'))
    .join()

afterAll(() => Promise.all(pools.map((pool) => pool.close())))

describe.each([
  { name: 'path-dependent', background: null, interactions: false },
  { name: 'interventional', background, interactions: false },
  { name: 'interactions', background: null, interactions: true }
])('$name', ({ background: behind, interactions }) => {
  let alone: string
  beforeAll(() => {
    alone = bits(treeShap({ ...order, background: behind, interactions }, kernels))
  })
  test.each([1, 2, 16])('bit for bit the same on %i threads', async (threads) => {
    expect(bits(await explain(open(threads), { background: behind, interactions })) === alone).toBe(true)
  })
  test('bit for bit the same in small chunks and batches', () => {
    expect(bits(treeShap({ ...order, background: behind, interactions, budgetBytes: 1 }, kernels)) === alone).toBe(true)
  })
})

test('a cancelled explanation stops with its name, and the threads work on', async () => {
  const pool = open(2)
  const controller = new AbortController()
  setTimeout(() => controller.abort(), 1)
  await expect(explain(pool, { background: null, interactions: true }, controller.signal)).rejects.toMatchObject({
    code: 'internal/cancelled'
  })
  expect((await explain(pool, { background: null, interactions: false })).residual).toBeLessThan(1e-12)
})

test('a thread that fails says so', async () => {
  const session = open(2).open()
  const beyond = { kernel: 'predict', args: [0, 1, 4_000_000_000, 0, 1, 4_000_000_000], scratch: false } as const
  await expect(
    session.run({ tasks: [[beyond]], scratch: 0, scratchBytes: 0, fraction: 0 }, new AbortController().signal)
  ).rejects.toMatchObject({
    code: 'internal/unexpected'
  })
})
