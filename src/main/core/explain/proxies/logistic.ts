import { solvePositive } from '../linear-solve'

const RIDGE = 1
const ROUNDS = 25

/** Logistic regression with a small ridge on all but the constant, by Newton's steps; columns are standardised ones. Returns constant, then slopes. */
export function fitLogistic(columns: readonly Float64Array[], outcome: Float64Array, rows: Uint32Array): Float64Array {
  const p = columns.length + 1
  let beta = new Float64Array(p)
  const x = (j: number, row: number): number => (j === 0 ? 1 : columns[j - 1]![row]!)
  for (let round = 0; round < ROUNDS; round++) {
    const hessian = Array.from({ length: p }, (_, j) =>
      Float64Array.from({ length: p }, (_, k) => (j === k && j > 0 ? RIDGE : j === k ? 1e-9 : 0))
    )
    const gradient = beta.map((value, j) => (j > 0 ? -RIDGE * value : 0))
    for (const row of rows) {
      const mu = 1 / (1 + Math.exp(-predictLogistic(beta, columns, row)))
      const w = Math.max(mu * (1 - mu), 1e-10)
      for (let j = 0; j < p; j++) {
        const xj = x(j, row)
        gradient[j]! += (outcome[row]! - mu) * xj
        for (let k = 0; k <= j; k++) hessian[j]![k]! += w * xj * x(k, row)
      }
    }
    const step = solvePositive(hessian, gradient)
    beta = beta.map((value, j) => value + step[j]!)
    if (step.every((change) => Math.abs(change) < 1e-8)) break
  }
  return beta
}

/** Linear predictor of a row. */
export function predictLogistic(beta: Float64Array, columns: readonly Float64Array[], row: number): number {
  let sum = beta[0]!
  for (let j = 0; j < columns.length; j++) sum += beta[j + 1]! * columns[j]![row]!
  return sum
}
