import { describe, expect, it } from 'vitest'
import type { Measure } from '../../../../src/shared/model/measure'
import { differenceInterval } from '../../../../src/main/core/stats/two-proportions'
import type { Cell } from './harness'
import { assess, find, planOf, inputOf, rowsOf } from './harness'
import { assessFairness, countMeasures, neededColumns } from '../../../../src/main/core/fairness/assess-fairness'

const columns = { sex: 'protected', hired: { role: 'decision', favourable: ['1'] } }
const names = ['sex', 'hired'] as const
const simple = (k1: number, n1: number, k2: number, n2: number) =>
  rowsOf(names, [
    [k1, 'F', 1],
    [n1 - k1, 'F', 0],
    [k2, 'M', 1],
    [n2 - k2, 'M', 0]
  ])
const toMen = { groups: { reference: { sex: 'M' } } }
const ratioOf = (result: ReturnType<typeof assess>) => find(result, { metric: 'selection_rate_ratio', group: { sex: 'F' }, at: {} })

describe('inference is declared (§1)', () => {
  const table = simple(30, 80, 50, 100)
  it('a census has no interval and no test, and says so', () => {
    const result = assess(table, { columns, ...toMen, inference: { kind: 'census' } })
    for (const { measure, limits } of result.estimates) {
      expect(measure.interval).toBeNull()
      expect(measure.test).toBeNull()
      expect(limits).toBeNull()
    }
    expect(ratioOf(result).measure.noInterval).toBe('census')
  })
  it('a sample of a frame has hypergeometric limits, narrower as the frame is exhausted', () => {
    const width = (frame: number) => {
      const { interval } = find(assess(table, { columns, inference: { kind: 'sample', frame, method: 'random' } }), {
        metric: 'selection_rate',
        group: { sex: 'F' }
      }).measure
      return { width: interval!.high! - interval!.low!, method: interval!.method }
    }
    expect(width(1e6).method).toBe('hypergeometric')
    expect(width(200).width).toBeLessThan(0.5 * width(1e6).width)
  })
  it('differences in a sample use the effective sizes n(N−1)/(N−n)', () => {
    const result = assess(table, { columns, ...toMen, inference: { kind: 'sample', frame: 400, method: 'random' } })
    const f = 399 / 220
    const wanted = differenceInterval({ k: 30 * f, n: 80 * f }, { k: 50 * f, n: 100 * f }, 0.95)
    expect(find(result, { metric: 'selection_rate_difference', group: { sex: 'F' } }).measure.interval!.low).toBeCloseTo(
      (wanted as { low: number }).low,
      10
    )
  })
  it('refuses a frame smaller than the sample', () => {
    expect(() => assess(table, { columns, inference: { kind: 'sample', frame: 100, method: 'random' } })).toThrow(/frame of 100/)
  })
})

describe('rates and ratios (§2)', () => {
  it('few events give Clopper–Pearson, many give Wilson', () => {
    const method = (k: number) =>
      find(assess(simple(k, 80, 50, 100), { columns }), { metric: 'selection_rate', group: { sex: 'F' } }).measure.interval!.method
    expect(method(4)).toBe('clopper-pearson')
    expect(method(5)).toBe('wilson')
  })
  it('0/n against a positive reference is ratio 0 with an upper limit', () => {
    const { measure } = ratioOf(assess(simple(0, 80, 50, 100), { columns, ...toMen }))
    expect(measure.estimate).toBe(0)
    expect(measure.interval!.high).toBeGreaterThan(0)
  })
  it('a zero reference is undefined, never 0 or 1', () => {
    for (const k of [0, 10])
      expect(ratioOf(assess(simple(k, 80, 0, 100), { columns, ...toMen })).measure).toMatchObject({
        estimate: null,
        status: { code: 'undefined', reason: 'zero-reference' }
      })
  })
  it('a rate without a denominator is undefined', () => {
    const result = assess(
      rowsOf(
        ['sex', 'hired', 'good'],
        [
          [40, 'F', 0, 0],
          [40, 'M', 1, 1]
        ]
      ),
      { columns: { ...columns, good: 'label' } }
    )
    expect(find(result, { metric: 'ppv', group: { sex: 'F' } }).measure.status).toEqual({ code: 'undefined', reason: 'zero-denominator' })
  })
  it('smooth composites are not resampled where a component has fewer than five', () => {
    const table = (fn: number) =>
      rowsOf(
        ['sex', 'hired', 'good'],
        [
          [40, 'F', 1, 1],
          [fn, 'F', 0, 1],
          [9, 'F', 1, 0],
          [40, 'F', 0, 0],
          [60, 'M', 1, 1]
        ]
      )
    const mcc = (fn: number) =>
      find(assess(table(fn), { columns: { ...columns, good: 'label' } }), { metric: 'mcc', group: { sex: 'F' } }).measure
    expect(mcc(4)).toMatchObject({ interval: null, noInterval: 'component-below-five' })
    expect(mcc(5).interval).toMatchObject({ method: 'multinomial-bootstrap' })
  })
  it('equal plans and seeds give equal resamples, and other seeds others', () => {
    const table = rowsOf(
      ['sex', 'hired', 'good'],
      [
        [40, 'F', 1, 1],
        [20, 'F', 0, 1],
        [9, 'F', 1, 0],
        [40, 'F', 0, 0],
        [60, 'M', 1, 1]
      ]
    )
    const plan = planOf({ columns: { ...columns, good: 'label' } })
    const run = (seed: string) =>
      JSON.stringify(find(assessFairness(inputOf(table, plan, [], seed)), { metric: 'mcc', group: { sex: 'F' } }).measure.interval)
    expect(run('aa')).toBe(run('aa'))
    expect(run('aa')).not.toBe(run('bb'))
  })
})

