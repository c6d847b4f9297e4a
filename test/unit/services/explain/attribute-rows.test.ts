import { resolve } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { slice, type Table } from '../../../../src/main/core/explain/subject'
import type { Link, Model, Preparation, TreeEnsemble } from '../../../../src/main/core/models/model'
import { predictColumns } from '../../../../src/main/core/models/predict'
import { attributeRows } from '../../../../src/main/services/explain/attribute-rows'
import type { Attributed, Question } from '../../../../src/main/services/explain/attribution'
import { groupedPlayers } from '../../../../src/main/services/explain/players'
import type { Job } from '../../../../src/main/services/job'
import { createComputePool } from '../../../../src/main/workers/compute/pool'
import { wasm } from '../../core/explain/trees/kernels'
import { generator, randomForest, randomRows } from '../../core/explain/trees/random-forest'
import { collector, inOneRoom, type Watched } from './blocks'

const COLUMNS = 6
const random = generator(29)
const forest = randomForest(random, { columns: COLUMNS, depth: 5, trees: 12, inclusive: true, float32: false })
const few = { ...forest, trees: forest.trees.slice(0, 3) }
const rowsOf = (rows: number): Table => ({ columns: randomRows(random, COLUMNS, rows), rows })
const numbersOf = (rows: number, columns = COLUMNS): Table => ({
  columns: Array.from({ length: columns }, () => Float64Array.from({ length: rows }, () => random() * 3 - 1)),
  rows
})
const linear = {
  kind: 'linear',
  base: Float64Array.of(0.3),
  weights: [Float64Array.from({ length: COLUMNS }, (_, j) => 0.7 - 0.3 * j)]
} as const

function model(
  predictor: TreeEnsemble | Model['predictor'],
  prepare: Preparation | null = null,
  link: Link = { kind: 'logistic', scale: 1 }
): Model {
  const width = prepare === null ? COLUMNS : prepare.columns.length
  return {
    format: 'linear',
    library: 'none',
    features: Array.from({ length: width }, (_, j) => ({ name: `f${j}`, kind: 'number' })),
    prepare,
    predictor,
    outputs: ['margin'],
    link,
    classes: ['no', 'yes'],
    precision: 'float64'
  }
}

const scaled: Preparation = {
  columns: Array.from({ length: COLUMNS }, (_, j) => ({
    name: `f${j}`,
    feature: j,
    steps: [{ kind: 'scale', offset: 0.1, factor: 2, float32: false }]
  })),
  normalize: null
}
const wide = 14
const wideLinear = { kind: 'linear', base: Float64Array.of(0.1), weights: [Float64Array.from({ length: wide }, (_, j) => j - 6)] } as const
const normalized = (columns: number): Preparation => ({
  columns: Array.from({ length: columns }, (_, j) => ({ name: `f${j}`, feature: j, steps: [] })),
  normalize: 'l2'
})

type Case = { model: Model; data: Table; background: Table | null; options?: Partial<Question> }

const many = numbersOf(10_000)
const cases: Record<string, Case> = {
  'trees along their weights': { model: model(forest), data: rowsOf(10_000), background: null },
  'trees against a background of several blocks': { model: model(few), data: rowsOf(9_000), background: rowsOf(17_000) },
  'trees behind a preparation': { model: model(forest, scaled), data: rowsOf(9_000), background: rowsOf(50) },
  interactions: { model: model(forest), data: rowsOf(9_000), background: null, options: { interactions: true } },
  'a probability of trees': { model: model(forest), data: rowsOf(200), background: rowsOf(9), options: { probability: true } },
  'a probability of a linear model': {
    model: model(linear),
    data: numbersOf(200),
    background: numbersOf(7),
    options: { probability: true }
  },
  'a linear model against itself': { model: model(linear), data: many, background: null },
  'a linear model behind a preparation': { model: model(linear, scaled), data: many, background: numbersOf(1000) },
  'a linear model whose features are correlated': { model: model(linear), data: many, background: null, options: { correlated: true } },
  'a model that is asked for every coalition': {
    model: model(linear, normalized(COLUMNS)),
    data: numbersOf(200),
    background: numbersOf(300)
  },
  'a model that is asked for some coalitions': {
    model: model(wideLinear, normalized(wide)),
    data: numbersOf(136, wide),
    background: numbersOf(40, wide)
  }
}

const pools = [1, 3].map((threads) =>
  createComputePool({ entry: resolve(import.meta.dirname, '../../../../out/main/compute.cjs'), kernels: wasm(), threads })
)
afterAll(() => Promise.all(pools.map((pool) => pool.close())))

