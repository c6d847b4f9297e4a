import { expect, test } from 'vitest'
import { treeShap } from '../../../../../src/main/core/explain/trees/tree-shap'
import { pairAt } from '../../../../../src/main/core/explain/trees/write-forest'
import { interaction, pathGame, type Game } from './brute-force'
import { kernels } from './kernels'
import { generator, randomForest, randomRows } from './random-forest'

const PLAYERS = 12

const remembered = (game: Game): Game => {
  const worth = new Map<number, number>()
  return (coalition) => worth.get(coalition) ?? worth.set(coalition, game(coalition)).get(coalition)!
}

test('interactions of trees that ask more features on a path than tables with pairs have bits', () => {
  const random = generator(3)
  const ensemble = randomForest(random, { columns: PLAYERS, depth: 14, trees: 2, inclusive: false, float32: false })
  const columns = randomRows(random, PLAYERS, 3)
  const playerOf = Int32Array.from({ length: PLAYERS }, (_, i) => i)
  const order = { ensemble, output: 0, data: { columns, rows: 3 }, playerOf, players: PLAYERS, background: null, budgetBytes: 1 << 26 }
  const shap = treeShap({ ...order, interactions: true }, kernels)
  expect(shap.residual).toBeLessThan(1e-13)
  const game = remembered(pathGame(ensemble, playerOf, (column) => columns[column]![1]!))
  let seen = 0
  for (let b = 1; b < PLAYERS; b++)
    for (let a = 0; a < b; a++) {
      const expected = interaction(game, PLAYERS, a, b)
      expect(Math.abs(shap.pairs![pairAt(a, b)]![1]! - expected)).toBeLessThan(1e-13)
      if (Math.abs(expected) > 1e-6) seen++
    }
  expect(seen).toBeGreaterThan(20)
})
