import { expect, test } from 'vitest'
import { collectHere, collectLosses, collectMargins, type MovedLosses } from '../../../../../src/main/core/explain/moved/collect'
import { ROW_LOSSES, type RowLossName } from '../../../../../src/main/core/explain/importance/losses'
import { permutation, permuted } from '../../../../../src/main/core/explain/importance/permutation'
import { logistic } from '../../../../../src/main/core/models/link'
import { predictColumns } from '../../../../../src/main/core/models/predict'
import { treeKernels } from '../../../../../src/main/kernels/trees'
import { wasm } from '../trees/kernels'
import { generator, randomForest, randomRows } from '../trees/random-forest'

const COLUMNS = 7
const ROWS = 2500

/** Columns 0 and 4 are one player, column 6 stays; thresholds repeat on every way down. */
const PLAYERS = [{ features: [0, 4] }, { features: [1] }, { features: [2] }, { features: [3] }, { features: [5] }]
const playerOf = Int32Array.of(0, 1, 2, 3, 0, 4, 5)

function made(seed: number, draws: number, deep = 6) {
  const random = generator(seed)
  const ensemble = randomForest(random, { columns: COLUMNS, depth: deep, trees: 12, inclusive: seed % 2 === 0, float32: false })
  const columns = randomRows(random, COLUMNS, ROWS)
  const orders = Array.from({ length: draws }, (_, draw) => permutation(ROWS, null, `seed ${seed}`, draw))
  const shares = orders.map(() => 1 / draws)
  const data = { columns, rows: ROWS }
  const outcome = Float64Array.from({ length: ROWS }, () => (random() < 0.1 ? NaN : random() < 0.5 ? 1 : 0))
  const weight = Float64Array.from({ length: ROWS }, () => 1 + Math.floor(random() * 3))
  return {
    order: { ensemble, output: 0, data, playerOf, players: PLAYERS.length, draws: { orders, shares }, budgetBytes: 1 << 26 },
    outcome,
    weight
  }
}

const predicted = ({ order }: ReturnType<typeof made>, player: number, draw: number): Float64Array => {
  const moved = permuted(order.data, { name: '', ...PLAYERS[player]! }, order.draws.orders[draw]!)
  return predictColumns(order.ensemble, moved.columns, ROWS)[0]!
}

test.each([
  [1, 5, 6],
  [2, 5, 6],
  [3, 17, 6],
  [4, 5, 3],
  [5, 3, 9],
  [6, 2, 12]
])('margins of moved values are those of predicting every row again (seed %i, %i draws, depth %i)', (seed, draws, deep) => {
  const asked = made(seed, draws, deep)
  const margins = collectHere({ ...asked.order, judge: null }, treeKernels(wasm()), collectMargins(asked.order))
  for (const player of PLAYERS.keys())
    for (const draw of asked.order.draws.orders.keys()) {
      const expected = predicted(asked, player, draw)
      const worst = margins[player]![draw]!.reduce((most, margin, row) => Math.max(most, Math.abs(margin - expected[row]!)), 0)
      expect(worst).toBeLessThan(1e-13)
    }
})

test.each(Object.keys(ROW_LOSSES) as RowLossName[])('increases of %s are those of predicting every row again', (loss) => {
  const asked = made(7, 16)
  const { outcome, weight, order } = asked
  const scale = loss === 'error' ? -1 : 1.5
  const { increases, totals } = collectHere(
    { ...order, judge: { loss, logistic: true, scale, outcome, weight } },
    treeKernels(wasm()),
    collectLosses(order)
  )
  const lossOf = (margin: number, row: number): number => ROW_LOSSES[loss](logistic(scale * margin), outcome[row]!)
  const before = predictColumns(order.ensemble, order.data.columns, ROWS)[0]!
  for (const player of PLAYERS.keys()) {
    const mean = new Float64Array(ROWS)
    order.draws.orders.forEach((_, draw) => {
      const after = predicted(asked, player, draw)
      let total = 0
      for (let row = 0; row < ROWS; row++) {
        if (outcome[row] !== outcome[row]) continue
        const increase = lossOf(after[row]!, row) - lossOf(before[row]!, row)
        mean[row]! += increase / 16
        total += weight[row]! * increase
      }
      expect(totals[player]![draw]).toBeCloseTo(total, 9)
    })
    const worst = increases[player]!.reduce(
      (most, increase, row) =>
        Math.max(most, outcome[row] === outcome[row] ? Math.abs(increase - mean[row]!) : increase === increase ? 1 : 0),
      0
    )
    expect(worst).toBeLessThan(1e-12)
  }
})

