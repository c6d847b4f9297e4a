import { FEWEST_CLUSTERS } from '../stats/cluster'
import { hasOneValue } from '../stats/means'
import { proportionInterval } from '../stats/proportion'
import { criticalValue } from '../stats/normal'
import { studentCritical, studentTwoSided } from '../stats/student-t'
import { around, mayResample } from './count-design'
import type { Design, Spread, Values } from './design'
import type { Frame } from './frame'
import type { FairnessInput } from './input'
import type { ClusterRows, SecondMoments } from './kernels'
import type { Gradient, Smooth } from './linearise'
import { gradientOf, rateGradient, scaledGradient } from './linearise'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity, withInterval, withoutInterval } from '../stats/quantity'
import type { RateMask } from './rates'
import { ALL, pick } from './rates'
import type { GroupTable } from './roll-up'
import { groupsOfRows } from './rows-of-groups'
import { pairOf, partsOf } from './score-pairs'
import { whyEmpty } from './why-empty'

type Clustering = { moments: SecondMoments; patterns: Uint32Array }

/**
 * Rows that come in clusters: linearised variances from products of per-cluster sums, Student's t with one degree of freedom less than the compared group with
 * the fewest clusters has. Rates use Wilson's form at the effective size p(1−p)/V, at most Kish's; a rate of 0 or 1 counts each cluster as one row.
 */
export function clusterDesign(input: FairnessInput, frame: Frame, rows: ClusterRows): Design {
  const { level } = input.plan
  const { kernels } = input
  const weight = frame.weights?.values ?? null
  const cache = new WeakMap<GroupTable, Clustering>()
  const clusteringOf = (table: GroupTable): Clustering => {
    const known = cache.get(table)
    if (known) return known
    const slots = slotsOf(table)
    const size = table.groups.length
    const result = { moments: kernels.secondMoments(rows, slots, size * 9, weight), patterns: kernels.clusterPatterns(rows, slots, size) }
    cache.set(table, result)
    return result
  }
  const clustersIn = (table: GroupTable, group: number, combinations: readonly number[]): number =>
    clustersWith(clusteringOf(table).patterns, group, combinations)
  const fewest = (table: GroupTable, groups: readonly number[], mask?: RateMask): number =>
    Math.min(...groups.map((group) => clustersIn(table, group, mask?.denominator ?? ALL)))
  const errorOf = (table: GroupTable, gradient: Gradient, clusters: number): number =>
    Math.sqrt(Math.max(0, quadratic(clusteringOf(table).moments, gradient)) * (clusters / (clusters - 1)))

  /** p(1−p)/V, so that Wilson at z reaches as far as t does. */
  const events: Design['events'] = (table, group, mask) => {
    const n = pick(table.w, group, mask.denominator)
    const p = pick(table.w, group, mask.numerator) / n
    const rowsOf = pick(table.counts, group, mask.denominator)
    const clusters = clustersIn(table, group, mask.denominator)
    if (!(n > 0) || clusters < 2) return { k: p * clusters, n: n > 0 ? clusters : 0, rows: rowsOf, p }
    const error = errorOf(table, rateGradient(table.w, group, mask), clusters)
    const t = studentCritical(level, clusters - 1) / criticalValue(level)
    const most = (n * n) / pick(table.w2, group, mask.denominator)
    const size = (error > 0 ? Math.min(most, (p * (1 - p)) / (error * error)) : clusters) / (t * t)
    return { k: p * size, n: size, rows: rowsOf, p }
  }

  const studentised = (estimate: number, error: number, clusters: number, parts: Pick<Quantity, 'n' | 'rates'>): Quantity => ({
    ...withInterval(estimate, level, (at) => around(estimate, studentCritical(at, clusters - 1) * error, at, 'cluster-robust'), parts),
    test: { method: 'cluster-robust-t', p: error > 0 ? studentTwoSided(estimate / error, clusters - 1) : 1 }
  })

  const compared = (args: Parameters<Design['difference']>, onLogs: boolean): Quantity => {
    const [table, group, reference, mask] = args
    const pair = pairOf(events, ...args)
    if (!('a' in pair)) return pair
    const parts = partsOf(pair.a, pair.b)
    if (onLogs && !(pair.b.p > 0)) return undefinedQuantity('zero-reference', parts.n)
    const estimate = onLogs ? pair.a.p / pair.b.p : pair.a.p - pair.b.p
    const clusters = fewest(table, [group, reference], mask)
    if (clusters < FEWEST_CLUSTERS) return withoutInterval(estimate, 'few-clusters', parts)
    if (
      !mayResample(table.counts, {
        components: [
          [group, mask],
          [reference, mask]
        ]
      })
    )
      return withoutInterval(estimate, 'component-below-five', parts)
    const [a, b] = [rateGradient(table.w, group, mask), rateGradient(table.w, reference, mask)]
    const gradient = onLogs ? [...scaledGradient(a, 1 / pair.a.p), ...scaledGradient(b, -1 / pair.b.p)] : [...a, ...scaledGradient(b, -1)]
    const error = errorOf(table, gradient, clusters)
    if (!onLogs) return studentised(estimate, error, clusters, parts)
    return withInterval(
      estimate,
      level,
      (at) => {
        const factor = Math.exp(studentCritical(at, clusters - 1) * error)
        return { low: estimate / factor, high: estimate * factor, level: at, method: 'cluster-robust' }
      },
      parts
    )
  }

  const spreadOf = (table: GroupTable, influence: Float64Array): Spread => {
    const moments = kernels.secondMoments(rows, groupsOfRows(table), table.groups.length, influence)
    const factor = (a: number, b: number): number => {
      const clusters = fewest(table, [a, b])
      return clusters / (clusters - 1)
    }
    return { variance: (g) => moments.at(g, g) * factor(g, g), covariance: (a, b) => moments.at(a, b) * factor(a, b) }
  }
  const spreads = new WeakMap<Values, Spread>()
  const meanSpread = (values: Values): Spread => {
    const known = spreads.get(values) ?? spreadOf(values.table, meanInfluence(values, weight))
    spreads.set(values, known)
    return known
  }

  return {
    level,
    kind: 'clustered',
    countsRows: false,
    correction: 1,
    events,
    refuses: (table, groups) => (fewest(table, groups) < FEWEST_CLUSTERS ? 'few-clusters' : null),
    rate: (table, group, mask) => {
      const e = events(table, group, mask)
      const n = { group: e.rows, reference: null }
      if (!(e.n > 0)) return undefinedQuantity(whyEmpty(table, group), n)
      if (fewest(table, [group], mask) < FEWEST_CLUSTERS) return withoutInterval(e.p, 'few-clusters', { n })
      return withInterval(e.p, level, (at) => ({ ...intervalAt(e.k, e.n, at), method: 'cluster-robust' as const }), { n })
    },
    difference: (...args) => compared(args, false),
    ratio: (...args) => compared(args, true),
    smooth: (table, smooth, n) => {
      const estimate = smooth.value(table.w)
      if (Number.isNaN(estimate)) return undefinedQuantity('zero-denominator', n)
      const clusters = fewest(table, smooth.groups)
      const refused = whySmoothRefused(table, smooth, clusters)
      return refused
        ? withoutInterval(estimate, refused, { n })
        : studentised(estimate, errorOf(table, gradientOf(table.w, smooth), clusters), clusters, { n })
    },
    mean: (values, group) => {
      const own = values.moments[group]!
      const n = { group: own.n, reference: null }
      if (!(own.sumW > 0)) return undefinedQuantity('no-rows', n)
      const clusters = fewest(values.table, [group])
      if (clusters < FEWEST_CLUSTERS) return withoutInterval(own.sumWX / own.sumW, 'few-clusters', { n })
      const estimate = own.sumWX / own.sumW
      if (hasOneValue(own)) return withoutInterval(estimate, 'one-value', { n })
      const { interval, limits } = studentised(estimate, Math.sqrt(meanSpread(values).variance(group)), clusters, { n })
      return { interval, limits, estimate, n }
    },
    meanDifference: (values, group, reference) => {
      const [a, b] = [values.moments[group]!, values.moments[reference]!]
      const n = { group: a.n, reference: b.n }
      if (!(a.sumW > 0 && b.sumW > 0)) return undefinedQuantity('no-rows', n)
      const clusters = fewest(values.table, [group, reference])
      const estimate = a.sumWX / a.sumW - b.sumWX / b.sumW
      if (clusters < FEWEST_CLUSTERS) return withoutInterval(estimate, 'few-clusters', { n })
      if (hasOneValue(a) && hasOneValue(b)) return withoutInterval(estimate, 'one-value', { n })
      const spread = meanSpread(values)
      return studentised(estimate, Math.sqrt(differenceVariance(spread, group, reference)), clusters, { n })
    },
    influence: (table, influenceOfRow) => spreadOf(table, influenceOfRow())
  }
}

