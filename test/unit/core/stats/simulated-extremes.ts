import { drawBinomial } from './draw-binomial'
import { differenceOfExtremes, ratioOfExtremes, worstCaseEqualizedOdds } from '../../../../src/main/core/stats/extremes'
import type { Random } from '../../../../src/main/core/stats/random'
import { randomStream } from '../../../../src/main/core/stats/random'
import { defined } from './close'

export const THRESHOLD = 0.8
export type Shape = 'equal' | 'one at 0.8' | 'spread'
export const TABLE = [2, 5, 14].flatMap((k) =>
  [100, 400].flatMap((n) => (['equal', 'one at 0.8', 'spread'] as const).map((shape) => ({ k, n, shape })))
)

const factor = (shape: Shape, i: number, k: number): number =>
  shape === 'equal' ? 1 : shape === 'spread' ? 1 - (0.2 * i) / (k - 1) : i === 0 ? 0.8 : 1
export const rates = (k: number, shape: Shape, base = 0.5): number[] => Array.from({ length: k }, (_, i) => base * factor(shape, i, k))
export const draw = (truth: readonly number[], n: number, random: Random) => truth.map((p) => ({ k: drawBinomial(n, p, random), n }))

export type Rates = { coverage: number; falseFail: number; falsePass: number }

/** Coverage and false verdicts (against 0.8) of the ratio of extremes. */
export const ratioTable = (k: number, n: number, shape: Shape, runs: number): Rates => {
  const truth = rates(k, shape)
  const ratio = Math.min(...truth) / Math.max(...truth)
  const random = randomStream(`ratio ${k} ${n} ${shape}`, 0)
  const count = { coverage: 0, falseFail: 0, falsePass: 0 }
  for (let i = 0; i < runs; i++) {
    const { low, high } = defined(ratioOfExtremes(draw(truth, n, random), 0.95)).interval
    if (low <= ratio && ratio <= high) count.coverage += 1 / runs
    if (high < THRESHOLD) count.falseFail += 1 / runs
    if (low > THRESHOLD && ratio <= THRESHOLD) count.falsePass += 1 / runs
  }
  return count
}

/** Coverage of the largest difference, and how often it is said to exceed the true one. */
export const differenceTable = (k: number, n: number, shape: Shape, runs: number): Rates => {
  const truth = rates(k, shape)
  const difference = Math.max(...truth) - Math.min(...truth)
  const random = randomStream(`difference ${k} ${n} ${shape}`, 0)
  const count = { coverage: 0, falseFail: 0, falsePass: 0 }
  for (let i = 0; i < runs; i++) {
    const { low, high } = defined(differenceOfExtremes(draw(truth, n, random), 0.95)).interval
    if (low <= difference && difference <= high) count.coverage += 1 / runs
    if (low > difference) count.falseFail += 1 / runs
    if (high < difference) count.falsePass += 1 / runs
  }
  return count
}

/** Worst-case equalised odds: TPR of the shape, FPR equal. */
export const oddsTable = (k: number, n: number, shape: Shape, runs: number): Rates => {
  const [tpr, fpr] = [rates(k, shape, 0.6), rates(k, 'equal', 0.3)]
  const worst = Math.max(...tpr) - Math.min(...tpr)
  const random = randomStream(`odds ${k} ${n} ${shape}`, 0)
  const count = { coverage: 0, falseFail: 0, falsePass: 0 }
  for (let i = 0; i < runs; i++) {
    const [up, down] = [draw(tpr, n, random), draw(fpr, n, random)]
    const groups = up.map((tp, g) => ({ truePositives: tp.k, positives: n, falsePositives: down[g]!.k, negatives: n }))
    const { low, high } = defined(worstCaseEqualizedOdds(groups, 0.95)).interval
    if (low <= worst && worst <= high) count.coverage += 1 / runs
    if (low > worst) count.falseFail += 1 / runs
    if (high < worst) count.falsePass += 1 / runs
  }
  return count
}