test('chunks of rows and the memory given do not show in a bit', () => {
  const random = generator(11)
  const rows = 20_000
  const ensemble = randomForest(random, { columns: COLUMNS, depth: 5, trees: 5, inclusive: true, float32: true })
  const data = { columns: randomRows(random, COLUMNS, rows), rows }
  const orders = [0, 1].map((draw) => permutation(rows, null, 'seed', draw))
  const outcome = Float64Array.from({ length: rows }, () => (random() < 0.5 ? 1 : 0))
  const judge = { loss: 'log_loss' as const, logistic: true, scale: 1, outcome, weight: null }
  const order = { ensemble, output: 0, data, playerOf, players: 5, draws: { orders, shares: [0.5, 0.5] }, judge }
  const [little, much] = [1, 1 << 28].map((budgetBytes) =>
    collectHere({ ...order, budgetBytes }, treeKernels(wasm()), collectLosses(order))
  )
  const bits = ({ increases, totals }: MovedLosses): Uint8Array[] => [...increases, ...totals].map(({ buffer }) => new Uint8Array(buffer))
  expect(bits(little!).every((of, i) => Buffer.compare(of, bits(much!)[i]!) === 0)).toBe(true)
})

test.each([
  [21, 5, 6],
  [22, 4, 9],
  [23, 15, 4],
  [24, 17, 6],
  [25, 1, 3]
])('draws that go down together say the same bits as each alone (seed %i, %i draws, depth %i)', (seed, draws, deep) => {
  const { order, outcome, weight } = made(seed, draws, deep)
  const judge = { loss: 'log_loss' as const, logistic: true, scale: 1.5, outcome, weight }
  const asked = (orders: readonly Uint32Array[]): MovedLosses => {
    const of = { ...order, draws: { orders, shares: orders.map(() => 1) } }
    return collectHere({ ...of, judge }, treeKernels(wasm()), collectLosses(of))
  }
  const together = asked(order.draws.orders)
  const alone = order.draws.orders.map((one) => asked([one]))
  const known = outcome.map((y, row) => (y === y ? row : -1)).filter((row) => row >= 0)
  for (const player of PLAYERS.keys()) {
    expect([...together.totals[player]!]).toEqual(alone.map(({ totals }) => totals[player]![0]!))
    // passes of 15 draws each are summed up first
    const sumOf = (row: number, from: number): number =>
      alone.slice(from, from + 15).reduce((sum, { increases }) => sum + increases[player]![row]!, 0)
    const sums = (row: number): number => [0, 15].reduce((sum, from) => sum + sumOf(row, from), 0)
    expect([...known].every((row) => together.increases[player]![row] === sums(row))).toBe(true)
    expect(outcome.every((y, row) => y === y || together.increases[player]![row] !== together.increases[player]![row])).toBe(true)
  }
})

test('codes of two bytes: more thresholds than one byte can tell apart', () => {
  const asked = made(5, 3)
  const random = generator(3)
  const columns = asked.order.data.columns.map((column, j) => (j === 1 ? column.map(() => random() * 4000) : column))
  const trees = asked.order.ensemble.trees.concat(
    Array.from({ length: 400 }, (_, i) => {
      const [low, high] = [random(), random()]
      const two = Uint8Array.of(0, 0, 0)
      const ints = (...of: number[]): Int32Array => Int32Array.from(of)
      return {
        feature: ints(1, -1, -1),
        threshold: Float64Array.of(10 * i, 0, 0),
        left: ints(1, -1, -1),
        right: ints(2, -1, -1),
        defaultLeft: two,
        zeroIsMissing: two,
        set: ints(-1, -1, -1),
        value: Float64Array.of(0, low, high),
        cover: Float64Array.of(2, 1, 1),
        output: 0,
        linear: null
      }
    })
  )
  const order = { ...asked.order, ensemble: { ...asked.order.ensemble, trees }, data: { columns, rows: ROWS } }
  const margins = collectHere({ ...order, judge: null }, treeKernels(wasm()), collectMargins(order))
  const expected = predicted({ ...asked, order }, 1, 2)
  const worst = margins[1]![2]!.reduce((most, margin, row) => Math.max(most, Math.abs(margin - expected[row]!)), 0)
  expect(worst).toBeLessThan(1e-11)
})
