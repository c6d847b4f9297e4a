import { expect, test } from 'vitest'
import { linearGames } from '../../../../../src/main/core/explain/response/pair-game'
import { responseShap, type Respond, type ResponseShap } from '../../../../../src/main/core/explain/response/response-shap'
import { treeGames } from '../../../../../src/main/core/explain/response/tree-games'
import { logistic, respond } from '../../../../../src/main/core/models/link'
import { predictColumns } from '../../../../../src/main/core/models/predict'
import { backgroundGame, shapley, type Game } from '../trees/brute-force'
import { generator, randomForest, randomRows } from '../trees/random-forest'

const COLUMNS = 6
const ROWS = 5
const BACKGROUND = 13
const asLogistic: Respond = ([margin]) => margin!.map(logistic)

function finish(steps: Generator<number, ResponseShap, void>): ResponseShap {
  for (;;) {
    const step = steps.next()
    if (step.done) return step.value
  }
}

function expectShapley(shap: ResponseShap, games: (row: number) => Game, players: number): void {
  for (let row = 0; row < ROWS; row++) {
    const game = games(row)
    expect(Math.abs(shap.bias - game(0))).toBeLessThan(1e-13)
    for (const [player, phi] of shapley(game, players).entries()) expect(Math.abs(shap.values[player]![row]! - phi)).toBeLessThan(1e-13)
  }
}

test.each([Int32Array.of(0, 1, 2, 3, 4, 5), Int32Array.of(0, 1, 0, 2, 1, 3)])(
  'of a forest’s probability against all coalitions',
  (playerOf) => {
    for (const seed of [1, 2, 3]) {
      const random = generator(seed)
      const ensemble = randomForest(random, { columns: COLUMNS, depth: 5, trees: 4, inclusive: seed % 2 === 0, float32: true })
      const data = { columns: randomRows(random, COLUMNS, ROWS), rows: ROWS }
      const background = { columns: randomRows(random, COLUMNS, BACKGROUND), rows: BACKGROUND }
      const players = Math.max(...playerOf) + 1
      const games = treeGames({ ensemble, outputs: [0], background, playerOf, players })(data)
      const shap = finish(responseShap({ games, respond: asLogistic, rows: ROWS, background: BACKGROUND, players }))
      const cells = (row: number) => (column: number) => data.columns[column]![row]!
      expectShapley(shap, (row) => backgroundGame(ensemble, playerOf, cells(row), background.columns, BACKGROUND, logistic), players)
    }
  }
)

test('of one class of several, which all outputs decide', () => {
  const random = generator(9)
  const kind = { columns: COLUMNS, depth: 3, trees: 6, inclusive: true, float32: false }
  const grown = randomForest(random, kind)
  const ensemble = { ...grown, trees: grown.trees.map((tree, i) => ({ ...tree, output: i % 3 })), base: Float64Array.of(0.1, 0.2, -0.3) }
  const data = { columns: randomRows(random, COLUMNS, ROWS), rows: ROWS }
  const background = { columns: randomRows(random, COLUMNS, BACKGROUND), rows: BACKGROUND }
  const playerOf = Int32Array.of(0, 1, 2, 3, 4, 5)
  const softmax: Respond = (raw) => respond({ kind: 'softmax' }, raw)[1]!
  const games = treeGames({ ensemble, outputs: [0, 1, 2], background, playerOf, players: COLUMNS })(data)
  const shap = finish(responseShap({ games, respond: softmax, rows: ROWS, background: BACKGROUND, players: COLUMNS }))
  const game =
    (row: number): Game =>
    (coalition) => {
      const mixed = background.columns.map((column, j) => ((coalition >> j) & 1 ? column.map(() => data.columns[j]![row]!) : column))
      return softmax(predictColumns(ensemble, mixed, BACKGROUND)).reduce((sum, p) => sum + p / BACKGROUND, 0)
    }
  expectShapley(shap, game, COLUMNS)
})

test('of a linear model’s probability against all coalitions', () => {
  const random = generator(4)
  const some = (rows: number): Float64Array[] => Array.from({ length: 4 }, () => Float64Array.from({ length: rows }, () => random() - 0.5))
  const [data, background, playerOf] = [some(ROWS), some(BACKGROUND), Int32Array.of(0, 1, 1, 2)]
  const predictor = { kind: 'linear', base: Float64Array.of(0.3), weights: [Float64Array.of(2, -1, 3, 0.5)] } as const
  const games = linearGames({ predictor, outputs: [0], background: { columns: background, rows: BACKGROUND }, playerOf })({
    columns: data,
    rows: ROWS
  })
  const shap = finish(responseShap({ games, respond: asLogistic, rows: ROWS, background: BACKGROUND, players: 3 }))
  const game =
    (row: number): Game =>
    (coalition) => {
      const mixed = background.map((column, j) => ((coalition >> playerOf[j]!) & 1 ? column.map(() => data[j]![row]!) : column))
      return predictColumns(predictor, mixed, BACKGROUND)[0]!.reduce((sum, margin) => sum + logistic(margin) / BACKGROUND, 0)
    }
  expectShapley(shap, game, 3)
})

test('rows that differ in too many features are named', () => {
  const columns = (value: number): Float64Array[] => Array.from({ length: 17 }, () => Float64Array.of(value))
  const predictor = { kind: 'linear', base: Float64Array.of(0), weights: [new Float64Array(17).fill(1)] } as const
  const games = linearGames({
    predictor,
    outputs: [0],
    background: { columns: columns(0), rows: 1 },
    playerOf: Int32Array.from({ length: 17 }, (_, i) => i)
  })({ columns: columns(1), rows: 1 })
  expect(finish(responseShap({ games, respond: asLogistic, rows: 1, background: 1, players: 17 })).tooDifferent).toBe(0)
})
