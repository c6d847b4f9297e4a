import { auc, aucDifference, aucInterval } from '../../../../src/main/core/stats/auc'
import { averageOddsDifference } from '../../../../src/main/core/stats/average-odds'
import { drawBinomial } from './draw-binomial'
import type { Computed, Interval } from '../../../../src/main/core/stats/interval'
import { isUndefined } from '../../../../src/main/core/stats/interval'
import { breslowDayTaroneTest, cmhTest, commonOddsRatio, commonRiskRatio } from '../../../../src/main/core/stats/mantel-haenszel'
import { meanInterval, standardisedMeanDifference, welch } from '../../../../src/main/core/stats/means'
import { momentsOf } from '../../../../src/main/core/stats/moments'
import { percentileInterval } from '../../../../src/main/core/stats/multinomial-bootstrap'
import { normalCdf, normalQuantile } from '../../../../src/main/core/stats/normal'
import { wilsonLimits } from '../../../../src/main/core/stats/proportion'
import type { Random } from '../../../../src/main/core/stats/random'
import { randomStream } from '../../../../src/main/core/stats/random'
import type { MetricId } from '../../../../src/shared/model/metrics'
import { assess, find } from '../fairness/harness'
import { resampled } from './resampled'

/** One simulated audit: an interval that should cover `truth`. */
type Limits = { low: number; high: number }
type Coverage = (random: Random) => { interval: Computed<{ interval: Interval } | Limits> | null; truth: number }

const limits = (value: Computed<{ interval: Interval } | Limits> | null): Limits | null =>
  value === null || isUndefined(value) ? null : 'interval' in value ? value.interval : value

export const coverageOf = (name: string, one: Coverage, runs: number): number => {
  const random = randomStream(name, 0)
  let [covered, total] = [0, 0]
  for (let i = 0; i < runs; i++) {
    const { interval, truth } = one(random)
    const found = limits(interval)
    if (found === null) continue
    total++
    if (found.low <= truth && truth <= found.high) covered++
  }
  return covered / total
}

/** Share of p-values at most alpha under the null. */
export const sizeOf = (name: string, one: (random: Random) => number, alpha: number, runs: number): number => {
  const random = randomStream(name, 0)
  let rejected = 0
  for (let i = 0; i < runs; i++) if (one(random) <= alpha) rejected++
  return rejected / runs
}

const normals = (n: number, mean: number, sd: number, random: Random): number[] =>
  Array.from({ length: n }, () => mean + sd * normalQuantile(random.uniform()))
const exponentials = (n: number, mean: number, random: Random): number[] =>
  Array.from({ length: n }, () => -mean * Math.log(random.uniform()))

/** 54 and 6 rows, standard deviations 1 and 3. */
const unequal = (random: Random) => [momentsOf(normals(54, 0, 1, random)), momentsOf(normals(6, 0, 3, random))] as const

const scores = (n: number, mean: number, random: Random): Float64Array =>
  Float64Array.from(normals(n, mean, 1, random), (x) => Math.round(x * 8) / 8).sort()
const ROUNDED_AUC = normalCdf(1 / Math.SQRT2)

const total = (values: readonly number[]): number => values.reduce((s, x) => s + x, 0)

type People = { person: string[]; group: string[]; chosen: number[]; w?: number[] }

/** Five rows a person, latent correlation; a third of the people are in both groups. */
function people(count: number, random: Random): People {
  const rows: People = { person: [], group: [], chosen: [] }
  for (let g = 0; g < count; g++) {
    const person = normalQuantile(random.uniform()) * 0.8
    for (let i = 0; i < 5; i++) {
      rows.person.push(`p${g}`)
      rows.group.push(g % 3 === 0 ? (i % 2 === 0 ? 'A' : 'B') : g % 3 === 1 ? 'A' : 'B')
      rows.chosen.push(normalQuantile(random.uniform()) + person > 0 ? 1 : 0)
    }
  }
  return rows
}

/** 200 rows, each of its own weight, of which three in ten are chosen. */
function weightedRows(random: Random): Required<People> {
  const rows = Array.from({ length: 200 }, () => [0.3 + 2 * random.uniform(), random.uniform() < 0.3 ? 1 : 0] as const)
  return { person: rows.map((_, i) => `p${i}`), group: rows.map(() => 'A'), chosen: rows.map(([, y]) => y), w: rows.map(([w]) => w) }
}

