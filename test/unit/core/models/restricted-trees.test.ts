import { expect, test } from 'vitest'
import { predictColumns } from '../../../../src/main/core/models/predict'
import { restrictedTrees } from '../../../../src/main/core/models/restricted-trees'
import { generator, randomForest, randomRows } from '../explain/trees/random-forest'

const [COLUMNS, ROWS] = [7, 300]

test.each([
  [1, true, false],
  [2, false, true],
  [3, true, true]
])('a few columns beside one row give the whole ensemble’s margins to the bit (%i)', (seed, inclusive, float32) => {
  const random = generator(seed)
  const made = randomForest(random, { columns: COLUMNS, depth: 6, trees: 20, inclusive, float32 })
  const plain = made.trees.map((tree) => ({ ...tree, set: tree.set.map(() => -1), zeroIsMissing: tree.zeroIsMissing.map(() => 0) }))
  const ensemble = { ...made, trees: plain }
  const data = randomRows(random, COLUMNS, ROWS)
  for (const free of [[0], [2, 5], [6, 1, 3], [0, 1, 2, 3, 4, 5, 6], []]) {
    const row = data.map((column) => column[free.length]!)
    const whole = data.map((column, j) => (free.includes(j) ? column : new Float64Array(ROWS).fill(row[j]!)))
    const few = data.map((column, j) => (free.includes(j) ? column : new Float64Array(0)))
    expect(restrictedTrees(ensemble, 0)!(row, free)(few, ROWS)).toEqual(predictColumns(ensemble, whole, ROWS)[0])
  }
})

test('trees that ask for membership are left to the whole ensemble', () => {
  const made = randomForest(generator(4), { columns: COLUMNS, depth: 6, trees: 20, inclusive: true, float32: false })
  expect(restrictedTrees(made, 0)).toBeNull()
})
