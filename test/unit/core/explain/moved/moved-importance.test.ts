import { expect, test } from 'vitest'
import { cellsOf, exactImportance } from '../../../../../src/main/core/explain/importance/exact-importance'
import { importanceSteps, type Asked, type Asking } from '../../../../../src/main/core/explain/importance/moved-importance'
import { orders, permutationImportance } from '../../../../../src/main/core/explain/importance/permutation-importance'
import { subgroupsOf } from '../../../../../src/main/core/explain/importance/subgroups'
import { collectHere, collectLosses, type MovedLosses } from '../../../../../src/main/core/explain/moved/collect'
import { playersOf, type Table } from '../../../../../src/main/core/explain/subject'
import { logistic } from '../../../../../src/main/core/models/link'
import { predictColumns } from '../../../../../src/main/core/models/predict'
import { treeKernels } from '../../../../../src/main/kernels/trees'
import type { Quantity } from '../../../../../src/main/core/stats/quantity'
import { wasm } from '../trees/kernels'
import { generator, randomForest } from '../trees/random-forest'

const [COLUMNS, ROWS] = [4, 600]
const random = generator(21)
const ensemble = randomForest(random, { columns: COLUMNS, depth: 5, trees: 8, inclusive: true, float32: false })
/** Column 1 has many values, the others few. */
const columns = Array.from({ length: COLUMNS }, (_, j) =>
  Float64Array.from({ length: ROWS }, () => (j === 1 ? random() * 6 : Math.floor(random() * 6)))
)
const table = { columns, rows: ROWS }
const features = columns.map((_, j) => ({ name: `f${j}`, levels: null }))
const players = playersOf(features)
const outcome = Float64Array.from({ length: ROWS }, () => (random() < 0.1 ? NaN : random() < 0.5 ? 1 : 0))
const design = {
  rows: new Uint32Array(ROWS),
  weight: Float64Array.from({ length: ROWS }, () => 1 + Math.floor(random() * 3)),
  cluster: null
}
const subject = {
  name: 'm',
  features,
  margin: ({ columns: of, rows }: Table) => predictColumns(ensemble, of, rows)[0]!,
  respond: logistic,
  gain: null,
  cuts: () => null
}
const plan = { level: 0.95 }
const asking: Asking = {
  explanation: { loss: 'log_loss', repeats: 4, conditional: true },
  outcome,
  isProbability: true,
  seed: 's',
  plan,
  design,
  subject,
  table,
  players
}

function answer({ players: asked, draws, loss, outcome: known }: Asked): MovedLosses {
  const playerOf = Int32Array.from({ length: COLUMNS }, (_, j) => (asked.includes(j) ? asked.indexOf(j) : asked.length))
  const judge = { loss, logistic: true, scale: 1, outcome: known, weight: design.weight }
  const order = { ensemble, output: 0, data: table, playerOf, players: asked.length, draws, judge, budgetBytes: 1 << 26 }
  return collectHere(order, treeKernels(wasm()), collectLosses(order))
}

const like = (a: Quantity, b: Quantity): void => {
  expect(a.estimate).toBeCloseTo(b.estimate!, 12)
  expect(a.interval!.low).toBeCloseTo(b.interval!.low, 12)
  expect(a.n).toEqual(b.n)
}

test('kernels give the importances that predicting every row again gives: drawn, without noise, and within subgroups', () => {
  const steps = importanceSteps(asking)
  let step = steps.next()
  while (!step.done) step = steps.next(answer(step.value))
  const { baseline, importances, conditional } = step.value!
  const judged = { subject, table, outcome, design, level: plan.level }
  const drawn = orders(ROWS, null, 's permutations', 4)
  const plain = permutationImportance(judged, players, 'log_loss', () => drawn)
  const within = permutationImportance(judged, players, 'log_loss', (player) =>
    orders(ROWS, subgroupsOf(table, player), 's permutations within', 4)
  )
  expect(baseline).toBe(plain.baseline)
  like(importances[1]!.quantity, plain.importances[1]!.quantity)
  importances[1]!.repeats.forEach((repeat, r) => expect(repeat).toBeCloseTo(plain.importances[1]!.repeats[r]!, 12))
  expect(importances[1]!.spread).toBeCloseTo(plain.importances[1]!.spread, 12)
  for (const j of [0, 2, 3]) {
    const cells = cellsOf(columns[j]!, null, design.weight, 64)!
    like(importances[j]!.quantity, exactImportance(judged, j, cells, 'log_loss'))
  }
  conditional!.forEach((one, j) => like(one, within.importances[j]!.quantity))
})
