import { describe, expect, it } from 'vitest'
import type { Cell } from './harness'
import { assess, find, rowsOf } from './harness'

const names = ['sex', 'hired', 'good', 'score', 'team', 'person', 'w'] as const
const columns = {
  sex: 'protected',
  hired: { role: 'decision', favourable: ['1'] },
  good: { role: 'label', favourable: ['1'] },
  score: { role: 'score', of: 'favourable', kind: 'probability' },
  team: 'control',
  person: 'ignore',
  w: 'ignore'
}
const fairness = { metrics: ['rates', 'scores', 'comparisons', 'joint', 'stratified'] }
const rest = { groups: { reference: { sex: 'M' }, controls: ['team'] }, assessments: { fairness } }

/** 300 rows of 60 persons with uneven weights; `repeat`: each row as often as its weight says. */
function people({ scale = 1, repeat = false } = {}) {
  const rows: [number, ...Cell[]][] = []
  for (let i = 0; i < 300; i++) {
    const score = ((i * 37) % 100) / 100
    const weight = 1 + ((i * 7) % 4)
    rows.push([
      repeat ? weight : 1,
      i % 5 < 2 ? 'F' : 'M',
      score + (i % 3) * 0.2 > 0.6 ? 1 : 0,
      (i * 13) % 100 < 100 * score ? 1 : 0,
      score,
      i % 2 ? 'a' : 'b',
      `p${i % 60}`,
      weight * scale
    ])
  }
  return rowsOf(names, rows)
}
const weighted = (weight: string) => ({ ...columns, w: { role: 'weight', weight } })
const intervals = (result: ReturnType<typeof assess>, kept: (method: string) => boolean = () => true) =>
  result.estimates.flatMap(({ measure: { id, interval } }) =>
    interval && kept(interval.method) ? [{ id, low: interval.low, high: interval.high }] : []
  )

function expectSame(found: ReturnType<typeof intervals>, wanted: ReturnType<typeof intervals>) {
  expect(found.map(({ id }) => id)).toEqual(wanted.map(({ id }) => id))
  found.forEach(({ id, low, high }, i) => {
    expect(low, id).toBeCloseTo(wanted[i]!.low!, 8)
    expect(high, id).toBeCloseTo(wanted[i]!.high!, 8)
  })
}
const isClosedForm = (method: string) => method !== 'multinomial-bootstrap'

describe('weights of rows', () => {
  it('whole frequency weights give the limits of rows repeated so often', () => {
    const found = intervals(assess(people(), { columns: weighted('frequency'), ...rest }), isClosedForm)
    expect(found.length).toBeGreaterThan(80)
    expectSame(found, intervals(assess(people({ repeat: true }), { columns, ...rest }), isClosedForm))
  })
  it('also for a sample of a frame, which counts the rows they stand for', () => {
    const inference = { kind: 'sample', frame: 2000, method: 'simple random' }
    const result = assess(people(), { columns: weighted('frequency'), ...rest, inference })
    expect(find(result, { metric: 'selection_rate', group: { sex: 'F' }, at: {} }).measure.interval).toMatchObject({
      method: 'hypergeometric'
    })
    expectSame(intervals(result), intervals(assess(people({ repeat: true }), { columns, ...rest, inference })))
    expect(() => assess(people(), { columns: weighted('frequency'), ...rest, inference: { ...inference, frame: 400 } })).toThrow(/frame/i)
  })
  it('clusters and sampling weights: limits do not depend on the scale of the weights', () => {
    const clustered = { ...weighted('sampling'), person: 'cluster' }
    const found = intervals(assess(people({ scale: 1 / 1024 }), { columns: clustered, ...rest }))
    expect(found.length).toBeGreaterThan(40)
    expectSame(found, intervals(assess(people(), { columns: clustered, ...rest })))
  })
  it('n counts rows, and a person more is no figure of weighted rows', () => {
    for (const person of ['ignore', 'cluster']) {
      const result = assess(people({ scale: 0.3 }), { columns: { ...weighted('sampling'), person }, ...rest })
      const outOfRows = result.estimates.filter(
        ({ measure: { n } }) => n.group > 300 || !Number.isInteger(n.group) || !Number.isInteger(n.reference ?? 0)
      )
      expect(outOfRows.map(({ measure: { id, n } }) => ({ id, n }))).toEqual([])
      expect(find(result, { metric: 'mantel_haenszel_odds_ratio', group: { sex: 'F' } }).measure.n).toEqual({ group: 120, reference: 180 })
      expect(find(result, { metric: 'flip_one', group: { sex: 'F' } }).measure.status).toEqual({ code: 'undefined', reason: 'weighted' })
    }
  })
})

