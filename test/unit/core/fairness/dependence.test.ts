import { describe, expect, it } from 'vitest'
import type { Cell } from './harness'
import { assess, find, rowsOf } from './harness'

const columns = { sex: 'protected', hired: { role: 'decision', favourable: ['1'] } }
const names = ['sex', 'hired'] as const
const toMen = { groups: { reference: { sex: 'M' } } }
const ratioOf = (result: ReturnType<typeof assess>) => find(result, { metric: 'selection_rate_ratio', group: { sex: 'F' }, at: {} })

describe('dependence and weights (§6)', () => {
  const people = (repeats: number) => {
    const rows: [number, ...Cell[]][] = []
    for (let person = 0; person < 80; person++) rows.push([repeats, person < 40 ? 'F' : 'M', person % 3 === 0 ? 1 : 0, `p${person}`])
    return rowsOf(['sex', 'hired', 'id'], rows)
  }
  const clustered = { ...columns, id: 'id' }
  it('ids that repeat: cluster-robust, no Fisher, as wide as one row a person', () => {
    const one = assess(people(1), { columns: clustered, ...toMen })
    const five = assess(people(5), { columns: clustered, ...toMen })
    expect(one.population.clusters).toMatchObject({ repeats: false, clusters: 80 })
    expect(five.population.clusters).toMatchObject({ repeats: true, clusters: 80, largest: 5 })
    const width = (result: typeof one, metric: 'selection_rate' | 'selection_rate_difference') => {
      const { interval } = find(result, { metric, group: { sex: 'F' } }).measure
      return interval!.high! - interval!.low!
    }
    expect(find(five, { metric: 'selection_rate_difference', group: { sex: 'F' } }).measure).toMatchObject({
      interval: { method: 'cluster-robust' },
      test: { method: 'cluster-robust-t' }
    })
    for (const metric of ['selection_rate', 'selection_rate_difference'] as const)
      expect(width(five, metric) / width(one, metric)).toBeGreaterThan(0.95)
  })
  it('calendar blocks take the place of clusters', () => {
    const days = Array.from({ length: 300 }, (_, day) => day)
    const both = days.flatMap((day): [number, ...Cell[]][] => [
      [3, 'F', day % 14 < 5 ? 1 : 0, day, `week ${Math.floor(day / 7)}`],
      [3, 'M', day % 14 < 9 ? 1 : 0, day, `week ${Math.floor(day / 7)}`]
    ])
    const table = rowsOf(['sex', 'hired', 'day', 'week'], both)
    const byWeek = assess(table, { columns: { ...columns, week: 'cluster', day: 'time' }, ...toMen })
    const byBlock = assess(table, {
      columns: { ...columns, week: 'ignore', day: 'time' },
      dependence: { time: 'day', block_days: 7 },
      ...toMen
    })
    const alone = assess(table, { columns, ...toMen })
    expect(byBlock.population.clusters).toMatchObject({ column: 'day, blocks of 7 days', clusters: 43, largest: 42, repeats: true })
    expect(ratioOf(byBlock).measure.interval).toEqual(ratioOf(byWeek).measure.interval)
    expect(ratioOf(byBlock).measure.interval).not.toEqual(ratioOf(alone).measure.interval)
  })
  it('fewer than 30 clusters in a compared group give no interval', () => {
    const rows: [number, ...Cell[]][] = Array.from({ length: 60 }, (_, p) => [4, p < 29 ? 'F' : 'M', p % 2, `p${p}`])
    const result = assess(rowsOf(['sex', 'hired', 'id'], rows), { columns: clustered, ...toMen })
    expect(ratioOf(result).measure).toMatchObject({ interval: null, noInterval: 'few-clusters' })
    expect(find(result, { metric: 'selection_rate', group: { sex: 'M' } }).measure.interval).not.toBeNull()
  })
  it('sampling weights: weighted rate, Kish size, no exact test; whole frequency weights: as rows', () => {
    const table = rowsOf(
      ['sex', 'hired', 'w'],
      [
        [30, 'F', 1, 1],
        [50, 'F', 0, 3],
        [50, 'M', 1, 2],
        [50, 'M', 0, 2]
      ]
    )
    const run = (weight: string) => assess(table, { columns: { ...columns, w: { role: 'weight', weight } }, ...toMen })
    const sampling = run('sampling')
    expect(find(sampling, { metric: 'selection_rate', group: { sex: 'F' } }).measure.estimate).toBeCloseTo(30 / 180, 14)
    expect(ratioOf(sampling).rates!.group.n).toBeCloseTo((180 * 180) / (30 + 450), 10)
    expect(find(sampling, { metric: 'selection_rate_difference', group: { sex: 'F' } }).measure.test).toBeNull()
    expect(find(sampling, { metric: 'standard_deviations', group: { sex: 'F' } }).measure.status).toEqual({
      code: 'undefined',
      reason: 'weighted'
    })
    const frequency = run('frequency')
    const expanded = assess(
      rowsOf(names, [
        [30, 'F', 1],
        [150, 'F', 0],
        [100, 'M', 1],
        [100, 'M', 0]
      ]),
      { columns, ...toMen }
    )
    for (const metric of ['selection_rate_ratio', 'selection_rate_difference', 'standard_deviations'] as const) {
      const [a, b] = [frequency, expanded].map((result) => find(result, { metric, group: { sex: 'F' } }).measure)
      expect({ ...a!.interval, ...a!.test }).toEqual({ ...b!.interval, ...b!.test })
    }
  })
  it('a weight that is missing or negative is refused with its row', () => {
    const table = { sex: ['F', 'M'], hired: [1, 0], w: [1, -1] }
    expect(() => assess(table, { columns: { ...columns, w: { role: 'weight', weight: 'sampling' } } })).toThrow(/row 2/)
  })
})
