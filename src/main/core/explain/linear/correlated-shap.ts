import { meanScore, withMargins, type ExplainLinear, type LinearOrder } from './linear-shap'

/** 2^16 coalitions are looked at. */
export const MOST_CORRELATED = 16

type Matrix = readonly Float64Array[]

/**
 * Shapley values of a linear model when absent features follow present ones: v(S) = E[f | x_S] with the background's means and covariances, as if
 * jointly normal (Aas, Jullum & Løland 2021, §3.2.1; shap's `correlation_dependent`). Every v(S) is linear in x, so the values are one matrix
 * times x − mean. @throws RangeError beyond `MOST_CORRELATED` players
 */
export function correlatedShap(order: LinearOrder, means: Float64Array, covariances: readonly Float64Array[]): ExplainLinear {
  const { predictor, output, playerOf, players } = order
  const transform = transformOf(predictor.weights[output]!, covariances, playerOf, players)
  const bias = meanScore(order, means)
  return (table) => {
    const values = transform.map((row) => {
      const value = new Float64Array(table.rows)
      for (const [k, column] of table.columns.entries()) {
        if (row[k] === 0) continue
        for (let i = 0; i < table.rows; i++) value[i]! += row[k]! * (column[i]! - means[k]!)
      }
      return value
    })
    return withMargins(order, table, bias, values)
  }
}

/** Row j: what player j gets of each column's deviation from its mean. */
function transformOf(weights: Float64Array, covariance: Matrix, playerOf: Int32Array, players: number): Matrix {
  const present = [...new Set(playerOf)].sort((a, b) => a - b)
  if (present.length > MOST_CORRELATED) throw new RangeError('correlatedShap: too many players')
  const transform = Array.from({ length: players }, () => new Float64Array(weights.length))
  const shares = coalitionShares(present.length)
  const visit = (next: number, members: number, size: number, swept: Matrix, isSwept: Uint8Array): void => {
    if (next < present.length) {
      visit(next + 1, members, size, swept, isSwept)
      const after = swept.map((row) => row.slice())
      const now = isSwept.slice()
      for (const [column, player] of playerOf.entries()) if (player === present[next]) sweep(after, covariance, column, now)
      return visit(next + 1, members | (1 << next), size + 1, after, now)
    }
    const slopes = slopesOf(weights, swept, isSwept, (column) => ((members >> present.indexOf(playerOf[column]!)) & 1) === 1)
    for (const [i, player] of present.entries()) {
      const share = (members >> i) & 1 ? shares[size - 1]! : -shares[size]!
      for (const [k, slope] of slopes.entries()) transform[player]![k]! += share * slope
    }
  }
  visit(0, 0, 0, covariance, new Uint8Array(weights.length))
  return transform
}

/** v(S) by columns of S: their own weight, and what they say about the weights of absent ones. */
function slopesOf(weights: Float64Array, swept: Matrix, isSwept: Uint8Array, isPresent: (column: number) => boolean): Float64Array {
  const slopes = weights.map((weight, k) => (isPresent(k) ? weight : 0))
  for (let absent = 0; absent < weights.length; absent++) {
    if (isPresent(absent)) continue
    for (let k = 0; k < weights.length; k++) if (isSwept[k] === 1) slopes[k]! += weights[absent]! * swept[absent]![k]!
  }
  return slopes
}

/** s! (n − s − 1)! / n! at s; 0 at n, where nobody is left to come. */
function coalitionShares(players: number): Float64Array {
  const shares = new Float64Array(players + 1)
  shares[0] = 1 / players
  for (let s = 1; s < players; s++) shares[s] = (shares[s - 1]! * s) / (players - s)
  return shares
}

const COLLINEAR = 1e-10

/** The sweep operator (Goodnight 1979): afterwards row i, column k is the slope of i on k. A column that the swept ones determine adds nothing. */
function sweep(matrix: Matrix, covariance: Matrix, k: number, isSwept: Uint8Array): void {
  const pivot = matrix[k]![k]!
  if (!(pivot > COLLINEAR * covariance[k]![k]!)) return
  const across = matrix[k]!.map((value) => value / pivot)
  for (const [i, row] of matrix.entries()) {
    if (i === k) continue
    const slope = row[k]!
    for (let j = 0; j < row.length; j++) if (j !== k) row[j]! -= slope * across[j]!
    row[k] = slope / pivot
  }
  across[k] = -1 / pivot
  matrix[k]!.set(across)
  isSwept[k] = 1
}