describe('the most favoured group', () => {
  const jobs = { sex: 'protected', race: 'protected', hired: { role: 'decision', favourable: ['1'] } }
  const ratio = (result: ReturnType<typeof assess>, group: Record<string, string>) =>
    find(result, { metric: 'selection_rate_ratio', group }).measure

  it('is chosen by the weighted rate that is printed', () => {
    const table = rowsOf(
      ['sex', 'race', 'hired', 'w'],
      [
        [60, 'F', 'A', 1, 1],
        [40, 'F', 'A', 0, 1],
        [50, 'F', 'B', 1, 3],
        [50, 'F', 'B', 0, 1]
      ]
    )
    const result = assess(table, {
      columns: { ...jobs, w: { role: 'weight', weight: 'sampling' } },
      groups: { attributes: ['race'], reference: { race: 'most_favoured' } }
    })
    expect(ratio(result, { race: 'A' })).toMatchObject({ reference: { group: { race: 'B' } }, n: { group: 100, reference: 100 } })
    expect(ratio(result, { race: 'A' }).estimate).toBeCloseTo(0.6 / 0.75, 12)
  })
  it('is taken among the groups that the plan names, and among those of the minimum size', () => {
    const table = rowsOf(
      ['sex', 'race', 'hired'],
      [
        [90, 'F', 'A', 1],
        [10, 'F', 'A', 0],
        [30, 'F', 'B', 1],
        [70, 'F', 'B', 0],
        [50, 'M', 'A', 1],
        [50, 'M', 'A', 0],
        [60, 'M', 'B', 1],
        [40, 'M', 'B', 0],
        [9, 'M', 'C', 1],
        [1, 'M', 'C', 0]
      ]
    )
    const result = assess(table, {
      columns: jobs,
      minimum_group_size: 30,
      groups: { attributes: [], crossings: [['sex', 'race']], reference: { sex: 'M', race: 'most_favoured' } }
    })
    const above = ratio(result, { race: 'A', sex: 'F' })
    expect(above).toMatchObject({ reference: { group: { race: 'B', sex: 'M' } }, n: { group: 100, reference: 100 } })
    expect(above.estimate).toBeCloseTo(1.5, 12)
    expect(above.interval!.low!).toBeLessThan(1.5)
    expect(above.interval!.high!).toBeGreaterThan(1.5)
    expect(ratio(result, { race: 'A', sex: 'M' }).estimate).toBeCloseTo(5 / 6, 12)
    expect(ratio(result, { race: 'A', sex: 'M' }).interval!.high!).toBeLessThanOrEqual(1)
    expect(ratio(result, { race: 'C', sex: 'M' }).estimate).toBeCloseTo(1.5, 12)
  })
})

it('an area of which one class has a single row has no limits', () => {
  const table = rowsOf(
    ['sex', 'good', 'score'],
    [
      [1, 'F', 1, 0.6],
      [20, 'F', 0, 0.3],
      [20, 'F', 0, 0.7],
      [20, 'M', 1, 0.6],
      [20, 'M', 0, 0.5],
      [20, 'M', 1, 0.4]
    ]
  )
  const { sex, good, score } = columns
  for (const result of [
    assess(table, { columns: { sex, good, score }, ...rest, groups: { reference: { sex: 'M' } } }),
    assess(
      { ...table, w: table['sex']!.map((_, i) => 1 + (i % 2)) },
      { columns: { sex, good, score, w: { role: 'weight', weight: 'sampling' } }, ...rest, groups: { reference: { sex: 'M' } } }
    )
  ]) {
    expect(find(result, { metric: 'auc', group: { sex: 'F' } }).measure).toMatchObject({
      interval: null,
      noInterval: 'component-below-five'
    })
    expect(find(result, { metric: 'auc_difference', group: { sex: 'F' } }).measure).toMatchObject({ interval: null, test: null })
    expect(find(result, { metric: 'auc', group: { sex: 'M' } }).measure.interval).not.toBeNull()
  }
})