describe('what the data choose is never bootstrapped (§3)', () => {
  const many = rowsOf(
    names,
    Array.from(
      { length: 10 },
      (_, g) =>
        [
          [40 + g, `g${g}`, 1],
          [60 - g, `g${g}`, 0]
        ] as [number, ...Cell[]][]
    ).flat()
  )
  it('the ratio of extremes has an intersection–union interval whose upper limit may reach 1', () => {
    const { measure, limits } = find(assess(many, { columns }), { metric: 'selection_rate_ratio', reference: { extremes: ['sex'] } })
    expect(measure.interval!.method).toBe('intersection-union-ratio')
    expect(measure.interval!.high).toBe(1)
    expect(limits!(0.5)!.high).toBeLessThanOrEqual(1)
  })
  it('so has the most favoured group, which never is the unknown', () => {
    const table = rowsOf(names, [
      [50, 'F', 1],
      [50, 'F', 0],
      [60, 'M', 1],
      [40, 'M', 0],
      [40, null, 1]
    ])
    const result = assess(table, { columns, groups: { reference: { sex: 'most_favoured' } } })
    const ratio = find(result, {
      metric: 'selection_rate_ratio',
      group: { sex: 'F' },
      reference: { group: { sex: 'M' }, by: 'most-favoured' }
    }).measure
    expect(ratio.interval!.method).toBe('intersection-union-ratio')
    expect(
      find(result, { metric: 'selection_rate_ratio', group: { sex: 'M' }, reference: { group: { sex: 'M' }, by: 'most-favoured' } }).measure
        .estimate
    ).toBe(1)
    expect(find(result, { metric: 'shortfall', group: { sex: 'F' } }).measure).toMatchObject({
      interval: null,
      noInterval: 'chosen-by-the-data'
    })
  })
  it('groups under the minimum size are reported small and are no extremes', () => {
    const table = rowsOf(names, [
      [50, 'F', 1],
      [50, 'F', 0],
      [60, 'M', 1],
      [40, 'M', 0],
      [0, 'X', 1],
      [9, 'X', 0]
    ])
    const result = assess(table, { columns, ...toMen, minimum_group_size: 30 })
    expect(find(result, { metric: 'selection_rate_ratio', reference: { extremes: ['sex'] } }).measure.estimate).toBeCloseTo(5 / 6, 12)
    expect(find(result, { metric: 'selection_rate', group: { sex: 'X' } }).measure.status).toEqual({
      code: 'small',
      reason: 'below-minimum-size'
    })
    expect(
      find(result, { metric: 'selection_rate_ratio', group: { sex: 'X' }, reference: { group: { sex: 'M' } } }).measure.status.code
    ).toBe('small')
  })
})