const intervalAt = (k: number, n: number, level: number): { low: number; high: number; level: number } => {
  const { low, high } = proportionInterval(k, n, level) as { low: number; high: number }
  return { low, high, level }
}

export const differenceVariance = ({ variance, covariance }: Spread, a: number, b: number): number =>
  Math.max(0, variance(a) + variance(b) - 2 * covariance(a, b))

function whySmoothRefused(table: GroupTable, smooth: Smooth, clusters: number): 'few-clusters' | 'component-below-five' | null {
  if (clusters < FEWEST_CLUSTERS) return 'few-clusters'
  return mayResample(table.counts, smooth) ? null : 'component-below-five'
}

function clustersWith(patterns: Uint32Array, group: number, combinations: readonly number[]): number {
  const wanted = combinations.reduce((bits, c) => bits | (1 << c), 0)
  let clusters = 0
  for (let bits = 1; bits < 512; bits++) if ((bits & wanted) !== 0) clusters += patterns[group * 512 + bits]!
  return clusters
}

function quadratic(moments: SecondMoments, gradient: Gradient): number {
  let total = 0
  for (const [i, a] of gradient) for (const [j, b] of gradient) total += a * b * moments.at(i, j)
  return total
}

const slotsOf = (table: GroupTable): Uint32Array =>
  table.cells.slotOfRow().map((slot) => table.ofCell[Math.floor(slot / 9)]! * 9 + (slot % 9))

/** w(x − mean)/W of each row in its group; 0 where it has no value. */
function meanInfluence({ table, moments, fill }: Values, weight: Float64Array | null): Float64Array {
  const groups = groupsOfRows(table)
  const influence = new Float64Array(groups.length)
  fill(0, groups.length, influence)
  for (let row = 0; row < influence.length; row++) {
    const x = influence[row]!
    const own = moments[groups[row]!]
    influence[row] = own === undefined || x !== x ? 0 : ((weight?.[row] ?? 1) * (x - own.sumWX / own.sumW)) / own.sumW
  }
  return influence
}