type Found = { bits: string; rows: number; attributed: Attributed; data: Watched; background: Watched }

async function attributed(of: Case, kernelBytes: number, pool = pools[0]!, told: Partial<Job> = {}): Promise<Found> {
  const [data, background]: Watched[] = [
    { numbers: 0, blocks: 0 },
    { numbers: 0, blocks: 0 }
  ]
  const players = groupedPlayers(of.model, {})
  const question: Question = {
    data: inOneRoom(of.data, data!),
    background: of.background && inOneRoom(of.background, background!),
    output: 0,
    players,
    interactions: false,
    probability: false,
    correlated: false,
    asking: { seed: 'seed', evaluations: 2000, backgroundRows: 30 },
    ...of.options
  }
  const taken = collector(players.length, question.interactions)
  const loaded = { file: 'model', sha256: '', bytes: 0, model: of.model, graph: null }
  const job = { name: 'The explanation', signal: new AbortController().signal, progress: () => undefined, ...told }
  const found = await attributeRows({ pool: () => pool, kernelBytes }, loaded, question, job, taken.take)
  return { bits: taken.bits(), rows: taken.rows(), attributed: found, data: data!, background: background! }
}

const AMPLE = 1 << 28

describe.each(Object.entries(cases))('%s', (_, of) => {
  test('in blocks is bit for bit as whole, on one thread and on three', async () => {
    const whole = await attributed(of, AMPLE)
    const inBlocks = await attributed(of, 1, pools[1])
    expect(whole.rows).toBe(of.data.rows)
    expect(inBlocks.rows).toBe(of.data.rows)
    expect(inBlocks.data.blocks).toBeGreaterThan(whole.data.blocks)
    expect(inBlocks.bits === whole.bits).toBe(true)
    expect(inBlocks.attributed).toEqual(whole.attributed)
    expect(whole.attributed.residual).toBeLessThanOrEqual(whole.attributed.tolerance)
  })

  test('four times the rows are no more numbers in memory', async () => {
    const bytes = 1 << 10
    const least = slice(of.data, 0, Math.floor(of.data.rows / 2))
    const twice = { columns: of.data.columns.map((column) => Float64Array.from([...column, ...column])), rows: 2 * of.data.rows }
    const [few, more] = [await attributed({ ...of, data: least }, bytes), await attributed({ ...of, data: twice }, bytes)]
    expect(more.data.blocks).toBeGreaterThan(few.data.blocks)
    expect(more.data.numbers).toBe(few.data.numbers)
  })
})

test('every row of a background counts, in whichever block it comes', async () => {
  const { data, background } = cases['trees against a background of several blocks']!
  const { attributed: found } = await attributed({ model: model(few), data: slice(data, 0, 20), background }, AMPLE)
  const margins = predictColumns(few, background!.columns, background!.rows)[0]!
  expect(found.bias).toBeCloseTo(margins.reduce((sum, margin) => sum + margin, 0) / background!.rows, 12)
})

test('a cancel between blocks ends it by name, and nothing more is taken', async () => {
  for (const of of Object.values(cases)) {
    const controller = new AbortController()
    const told: (number | undefined)[] = []
    const progress: Job['progress'] = ({ rows, of: all }) => {
      expect(all).toBe(of.data.rows)
      told.push(rows)
      controller.abort()
    }
    await expect(attributed(of, 1, pools[0], { signal: controller.signal, progress })).rejects.toMatchObject({ code: 'internal/cancelled' })
    expect(told.at(-1)).toBeLessThan(of.data.rows)
  }
})

test('a background that each row meets is refused where it does not fit, in a sentence', async () => {
  const background = { columns: Array.from({ length: COLUMNS }, () => new Float64Array(1_300_000)), rows: 1_300_000 }
  const data = rowsOf(10)
  const refused = (options: Partial<Question>, predictor: Model['predictor']): Promise<Found> =>
    attributed({ model: model(predictor), data, background, options }, 1 << 20)
  for (const one of [refused({}, forest), refused({ probability: true }, forest), refused({ probability: true }, linear)])
    await expect(one).rejects.toMatchObject({
      code: 'explain/memory',
      message: expect.stringMatching(/a background of 1300000 rows takes \d+ MiB of 16\): allow more with --memory/) as string
    })
  expect((await attributed({ model: model(linear), data, background }, 1 << 20)).background.numbers).toBeLessThan(1 << 18)
})
