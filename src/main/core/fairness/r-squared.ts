import { groupsOfRows } from './rows-of-groups'
import type { Context } from './context'

/** Squared standard error of R² = 1 − Σe²/Σ(y−ȳ)²: Σ w²h² / SST² with h = e² − (1−R²)(y−ȳ)². */
export function rSquaredSpread({ frame, table }: Context, group: number, rSquared: number, mean: number, squares: number): number {
  const groups = groupsOfRows(table)
  const [scores, outcomes] = [frame.score!.values, frame.outcome!]
  const weight = frame.weights?.values
  const counts = frame.weights?.counts ?? false
  let total = 0
  for (let row = 0; row < groups.length; row++) {
    if (groups[row] !== group) continue
    const [error, deviation] = [scores[row]! - outcomes[row]!, outcomes[row]! - mean]
    const h = error * error - (1 - rSquared) * deviation * deviation
    const w = weight?.[row] ?? 1
    if (h === h) total += (counts ? w : w * w) * h * h
  }
  return total / (squares * squares)
}
