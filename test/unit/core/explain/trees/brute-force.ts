import type { Tree, TreeEnsemble } from '../../../../../src/main/core/models/model'
import { goesLeft, leafOf } from '../../../../../src/main/core/models/walk-tree'

/** Worth of a coalition of players (a bit each). */
export type Game = (coalition: number) => number

type Cells = (column: number) => number

const reading = (ensemble: TreeEnsemble, x: number): number => (ensemble.float32 ? Math.fround(x) : x)

/** Absent players follow both branches, weighted by training weight. */
export function pathGame(ensemble: TreeEnsemble, playerOf: Int32Array, cells: Cells): Game {
  const worth = (tree: Tree, node: number, coalition: number): number => {
    const column = tree.feature[node]!
    if (column < 0) return tree.value[node]!
    const [left, right] = [tree.left[node]!, tree.right[node]!]
    if ((coalition >> playerOf[column]!) & 1)
      return worth(tree, goesLeft(ensemble, tree, node, reading(ensemble, cells(column))) ? left : right, coalition)
    const whole = tree.cover[node]!
    const share = (child: number): number => (whole === 0 ? 0.5 : tree.cover[child]! / whole)
    return share(left) * worth(tree, left, coalition) + share(right) * worth(tree, right, coalition)
  }
  return (coalition) => ensemble.trees.reduce((sum, tree) => sum + worth(tree, 0, coalition), ensemble.base[0]!)
}

/** Absent players take the values of each background row in turn. */
export function backgroundGame(
  ensemble: TreeEnsemble,
  playerOf: Int32Array,
  cells: Cells,
  background: readonly Float64Array[],
  rows: number,
  respond: (margin: number) => number = (x) => x
): Game {
  return (coalition) => {
    let total = 0
    for (let other = 0; other < rows; other++) {
      const mixed = background.map((column, j) => Float64Array.of((coalition >> playerOf[j]!) & 1 ? cells(j) : column[other]!))
      total += respond(ensemble.trees.reduce((sum, tree) => sum + tree.value[leafOf(ensemble, tree, mixed, 0)]!, ensemble.base[0]!))
    }
    return total / rows
  }
}

const factorial = (n: number): number => (n <= 1 ? 1 : n * factorial(n - 1))
const sizeOf = (coalition: number): number => (coalition === 0 ? 0 : (coalition & 1) + sizeOf(coalition >> 1))

/** Shapley's formula itself, over all coalitions. */
export function shapley(game: Game, players: number): number[] {
  const worth = Array.from({ length: 1 << players }, (_, coalition) => game(coalition))
  return Array.from({ length: players }, (_, player) =>
    worth.reduce((sum, before, coalition) => {
      if ((coalition >> player) & 1) return sum
      const size = sizeOf(coalition)
      return sum + (factorial(size) * factorial(players - size - 1) * (worth[coalition | (1 << player)]! - before)) / factorial(players)
    }, 0)
  )
}

/** Shapley interaction index of two players, over all coalitions without them. */
export function interaction(game: Game, players: number, a: number, b: number): number {
  let total = 0
  for (let coalition = 0; coalition < 1 << players; coalition++) {
    if ((coalition >> a) & 1 || (coalition >> b) & 1) continue
    const size = sizeOf(coalition)
    const [withA, withB] = [coalition | (1 << a), coalition | (1 << b)]
    const gain = game(withA | withB) - game(withA) - game(withB) + game(coalition)
    total += (factorial(size) * factorial(players - size - 2) * gain) / factorial(players - 1)
  }
  return total
}
