import { resolve } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { permutation } from '../../../src/main/core/explain/importance/permutation'
import { collectLosses, type MovedLosses } from '../../../src/main/core/explain/moved/collect'
import type { ComputePool } from '../../../src/main/ports/pool'
import { runMoved } from '../../../src/main/services/explain/moved-rows'
import { createComputePool } from '../../../src/main/workers/compute/pool'
import { wasm } from '../core/explain/trees/kernels'
import { generator, randomForest, randomRows } from '../core/explain/trees/random-forest'

const COLUMNS = 7
const ROWS = 20_000
const pools: ComputePool[] = []
afterAll(() => Promise.all(pools.map((pool) => pool.close())))

function moved(threads: number, signal = new AbortController().signal): Promise<MovedLosses> {
  const random = generator(11)
  const order = {
    ensemble: randomForest(random, { columns: COLUMNS, depth: 6, trees: 30, inclusive: true, float32: false }),
    output: 0,
    data: { columns: randomRows(random, COLUMNS, ROWS), rows: ROWS },
    playerOf: Int32Array.from({ length: COLUMNS }, (_, i) => i),
    players: COLUMNS,
    draws: { orders: [0, 1, 2].map((draw) => permutation(ROWS, null, 'seed', draw)), shares: [1 / 3, 1 / 3, 1 / 3] },
    judge: {
      loss: 'log_loss' as const,
      logistic: true,
      scale: 1,
      outcome: Float64Array.from({ length: ROWS }, () => (random() < 0.5 ? 1 : 0)),
      weight: null
    }
  }
  const pool = createComputePool({ entry: resolve(import.meta.dirname, '../../../out/main/compute.cjs'), kernels: wasm(), threads })
  pools.push(pool)
  const job = { name: 'importance', signal, progress: () => undefined }
  return runMoved({ pool: () => pool, kernelBytes: 1 << 24 }, order, collectLosses(order), job)
}

const bits = ({ increases, totals }: MovedLosses): string =>
  [...increases, ...totals].map(({ buffer, byteOffset, byteLength }) => Buffer.from(buffer, byteOffset, byteLength).toString('hex')).join()

test('one, two and three threads give the same bits', async () => {
  const [one, two, three] = [bits(await moved(1)), bits(await moved(2)), bits(await moved(3))]
  expect(one.length).toBeGreaterThan(16 * COLUMNS * ROWS)
  expect(two === one && three === one).toBe(true)
})

test('a cancel ends it by name', async () => {
  await expect(moved(2, AbortSignal.abort())).rejects.toMatchObject({ code: 'internal/cancelled' })
})
