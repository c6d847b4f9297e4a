import { describe, expect, it } from 'vitest'
import { counterfactual, type Alternatives } from '../../../../src/main/core/explain/cases/counterfactual'
import { drawRows, simpleRandom } from '../../../../src/main/core/explain/draw-rows'
import { accumulatedEffects } from '../../../../src/main/core/explain/effects/accumulated-effects'
import { explanation } from '../../../../src/shared/model/assessments/explanation'
import { placesOfDirection } from '../../../../src/main/core/explain/effects/direction-places'
import { violationsOf } from '../../../../src/main/core/explain/effects/monotonicity'
import { twoWayEffects } from '../../../../src/main/core/explain/effects/two-way-effects'
import { decomposeGap } from '../../../../src/main/core/explain/gap/decompose-gap'
import { residualFindings } from '../../../../src/main/core/explain/importance/topic'
import { backgroundText } from '../../../../src/main/core/explain/method'
import { permutation } from '../../../../src/main/core/explain/importance/permutation'
import { subgroupsOf } from '../../../../src/main/core/explain/importance/subgroups'
import { averageOf, averageQuantity, shareQuantity } from '../../../../src/main/core/explain/means'
import { areaOfHalves, areaQuantity } from '../../../../src/main/core/explain/proxies/area'
import { impactRatio, sameNumberSelected } from '../../../../src/main/core/explain/proxies/impact'
import { binsOf, uncertaintyCoefficient } from '../../../../src/main/core/explain/proxies/information'
import { crossFitted, designColumns } from '../../../../src/main/core/explain/proxies/joint'
import { residualOf } from '../../../../src/main/core/explain/shapley/attribute-rows'
import { principalReasons, sameReasons } from '../../../../src/main/core/explain/reasons/rank-reasons'
import { stabilityFinding } from '../../../../src/main/core/explain/reasons/topic'
import { take, type Table } from '../../../../src/main/core/explain/subject'
import { auc, aucInterval } from '../../../../src/main/core/stats/auc'
import { randomStream } from '../../../../src/main/core/stats/random'
import { byRow, table } from './models'

const alone = { weight: null, cluster: null }

describe('rows', () => {
  const strata = Uint32Array.from({ length: 10_000 }, (_, row) => (row % 100 === 0 ? 1 : 0))

  it('are drawn in proportion, at least fifty of a stratum, and stand for all', () => {
    const { rows, weight } = drawRows(strata, 1000, 'seed')
    const of = (s: number): number[] => [...rows.keys()].filter((i) => strata[rows[i]!] === s)
    expect(of(1)).toHaveLength(50)
    expect(of(0)).toHaveLength(990)
    for (const s of [0, 1]) expect(of(s).reduce((sum, i) => sum + weight![i]!, 0)).toBeCloseTo(s === 1 ? 100 : 9900, 9)
    expect([...rows]).toEqual([...new Set(rows)].sort((a, b) => a - b))
  })

  it('are the same for the same seed, and all where there are few', () => {
    expect(drawRows(strata, 1000, 'seed').rows).toEqual(drawRows(strata, 1000, 'seed').rows)
    expect(drawRows(strata, 1000, 'other').rows).not.toEqual(drawRows(strata, 1000, 'seed').rows)
    expect(drawRows(strata, 10_000, 'seed').weight).toBeNull()
    expect(simpleRandom(5, 10, 'seed')).toEqual(Uint32Array.of(0, 1, 2, 3, 4))
  })
})

describe('the background', () => {
  it('is said to be drawn only where some rows were left out', () => {
    const about = { part: 'reference', of: 1200, sha256: 'ab' }
    expect(backgroundText({ ...about, rows: 1000 })).toBe('1000 rows drawn from part reference, SHA-256 ab')
    expect(backgroundText({ ...about, rows: 1200 })).toBe('all 1200 rows of part reference, SHA-256 ab')
  })
})

describe('very many rows', () => {
  it('are drawn as few are', () => {
    const { rows, weight } = drawRows(new Uint32Array(400_000), 300_000, 'seed')
    expect(rows).toHaveLength(300_000)
    expect(new Set(rows).size).toBe(300_000)
    expect(weight![0]).toBeCloseTo(4 / 3, 12)
  })
})