/** Half of a frame of 300 rows of A, 30 % of them chosen, and 100 of B, 45 % of them. */
function drawnFromFrame(random: Random): People {
  const frame = Array.from({ length: 400 }, (_, i) => ({ group: i < 300 ? 'A' : 'B', chosen: i < 90 || i >= 355 ? 1 : 0 }))
  for (let i = 0; i < 200; i++) {
    const j = i + Math.floor(random.uniform() * (400 - i))
    ;[frame[i], frame[j]] = [frame[j]!, frame[i]!]
  }
  const drawn = frame.slice(0, 200)
  return { person: drawn.map((_, i) => `p${i}`), group: drawn.map(({ group }) => group), chosen: drawn.map(({ chosen }) => chosen) }
}
const FRAME = { kind: 'sample', frame: 400, method: 'without replacement' }

/** What an audit of these rows says of group A, against group B where it compares. */
function audited(rows: People, metric: MetricId, inference: object = { kind: 'process' }): Limits | null {
  const found = assess(rows, {
    inference,
    columns: {
      person: 'cluster',
      group: 'protected',
      chosen: { role: 'decision', favourable: ['1'] },
      ...(rows.w ? { w: { role: 'weight', weight: 'sampling' } } : {})
    },
    groups: { reference: { group: rows.group.includes('B') ? 'B' : 'A' } },
    assessments: { fairness: { metrics: [metric] } }
  })
  const { interval } = find(found, { metric, group: { group: 'A' }, at: {} }).measure
  return interval === null ? null : { low: interval.low ?? -Infinity, high: interval.high ?? Infinity }
}

const strata = (odds: number, random: Random) =>
  [0.2, 0.4, 0.6].map((p) => {
    const q = (odds * p) / (1 - p + odds * p)
    const [a, c] = [drawBinomial(40, q, random), drawBinomial(90, p, random)]
    return { a, b: 40 - a, c, d: 90 - c }
  })
const riskStrata = (random: Random) =>
  [0.2, 0.4, 0.6].map((p) => {
    const [a, c] = [drawBinomial(40, 0.8 * p, random), drawBinomial(90, p, random)]
    return { a, b: 40 - a, c, d: 90 - c }
  })

const f1 = (row: readonly number[]): number => (2 * row[0]!) / (2 * row[0]! + row[1]! + row[2]!)

/** Every interval that is not enumerated exactly, with the coverage it must keep within Monte Carlo error. */
export const INTERVALS: Record<string, { one: Coverage; least: number; most: number }> = {
  'mean, 30 skewed rows': {
    one: (r) => ({ interval: meanInterval(momentsOf(exponentials(30, 1, r)), 0.95), truth: 1 }),
    least: 0.91,
    most: 0.97
  },
  'Welch, 54 against 6 with three times the spread': {
    one: (r) => ({ interval: welch(...unequal(r), 0.95), truth: 0 }),
    least: 0.94,
    most: 0.965
  },
  'standardised difference': {
    one: (r) => ({
      interval: standardisedMeanDifference(momentsOf(normals(54, 0.5, 1, r)), momentsOf(normals(16, 0, 1, r)), 0.95),
      truth: 0.5
    }),
    least: 0.935,
    most: 0.965
  },
  'AUC, 30 against 60 with ties': {
    one: (r) => ({ interval: withInterval(scores(30, 1, r), scores(60, 0, r)), truth: ROUNDED_AUC }),
    least: 0.925,
    most: 0.97
  },
  'difference of AUCs': { one: (r) => ({ interval: aucGap(r), truth: 0 }), least: 0.925, most: 0.97 },
  'clustered rate': { one: (r) => ({ interval: audited(people(60, r), 'selection_rate'), truth: 0.5 }), least: 0.93, most: 0.975 },
  'clustered difference': {
    one: (r) => ({ interval: audited(people(90, r), 'selection_rate_difference'), truth: 0 }),
    least: 0.93,
    most: 0.97
  },
  'clustered ratio': { one: (r) => ({ interval: audited(people(120, r), 'selection_rate_ratio'), truth: 1 }), least: 0.93, most: 0.97 },
  'weighted rate': { one: (r) => ({ interval: audited(weightedRows(r), 'selection_rate'), truth: 0.3 }), least: 0.935, most: 0.965 },
  'rate of half a frame': {
    one: (r) => ({ interval: audited(drawnFromFrame(r), 'selection_rate', FRAME), truth: 0.3 }),
    least: 0.95,
    most: 0.99
  },
  'difference in half a frame': {
    one: (r) => ({ interval: audited(drawnFromFrame(r), 'selection_rate_difference', FRAME), truth: 0.3 - 0.45 }),
    least: 0.935,
    most: 0.965
  },
  'common odds ratio': { one: (r) => ({ interval: commonOddsRatio(strata(1.7, r), 0.95), truth: 1.7 }), least: 0.935, most: 0.965 },
  'common risk ratio': { one: (r) => ({ interval: commonRiskRatio(riskStrata(r), 0.95), truth: 0.8 }), least: 0.935, most: 0.965 },
  'average odds difference, 6 positives against 54': { one: (r) => ({ interval: averageGap(r), truth: 0.05 }), least: 0.935, most: 0.98 },
  'bootstrap of F1': { one: (r) => ({ interval: bootstrapF1(r), truth: 0.3 / 0.48 }), least: 0.925, most: 0.965 }
}