describe('families (§5)', () => {
  it('Holm within one metric of one attribute', () => {
    const table = rowsOf(names, [
      [30, 'A', 1],
      [70, 'A', 0],
      [45, 'B', 1],
      [55, 'B', 0],
      [60, 'M', 1],
      [40, 'M', 0]
    ])
    const result = assess(table, { columns, ...toMen })
    const [a, b] = ['A', 'B'].map((sex) => find(result, { metric: 'selection_rate_difference', group: { sex } }).measure.test!)
    expect(a).toMatchObject({ method: 'fisher-mid-p', family: 'selection_rate_difference within sex', m: 2 })
    expect(a!.adjusted).toBeCloseTo(2 * a!.p, 15)
    expect(b!.adjusted).toBeCloseTo(Math.max(b!.p, a!.adjusted), 15)
  })
})

describe('labels that are missing for a reason (§7)', () => {
  const withLabel = { ...columns, good: { role: 'label', favourable: ['1'] } }
  const table = rowsOf(
    ['sex', 'hired', 'good'],
    [
      [30, 'F', 1, 1],
      [10, 'F', 1, 0],
      [40, 'F', 0, null],
      [50, 'M', 1, 1],
      [10, 'M', 1, 0],
      [5, 'M', 1, null],
      [40, 'M', 0, null]
    ]
  )
  const result = assess(table, {
    columns: withLabel,
    ...toMen,
    assessments: { fairness: { metrics: ['rates', 'comparisons', 'joint', 'auc'] } }
  })
  it('known only for those selected: everything but PPV among them is undefined', () => {
    expect(result.population.labels).toBe('follow-the-decision')
    expect(result.population.labelsKnown).toContainEqual({ group: { sex: 'F' }, decision: 'unfavourable', known: 0, rows: 40 })
    expect(find(result, { metric: 'ppv', group: { sex: 'F' } }).measure.estimate).toBe(0.75)
    expect(
      result.estimates.filter(({ measure }) =>
        ['tpr', 'fpr', 'accuracy', 'base_rate', 'f1', 'equalized_odds_difference'].includes(measure.metric)
      )
    ).toEqual([])
    const named = assess(table, { columns: withLabel, ...toMen, assessments: { fairness: { metrics: ['tpr'] } } })
    expect(find(named, { metric: 'tpr', group: { sex: 'F' } }).measure.status).toEqual({
      code: 'undefined',
      reason: 'labels-follow-the-decision'
    })
  })
  it('bounds hold what labels could have been', () => {
    const named = assess(table, { columns: withLabel, ...toMen, assessments: { fairness: { metrics: ['tpr', 'ppv'] } } })
    const bound = (metric: 'tpr_bound' | 'ppv_bound', sex: string, end: 'low' | 'high') =>
      find(named, { metric, group: { sex }, at: { bound: end } }).measure.estimate
    expect(bound('tpr_bound', 'F', 'low')).toBeCloseTo(30 / 70, 14)
    expect(bound('tpr_bound', 'F', 'high')).toBe(1)
    expect(bound('ppv_bound', 'M', 'low')).toBeCloseTo(50 / 65, 14)
    expect(bound('ppv_bound', 'M', 'high')).toBeCloseTo(55 / 65, 14)
  })
  it('young labels are counted and left out', () => {
    const dated = {
      ...rowsOf(
        ['sex', 'hired', 'good', 'day'],
        [
          [40, 'F', 1, 1, 19000],
          [10, 'F', 0, 0, 19000],
          [20, 'F', 1, 0, 19360],
          [50, 'M', 0, 1, 19000]
        ]
      )
    }
    const run = assess(dated, { columns: { ...withLabel, day: 'time' }, labels: { time: 'day', maturity_days: 90, as_of: '2023-01-01' } })
    expect(run.population.immature).toBe(20)
    expect(find(run, { metric: 'ppv', group: { sex: 'F' } }).measure.estimate).toBe(1)
  })
  it('the largest group that others are held against is never the unknown, however many', () => {
    const unknowns = rowsOf(names, [
      [30, 'F', 1],
      [70, 'F', 0],
      [60, 'M', 1],
      [60, 'M', 0],
      [900, null, 1]
    ])
    const run = assess(unknowns, { columns })
    const references = run.estimates.flatMap(({ measure: { reference } }) =>
      reference !== null && 'group' in reference ? [reference.group] : []
    )
    expect(references.length).toBeGreaterThan(0)
    for (const group of references) expect(group).toEqual({ sex: 'M' })
  })
  it('unknown protected values: bounds on the ratio, a row, never a reference', () => {
    const unknowns = rowsOf(names, [
      [40, 'F', 1],
      [60, 'F', 0],
      [50, 'M', 1],
      [50, 'M', 0],
      [20, null, 1],
      [30, null, 0]
    ])
    const run = assess(unknowns, { columns, groups: { reference: { sex: 'M' } } })
    const bound = (end: 'low' | 'high') =>
      find(run, { metric: 'selection_rate_ratio_bound', group: { sex: 'F' }, at: { bound: end } }).measure.estimate
    expect(bound('low')).toBeCloseTo(40 / 130 / (70 / 120), 14)
    expect(bound('high')).toBeCloseTo(60 / 120 / (50 / 130), 14)
    expect(run.estimates.some(({ measure }) => measure.reference !== null && measure.group?.['sex'] === null)).toBe(false)
  })
})

