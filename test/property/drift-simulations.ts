import { normalDraws } from '../../src/main/core/stats/normal-draws'
import { below, randomStream } from '../../src/main/core/stats/random'
import { drift, driftPlan, measureAt } from '../unit/core/drift/harness'

/** Ascending normals, or whole numbers under `values`. */
export const sample = (stream: number, rows: number, values: number) => {
  const random = randomStream('property', stream)
  const next = normalDraws(random)
  return Float64Array.from({ length: rows }, () => (values === 0 ? next() : below(random, values))).sort()
}

/** Two normals half apart: KS = 2Φ(¼) − 1, Wasserstein = ½. */
const TRUTH = { ks_distance: 0.1974126513658474, wasserstein_distance: 0.5 } as const

const plan = driftPlan({}, { primary: { number: 'ks_distance' }, metrics: ['wasserstein_distance'], multivariate: false })

/** Share of 95 % intervals by centred resampling that hold the true distance. */
export function coverageOf(metric: keyof typeof TRUTH, runs: number): number {
  let covered = 0
  for (let run = 0; run < runs; run++) {
    const [x, y] = [[...sample(9000 + 2 * run, 400, 0)], [...sample(9001 + 2 * run, 300, 0)].map((value) => value + 0.5)]
    const { interval } = measureAt(drift({ x }, { x: y }, [{ name: 'x', kind: 'number' }], plan), metric, { feature: 'x' })
    if (interval!.low! <= TRUTH[metric] && TRUTH[metric] <= interval!.high!) covered++
  }
  return covered / runs
}

const weighedPlan = driftPlan(
  { columns: { w: { role: 'weight', weight: 'sampling' } } },
  { primary: { number: 'ks_distance' }, multivariate: false, annex: false }
)

/** Share of samples without drift, weighed by exponential weights, whose Kolmogorov–Smirnov p is at most α. */
export function weighedTail(alpha: number, runs: number): number {
  let rejected = 0
  for (let run = 0; run < runs; run++) {
    const random = randomStream('weights', run)
    const table = (stream: number, rows: number) => ({
      x: [...sample(stream, rows, 0)],
      w: Array.from({ length: rows }, () => -Math.log(random.uniform()))
    })
    const result = drift(table(50_000 + 2 * run, 400), table(50_001 + 2 * run, 300), [{ name: 'x', kind: 'number' }], weighedPlan, [
      { name: 'w', kind: 'number' }
    ])
    if (measureAt(result, 'ks_distance', { feature: 'x' }).test!.p <= alpha) rejected++
  }
  return rejected / runs
}