const withInterval = (x: Float64Array, y: Float64Array) => {
  const area = auc(x, y)
  return isUndefined(area) ? area : aucInterval(area, 0.95)
}
const aucGap = (r: Random) => {
  const [a, b] = [auc(scores(20, 1, r), scores(40, 0, r)), auc(scores(60, 1, r), scores(120, 0, r))]
  return isUndefined(a) ? a : isUndefined(b) ? b : aucDifference(a, b, 0.95)
}
const averageGap = (r: Random) =>
  averageOddsDifference(
    { truePositives: drawBinomial(6, 0.7, r), positives: 6, falsePositives: drawBinomial(54, 0.2, r), negatives: 54 },
    { truePositives: drawBinomial(54, 0.6, r), positives: 54, falsePositives: drawBinomial(54, 0.2, r), negatives: 54 },
    0.95
  )
const bootstrapF1 = (r: Random) => {
  const tp = drawBinomial(400, 0.15, r)
  const fp = drawBinomial(400 - tp, 0.08 / 0.85, r)
  const fn = drawBinomial(400 - tp - fp, 0.1 / 0.77, r)
  return percentileInterval(resampled([tp, fp, fn, 400 - tp - fp - fn], f1, { replicates: 250, seed: `${r.word()}` }), 0.95)
}

const pOf = (result: Computed<{ p: number }>): number => (isUndefined(result) ? 1 : result.p)

/** Asymptotic tests: share of p ≤ 0.05 under the null must lie within [0.5, 1.3] × 0.05. */
export const TESTS: Record<string, (random: Random) => number> = {
  'Welch 54 against 6': (r) => pOf(welch(...unequal(r), 0.95)),
  CMH: (r) => pOf(cmhTest(strata(1, r), false)),
  'Breslow–Day with Tarone': (r) => pOf(breslowDayTaroneTest(strata(1.7, r))),
  'difference of AUCs': (r) => pOf(aucGap(r))
}

/** What the naive rules would cover on the same data: each must miss by far. */
export const NAIVE: Record<string, { one: Coverage; most: number }> = {
  'Wilson on clustered rows': {
    one: (r) => {
      const { group, chosen } = people(60, r)
      const own = chosen.filter((_, i) => group[i] === 'A')
      return { interval: wilsonLimits(total(own), own.length, 1.96), truth: 0.5 }
    },
    most: 0.9
  },
  'Wilson on sums of weights taken for counts': {
    one: (r) => {
      const { w, chosen } = weightedRows(r)
      return { interval: wilsonLimits(total(w.filter((_, i) => chosen[i] === 1)), total(w), 1.96), truth: 0.3 }
    },
    most: 0.92
  },
  'pooled variance for 54 against 6': {
    one: (r) => {
      const [a, b] = unequal(r)
      const gap = a.sumWX / a.n - b.sumWX / b.n
      const pooled = (a.sumWXX - a.sumWX ** 2 / a.n + b.sumWXX - b.sumWX ** 2 / b.n) / (a.n + b.n - 2)
      const half = 2 * Math.sqrt(pooled * (1 / a.n + 1 / b.n))
      return { interval: { low: gap - half, high: gap + half, level: 0.95, method: 'welch' }, truth: 0 }
    },
    most: 0.8
  },
  'bootstrap of 0 or few events': {
    one: (r) => {
      const k = drawBinomial(30, 0.03, r)
      const rates = resampled([k, 30 - k], (row) => row[0]! / 30, { replicates: 200, seed: `${r.word()}` })
      return { interval: percentileInterval(rates, 0.95), truth: 0.03 }
    },
    most: 0.8
  },
  'bootstrap of cell sums instead of rows': {
    one: (r) => {
      const rows = exponentials(60, 1, r)
      const cells = [rows.slice(0, 30), rows.slice(30)].map((cell) => total(cell) / 30)
      const sum = (row: readonly number[]): number => (row[0]! * cells[0]! + row[1]! * cells[1]!) / 60
      return { interval: percentileInterval(resampled([30, 30], sum, { replicates: 200, seed: `${r.word()}` }), 0.95), truth: 1 }
    },
    most: 0.7
  }
}