describe('small things a plan may ask', () => {
  it('refuses favourable values that the data do not have', () => {
    expect(() => assess(simple(5, 10, 5, 10), { columns: { ...columns, hired: { role: 'decision', favourable: ['yes'] } } })).toThrow(/yes/)
  })
  it('bins, names and unknown values', () => {
    const table = { age: [20, 30, 40, 70, null, -1], sex: ['f', 'W', 'm', 'x', '?', 'm'], hired: [1, 0, 1, 0, 1, 0] }
    const use = {
      age: { role: 'protected', bins: [25, 45], unknown: [-1] },
      sex: { role: 'protected', names: { f: 'women', W: 'women', m: 'men' }, unknown: ['?'] },
      hired: { role: 'decision', favourable: [1] }
    }
    const { attributes } = assess(table, { columns: use }).population
    expect(attributes[0]).toMatchObject({
      groups: [
        { value: '25 to under 45', rows: 2 },
        { value: '45 or over', rows: 1 },
        { value: 'under 25', rows: 1 }
      ],
      unknown: 2
    })
    expect(attributes[1]!.groups.map(({ value, rows }) => [value, rows])).toEqual([
      ['men', 2],
      ['women', 2],
      ['x', 1]
    ])
  })
  it('every class against the rest', () => {
    const table = rowsOf(
      ['sex', 'd', 'y'],
      [
        [10, 'F', 'a', 'a'],
        [5, 'F', 'b', 'a'],
        [7, 'M', 'c', 'c'],
        [3, 'M', 'a', 'c']
      ]
    )
    const result = assess(table, {
      columns: { sex: 'protected', d: 'decision', y: 'label' },
      assessments: { fairness: { classes: 'one_vs_rest' } }
    })
    expect(find(result, { metric: 'tpr', group: { sex: 'F' }, at: { class: 'a' } }).measure.estimate).toBeCloseTo(10 / 15, 14)
    expect(find(result, { metric: 'selection_rate', group: { sex: 'M' }, at: { class: 'c' } }).measure.estimate).toBe(0.7)
  })
  it("Simpson's reversal", () => {
    const table = rowsOf(
      ['sex', 'dept', 'hired'],
      [
        [80, 'F', 'a', 1],
        [20, 'F', 'a', 0],
        [10, 'F', 'b', 1],
        [190, 'F', 'b', 0],
        [150, 'M', 'a', 1],
        [50, 'M', 'a', 0],
        [4, 'M', 'b', 1],
        [96, 'M', 'b', 0]
      ]
    )
    const result = assess(table, {
      columns: { ...columns, dept: 'control' },
      groups: { reference: { sex: 'M' }, controls: ['dept'] },
      assessments: { fairness: { metrics: ['stratified'] } }
    })
    expect(find(result, { metric: 'simpson_reversal', group: { sex: 'F' } }).measure.estimate).toBe(2)
    expect(
      find(result, { metric: 'selection_rate_difference', group: { sex: 'F' }, at: { control: 'dept=a' } }).measure.estimate
    ).toBeCloseTo(0.05, 12)
  })
  it('scoring rates above the median of all', () => {
    const table = { sex: ['F', 'F', 'F', 'M', 'M', 'M', null], s: [1, 2, 5, 3, 4, 6, 7] }
    const result = assess(table, { columns: { sex: 'protected', s: { role: 'score', kind: 'points' } } }, [
      { metric: 'scoring_rate', over: ['sex'], reference: 'planned' },
      { metric: 'scoring_rate_ratio', over: ['sex'], reference: 'most_favoured' }
    ])
    expect(find(result, { metric: 'scoring_rate', group: { sex: 'F' } }).measure.estimate).toBeCloseTo(1 / 3, 14)
    expect(find(result, { metric: 'scoring_rate_ratio', group: { sex: 'M' } }).measure.estimate).toBe(1)
  })
  it('the treatment equality example of the AWS documentation, both readings', () => {
    const table = rowsOf(
      ['sex', 'hired', 'good'],
      [
        [6, 'M', 1, 0],
        [8, 'M', 0, 1],
        [2, 'F', 1, 0],
        [5, 'F', 0, 1],
        [30, 'M', 1, 1],
        [30, 'F', 1, 1]
      ]
    )
    const result = assess(table, { columns: { ...columns, good: 'label' }, ...toMen })
    expect(find(result, { metric: 'treatment_equality_fp_fn', group: { sex: 'F' } }).measure.estimate).toBeCloseTo(0.35, 12)
    expect(find(result, { metric: 'treatment_equality_fn_fp', group: { sex: 'F' } }).measure.estimate).toBeCloseTo(1.1666666666666667, 12)
  })
  it('all crossings: one sorted table, small cells masked so that no line gives one away', () => {
    const table = rowsOf(
      ['sex', 'race', 'hired'],
      [
        [40, 'F', 'a', 1],
        [3, 'F', 'b', 1],
        [30, 'M', 'a', 0],
        [20, 'M', 'b', 1]
      ]
    )
    const plan = { columns: { ...columns, race: 'protected' }, groups: { all_crossings: 2 }, suppress_below: 5 }
    const [csv] = assess(table, plan).tables
    expect(csv!.header.slice(0, 3)).toEqual(['sex', 'race', 'n'])
    expect(csv!.rows.map((row) => [row[0], row[1], row[2]])).toEqual([
      ['F', '*', 43],
      ['M', '*', 50],
      ['*', 'a', 70],
      ['*', 'b', 23],
      ['F', 'a', null],
      ['F', 'b', null],
      ['M', 'a', null],
      ['M', 'b', null]
    ])
  })
  it('counts measures before it makes them', () => {
    const plan = planOf({ columns: { ...columns, good: 'label' }, ...toMen })
    const table = rowsOf(
      ['sex', 'hired', 'good'],
      [
        [10, 'F', 1, 1],
        [10, 'M', 0, 1],
        [10, null, 0, 0]
      ]
    )
    const made = assessFairness(inputOf(table, plan)).estimates.length
    const counted = countMeasures(
      plan,
      new Map([
        ['sex', 2],
        ['hired', 2],
        ['good', 2]
      ]),
      []
    )
    expect(counted).toBeGreaterThanOrEqual(made)
    expect(counted).toBeLessThan(made * 1.5 + 20)
    expect(neededColumns(plan, 'current')).toEqual([
      { name: 'sex', as: 'codes' },
      { name: 'hired', as: 'codes' },
      { name: 'good', as: 'codes' }
    ])
    expect(neededColumns(plan, 'reference')).toEqual([])
  })
})

describe('limits of probabilities', () => {
  const table = rowsOf(
    ['sex', 'good', 's'],
    [
      [2, 'F', 1, 0.9999],
      [1, 'F', 0, 0.93],
      [3, 'M', 1, 0.2]
    ]
  )
  const score = { role: 'score', of: 'favourable', kind: 'probability' }
  const result = assess(table, {
    columns: { sex: 'protected', good: { role: 'label', favourable: ['1'] }, s: score },
    assessments: { fairness: { metrics: ['scores'] } }
  })
  const interval = (metric: Measure['metric'], at = {}) => find(result, { metric, group: { sex: 'F' }, at }).measure.interval!

  it('lie where probabilities lie', () => {
    expect(interval('mean_score').high).toBe(1)
    expect(interval('brier')).toMatchObject({ low: 0, high: 1 })
    expect(interval('log_loss').low).toBe(0)
  })
  it('of a bin lie in the bin', () => expect(interval('calibration_bin_score', { bin: 9 })).toMatchObject({ low: 0.9, high: 1 }))
})
