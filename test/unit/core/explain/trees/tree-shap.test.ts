import { describe, expect, test } from 'vitest'
import { treeShap } from '../../../../../src/main/core/explain/trees/tree-shap'
import { pairAt } from '../../../../../src/main/core/explain/trees/write-forest'
import { predictColumns } from '../../../../../src/main/core/models/predict'
import { backgroundGame, interaction, pathGame, shapley } from './brute-force'
import { kernels } from './kernels'
import { generator, randomForest, randomRows, type Kind } from './random-forest'

const COLUMNS = 6
const kinds: Kind[] = [
  { columns: COLUMNS, depth: 1, trees: 3, inclusive: false, float32: true },
  { columns: COLUMNS, depth: 3, trees: 4, inclusive: true, float32: false },
  { columns: COLUMNS, depth: 5, trees: 3, inclusive: false, float32: false },
  { columns: COLUMNS, depth: 9, trees: 2, inclusive: true, float32: true }
]
/** Few rows are walked one by one, many go through tables. */
const SIZES = [7, 200]
const identity = Int32Array.from({ length: COLUMNS }, (_, i) => i)
const together = Int32Array.of(0, 1, 0, 2, 1, 3)
const CHECKED = [0, 3, 6]

const cases = kinds.flatMap((kind) => SIZES.flatMap((rows) => [identity, together].map((playerOf) => ({ kind, rows, playerOf }))))
const named = cases.map((of, seed) => ({
  ...of,
  seed: seed + 1,
  name: `depth ${of.kind.depth}, ${of.rows} rows, ${of.playerOf === identity ? 'columns' : 'groups'}`
}))

describe.each(named)('Shapley values against all coalitions: $name', ({ kind, rows, playerOf, seed }) => {
  const random = generator(seed)
  const ensemble = randomForest(random, kind)
  const columns = randomRows(random, COLUMNS, rows)
  const players = Math.max(...playerOf) + 1
  const order = { ensemble, output: 0, data: { columns, rows }, playerOf, players, budgetBytes: 1 << 26 }
  const cells = (row: number) => (column: number) => columns[column]![row]!
  const margins = predictColumns(ensemble, columns, rows)[0]!

  test('path-dependent', () => {
    const shap = treeShap({ ...order, background: null, interactions: false }, kernels)
    expect(shap.residual).toBeLessThan(1e-13)
    expect([...shap.margin]).toEqual([...margins])
    for (const row of CHECKED) {
      const game = pathGame(ensemble, playerOf, cells(row))
      expect(Math.abs(shap.bias - game(0))).toBeLessThan(1e-13)
      for (const [player, phi] of shapley(game, players).entries()) expect(Math.abs(shap.values[player]![row]! - phi)).toBeLessThan(1e-13)
    }
  })

  test('interventional', () => {
    const background = { columns: randomRows(random, COLUMNS, 21), rows: 21 }
    const shap = treeShap({ ...order, background, interactions: false }, kernels)
    expect(shap.residual).toBeLessThan(1e-13)
    for (const row of CHECKED) {
      const game = backgroundGame(ensemble, playerOf, cells(row), background.columns, background.rows)
      expect(Math.abs(shap.bias - game(0))).toBeLessThan(1e-13)
      for (const [player, phi] of shapley(game, players).entries()) expect(Math.abs(shap.values[player]![row]! - phi)).toBeLessThan(1e-13)
    }
  })

  test('interactions', () => {
    const plain = treeShap({ ...order, background: null, interactions: false }, kernels)
    const shap = treeShap({ ...order, background: null, interactions: true }, kernels)
    for (const [player, values] of shap.values.entries())
      for (const row of CHECKED) expect(Math.abs(values[row]! - plain.values[player]![row]!)).toBeLessThan(1e-13)
    for (const row of CHECKED) {
      const game = pathGame(ensemble, playerOf, cells(row))
      for (let b = 1; b < players; b++)
        for (let a = 0; a < b; a++)
          expect(Math.abs(shap.pairs![pairAt(a, b)]![row]! - interaction(game, players, a, b))).toBeLessThan(1e-13)
    }
  })
})