describe('the gap between two groups', () => {
  const values = table(400, 3, 'values').columns
  const margins = values[0]!.map((_, row) => values.reduce((sum, column) => sum + column[row]!, 2))
  const pair = { group: (row: number) => row % 3 === 0, reference: (row: number) => row % 3 === 1 }

  it.each([
    ['rows that stand alone', alone],
    ['clusters', { weight: null, cluster: Uint32Array.from({ length: 400 }, (_, row) => row >> 1) }],
    ['weights', { weight: Float64Array.from({ length: 400 }, (_, row) => 1 + (row % 5)), cluster: null }]
  ] as const)('is the sum of its parts over %s', (_, design) => {
    const gap = decomposeGap(margins, values, pair, design, 0.95)
    expect(gap.residual).toBeLessThan(1e-12)
    expect(gap.total.estimate).toBeCloseTo(gap.means.group - gap.means.reference, 12)
    for (const share of gap.shares) expect(share.interval!.low < share.estimate! && share.estimate! < share.interval!.high).toBe(true)
  })
})

describe('reasons against another background', () => {
  const subject = {
    name: 'a model',
    features: [],
    margin: () => new Float64Array(),
    respond: (x: number) => x,
    gain: null,
    cuts: () => null
  }
  const found = (changes: number, coverage: readonly number[]) => stabilityFinding({ subject }, changes, coverage)

  it('are a finding where the first one changes, and where the share that has stated reasons does', () => {
    expect(found(0.05, [0.5, 0.52])).toEqual([])
    expect(found(0.06, [0.5, 0.52])[0]).toMatchObject({ severity: 'low', title: 'First reasons depend on the background' })
    const [apart] = found(0.01, [0.26, 0.43])
    expect(apart).toMatchObject({ severity: 'low', title: 'Which reasons are principal depends on the background' })
    expect(apart!.condition).toContain(
      '26.0 % of them have a stated reason for each principal feature against one half, 43.0 % against the other'
    )
    expect(apart!.evidence).toContain('reason_coverage')
    expect(found(0.01, [0.2, 0.43])[0]?.severity).toBe('moderate')
  })
})

describe('contributions that do not add up', () => {
  const rows = table(50, 4, 'sums')
  const exact = byRow((row) => row.reduce((sum, x, j) => sum + x * (j + 1), 0.5))
  const summed = (margin: (x: number) => number) => {
    const values = rows.columns.map((column, j) => column.map((x) => x * (j + 1)))
    const margins = exact(rows).map(margin)
    const contributions = { bias: 0.5, values, errors: null, residual: residualOf(margins, 0.5, values) }
    const subject = { name: 'a model', features: [], margin: exact, respond: (x: number) => x, gain: null, cuts: () => null }
    const explanation = {} as Parameters<typeof residualFindings>[0]['explanation']
    return residualFindings({ imported: null, contributions, margins, subject, explanation, table: rows }, rows.rows)
  }

  it('are a grave finding where the model file’s margin is another, and none where it was only summed in float32', () => {
    expect(summed((margin) => margin)).toEqual([])
    expect(summed(Math.fround)).toEqual([])
    expect(summed((margin) => Math.round(margin * 1000) / 1000)).toMatchObject([
      {
        key: 'contributions-do-not-add-up',
        severity: 'high',
        kind: 'method',
        evidence: ['additivity_residual'],
        condition: expect.stringContaining('over 50 rows')
      }
    ])
  })
})

describe('averages', () => {
  it('of doubled rows have the interval of the single ones where the doubles are clusters', () => {
    const one = table(60, 1, 'one').columns[0]!
    const twice = Float64Array.from({ length: 120 }, (_, row) => one[row >> 1]!)
    const cluster = Uint32Array.from({ length: 120 }, (_, row) => row >> 1)
    const single = averageQuantity(averageOf(one, alone), alone, 0.95).interval!
    const double = averageQuantity(averageOf(twice, { weight: null, cluster }), { weight: null, cluster }, 0.95).interval!
    expect([double.low, double.high]).toEqual([expect.closeTo(single.low, 12), expect.closeTo(single.high, 12)])
  })

  it('of shares do not call nothing seen certain', () => {
    const none = shareQuantity(new Float64Array(100), alone, 0.95).interval!
    expect(none.low).toBe(0)
    expect(none.high).toBeGreaterThan(0.03)
    const cluster = Uint32Array.from({ length: 100 }, (_, row) => row >> 1)
    expect(shareQuantity(new Float64Array(100), { weight: null, cluster }, 0.95).interval!.high).toBeGreaterThan(none.high)
  })

  it('of placements are the area of DeLong', () => {
    const scores = table(300, 1, 'scores').columns[0]!
    const random = randomStream('outcome', 0)
    const outcome = scores.map((score) => (random.uniform() < 1 / (1 + Math.exp(-score)) ? 1 : 0))
    const of = (y: number): Float64Array => scores.filter((_, row) => outcome[row] === y).sort()
    const theirs = auc(of(1), of(0))
    if ('undefined' in theirs) throw new Error('one class')
    const mine = areaQuantity(scores, outcome, alone, 0.95)
    expect(mine.estimate).toBeCloseTo(theirs.estimate, 12)
    const width = aucInterval(theirs, 0.95)
    if ('undefined' in width) throw new Error('no variance')
    expect(mine.interval!.high - mine.interval!.low).toBeCloseTo(width.interval.high - width.interval.low, 2)
  })
})

