import { rankOrder } from './rank-order'

/**
 * For a row with outcome 1: share of the rows with outcome 0 whose score is lower, ties half; for a row with outcome 0: share of the rows with
 * outcome 1 whose score is higher. NaN where score or outcome is missing. The mean over either class is the area under the ROC curve
 * (DeLong, DeLong & Clarke-Pearson 1988). Shares are of weights where there are any.
 */
export function placementsOf(scores: Float64Array, outcome: Float64Array, weight: Float64Array | null = null): Float64Array {
  const order = rankOrder(scores)
  const of = (i: number): number => (weight === null ? 1 : weight[i]!)
  const placements = new Float64Array(scores.length).fill(NaN)
  let [zeros, ones] = [0, 0]
  for (const i of order) {
    if (outcome[i] === 0) zeros += of(i)
    else if (outcome[i] === 1) ones += of(i)
  }
  let [zerosBelow, onesBelow] = [0, 0]
  for (let start = 0; start < order.length;) {
    let end = start
    let [tiedZeros, tiedOnes] = [0, 0]
    while (end < order.length && scores[order[end]!] === scores[order[start]!]) {
      const i = order[end++]!
      if (outcome[i] === 0) tiedZeros += of(i)
      else if (outcome[i] === 1) tiedOnes += of(i)
    }
    for (let k = start; k < end; k++) {
      const i = order[k]!
      if (outcome[i] === 1) placements[i] = (zerosBelow + tiedZeros / 2) / zeros
      else if (outcome[i] === 0) placements[i] = (ones - onesBelow - tiedOnes / 2) / ones
    }
    zerosBelow += tiedZeros
    onesBelow += tiedOnes
    start = end
  }
  return placements
}