describe('effects', () => {
  it('of two features together are nothing where they only add up, and a product where they multiply', () => {
    const t = table(4000, 2, 'together')
    const places = [-2, -1, 0, 1, 2].map((x) => x)
    const axes = [Float64Array.from(places), Float64Array.from(places)] as const
    const respond = (margin: number): number => margin
    const sum = twoWayEffects({ margin: byRow((x) => 3 * x[0]! + x[1]! * x[1]!), respond }, t, [0, 1], axes)
    for (const row of sum) for (const value of row) expect(Math.abs(value)).toBeLessThan(1e-9)
    const product = twoWayEffects({ margin: byRow((x) => x[0]! * x[1]!), respond }, t, [0, 1], axes)
    product.forEach((row, i) => row.forEach((value, j) => expect(Math.abs(value - places[i]! * places[j]!)).toBeLessThan(0.15)))
  })

  it('of two features together count rows by their weights', () => {
    const t = table(300, 2, 'weights')
    const axes = [Float64Array.of(-1, 0, 1), Float64Array.of(-1, 0, 1)] as const
    const subject = { margin: byRow((x) => x[0]! * x[1]! * (x[0]! > 0.3 ? 2 : 1)), respond: (margin: number): number => margin }
    const weight = Float64Array.from({ length: 300 }, (_, row) => 1 + (row % 3))
    const repeated = Array.from({ length: 300 }, (_, row) => new Array<number>(weight[row]!).fill(row)).flat()
    const once = twoWayEffects(subject, t, [0, 1], axes, weight)
    const often = twoWayEffects(subject, take(t, repeated), [0, 1], axes)
    once.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(often[i]![j]!, 12)))
  })

  it('have local limits that cover the curve of very many rows, its lowest place too', () => {
    const subject = { margin: byRow((x) => x[0]! * x[1]! + x[1]!), respond: (margin: number): number => margin }
    const correlated = (rows: number, seed: string): Table => {
      const { columns } = table(rows, 2, seed)
      return { columns: [columns[0]!, columns[1]!.map((x, row) => x + 0.5 * columns[0]![row]!)], rows }
    }
    const places = Float64Array.of(-2, -1, -0.3, 0.3, 1, 2)
    const truth = accumulatedEffects(subject, correlated(200_000, 'truth'), 0, places, alone, 0.95).values
    const covered = new Float64Array(places.length)
    for (let round = 0; round < 300; round++) {
      const { limits } = accumulatedEffects(subject, correlated(250, `round ${round}`), 0, places, alone, 0.95)
      limits.forEach((limit, k) => (covered[k]! += limit !== null && limit.low <= truth[k]! && truth[k]! <= limit.high ? 1 : 0))
    }
    for (const count of covered) expect(count / 300).toBeGreaterThan(0.9)
  })

  it('have wider local limits where rows hang together, and none beyond a stretch of one row', () => {
    const subject = { margin: byRow((x) => x[0]! * x[1]!), respond: (margin: number): number => margin }
    const t = table(200, 2, 'hang')
    const twice = take(
      t,
      Array.from({ length: 400 }, (_, row) => row >> 1)
    )
    const cluster = Uint32Array.from({ length: 400 }, (_, row) => row >> 1)
    const places = Float64Array.of(-1, 0, 1)
    const [single, pairs] = [
      accumulatedEffects(subject, t, 0, places, alone, 0.95),
      accumulatedEffects(subject, twice, 0, places, { weight: null, cluster }, 0.95)
    ]
    single.limits.forEach((limit, k) => expect(pairs.limits[k]!.high).toBeCloseTo(limit!.high, 10))
    const most = Math.max(...t.columns[0]!)
    const { limits } = accumulatedEffects(
      subject,
      t,
      0,
      Float64Array.of(-1, 0, [...t.columns[0]!].sort((a, b) => b - a)[1]!, most),
      alone,
      0.95
    )
    expect(limits.map((limit) => limit === null)).toEqual([false, false, false, true])
  })

  it('are held against a direction in every stretch between cuts, however few rows lie in it', () => {
    const column = Float64Array.from({ length: 1000 }, (_, row) => (row === 3 ? NaN : row))
    const asked = (cuts: Float64Array | null): Float64Array => {
      const subject = { cuts: () => cuts } as unknown as Parameters<typeof placesOfDirection>[0]['subject']
      return placesOfDirection({ table: { columns: [column], rows: 1000 }, subject, explanation: explanation.parse({}) }, 0)
    }
    const places = asked(Float64Array.of(100, 500.5, 501.5))
    expect([...places]).toEqual([0, 100, 101, 501, 502])
    expect(asked(null)).toHaveLength(20)
    expect(asked(Float64Array.from({ length: 400 }, (_, k) => 2 * k + 0.5)).length).toBeGreaterThan(150)
  })

  it('against a direction are counted by row', () => {
    const curves = [Float64Array.of(0, 0, 0), Float64Array.of(1, -0.5, 0), Float64Array.of(2, 1, 0)]
    expect(violationsOf(curves, 'increasing')).toEqual({ violates: Float64Array.of(0, 1, 0), worst: 0.5 })
    expect(violationsOf(curves, 'decreasing').violates).toEqual(Float64Array.of(1, 1, 0))
  })
})

describe('permutations', () => {
  it('stay within their subgroups', () => {
    const t = table(800, 2, 'within')
    const [first] = t.columns
    const like = { columns: [first!.map((x) => x + 0.01), first!], rows: t.rows }
    const groups = subgroupsOf(like, { name: 'x', features: [0] })
    expect(new Set(groups).size).toBeGreaterThan(4)
    const order = permutation(t.rows, groups, 'seed', 0)
    expect([...order].sort((a, b) => a - b)).toEqual(Array.from({ length: t.rows }, (_, i) => i))
    order.forEach((from, to) => expect(groups[from]).toBe(groups[to]))
    const apart = order.reduce((sum, from, to) => sum + Math.abs(first![from]! - first![to]!), 0) / t.rows
    expect(apart).toBeLessThan(0.4)
  })
})

describe('reasons', () => {
  it('are the most adverse, ties in their order, none that is not adverse', () => {
    expect(principalReasons([0.2, 0.5, -1, 0.5, 0, 0.1], 4)).toEqual([1, 3, 0, 5])
    expect(principalReasons([0.2, 0.5, 0.3], 2)).toEqual([1, 2])
    expect(principalReasons([-1, 0], 4)).toEqual([])
    expect(sameReasons([1, 3], [3, 1])).toBe(true)
    expect(sameReasons([1, 3], [1])).toBe(false)
  })
})

describe('proxies', () => {
  it('are told by several features together', () => {
    const t = table(600, 2, 'joint')
    const outcome = t.columns[0]!.map((x, row) => (x + t.columns[1]![row]! > 0 ? 1 : 0))
    const features = t.columns.map((_, j) => ({ name: `x${j}`, levels: null }))
    const jointly = (of: Table, y: Float64Array, seed: string): ReturnType<typeof areaQuantity> => {
      const { scores, half } = crossFitted(designColumns(of, features), y, alone, seed)
      return areaOfHalves(scores, y, half, alone, 0.95)
    }
    expect(jointly(t, outcome, 'seed').estimate).toBeGreaterThan(0.99)
    expect(areaQuantity(t.columns[0]!, outcome, alone, 0.95).estimate).toBeLessThan(0.9)
    let covered = 0
    for (let round = 0; round < 150; round++) {
      const noise = table(200, 3, `noise ${round}`)
      const { interval } = jointly(
        { columns: noise.columns.slice(1), rows: 200 },
        noise.columns[0]!.map((x) => (x > 0 ? 1 : 0)),
        `${round}`
      )
      covered += interval!.low <= 0.5 && 0.5 <= interval!.high ? 1 : 0
    }
    expect(covered / 150).toBeGreaterThan(0.91)
  })

  it('keep the number selected', () => {
    const responses = Float64Array.of(0.1, 0.9, 0.5, 0.7, 0.3)
    expect([...sameNumberSelected(responses, Uint8Array.of(1, 0, 1, 0, 0), null, true)]).toEqual([0, 1, 0, 1, 0])
    expect([...sameNumberSelected(responses, Uint8Array.of(1, 0, 1, 0, 0), null, false)]).toEqual([1, 0, 0, 0, 1])
  })
})

describe('proxies', () => {
  it('keep the weight selected where rows stand for others', () => {
    const responses = Float64Array.of(0.1, 0.9, 0.5, 0.7, 0.3)
    const weight = Float64Array.of(4, 1, 1, 1, 1)
    expect([...sameNumberSelected(responses, Uint8Array.of(1, 0, 0, 0, 0), weight, true)]).toEqual([0, 1, 1, 1, 1])
    expect([...sameNumberSelected(responses, Uint8Array.of(0, 1, 1, 1, 1), weight, false)]).toEqual([1, 0, 0, 0, 0])
  })

  it('have score limits on effective sizes, also where none of a group is selected', () => {
    const pair = { group: (row: number): boolean => row < 40, reference: (row: number): boolean => row >= 40 }
    const selected = Uint8Array.from({ length: 100 }, (_, row) => (row >= 60 ? 1 : 0))
    const weighted = { weight: new Float64Array(100).fill(3), cluster: null }
    const [plain, same] = [impactRatio(selected, pair, alone, 0.95), impactRatio(selected, pair, weighted, 0.95)]
    expect(plain.estimate).toBe(0)
    expect(same.estimate).toBe(0)
    expect(same.interval!.high).toBeCloseTo(plain.interval!.high, 10)
    expect(same.interval!.high).toBeGreaterThan(0.05)
  })

  it('that are categories are told as they are, not in ten lots by the order of their codes', () => {
    const zip = Float64Array.from({ length: 4000 }, (_, row) => row % 40)
    const group = zip.map((code) => 1 + (code % 2))
    expect(uncertaintyCoefficient(binsOf(zip, Infinity), group, null).value).toBeCloseTo(1, 12)
    expect(uncertaintyCoefficient(binsOf(zip, 10), group, null).value).toBeLessThan(0.01)
  })
})

describe('what turns a decision', () => {
  const subject = { margin: byRow((x) => x[0]! + 2 * x[1]! + x[2]!), respond: (margin: number) => margin }
  const options = (feature: number, values: number[]): Alternatives => ({
    feature,
    values: Float64Array.from(values),
    distance: Float64Array.from(values, Math.abs)
  })

  it('is the fewest changes, the nearest among them', () => {
    const found = counterfactual(subject, [0, 0, 0], [options(0, [1, 2]), options(1, [0.5, 1]), options(2, [1])], (r) => r >= 2, 1)
    expect(found).toEqual({ way: { changes: [{ feature: 1, to: 1 }], response: 2, distance: 1 }, proven: true })
    const two = counterfactual(subject, [0, 0, 0], [options(0, [1]), options(1, [0.5]), options(2, [1])], (r) => r >= 2, 1)
    expect([two.way!.changes.length, two.proven]).toEqual([2, true])
  })

  it('is nothing where nothing turns it, and says when not all was tried', () => {
    expect(counterfactual(subject, [0, 0, 0], [options(0, [1])], (r) => r >= 2, 1)).toEqual({ way: null, proven: true })
    const many = Array.from({ length: 400 }, (_, i) => (i + 1) / 400)
    const [a, b, c] = [options(0, many), options(1, many), options(2, many)]
    const two = counterfactual(subject, [0, 0, 0], [a, b, c], (r) => r >= 2.9, 1)
    expect([two.way!.changes.length, two.proven]).toEqual([2, true])
    const three = counterfactual(subject, [0, 0, 0], [a, b, c], (r) => r >= 3.9, 1)
    expect([three.way!.changes.length, three.proven]).toEqual([3, false])
    expect(counterfactual(subject, [0, 0, 0], [a, b, c], (r) => r >= 5, 1)).toEqual({ way: null, proven: false })
  })
})
