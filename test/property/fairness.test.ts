import fc from '../support/fast-check'
import { describe, expect, it } from 'vitest'
import type { Cell, Table } from '../unit/core/fairness/harness'
import { assess, find } from '../unit/core/fairness/harness'

type Row = { sex: string | null; race: string | null; d: 0 | 1 | null; y: 0 | 1 | null; s: number }

const row = fc.record<Row>({
  sex: fc.constantFrom('F', 'M', null),
  race: fc.constantFrom('a', 'b', 'ç', '😀', null),
  d: fc.constantFrom<0 | 1 | null>(0, 1, 0, 1, null),
  y: fc.constantFrom<0 | 1 | null>(0, 1, 0, 1, null),
  s: fc.integer({ min: 0, max: 8 }).map((eighth) => eighth / 8)
})
const rows = fc.array(row, { minLength: 2, maxLength: 60 }).filter((list) => list.some(({ d }) => d === 1) && list.some(({ y }) => y === 1))

const tableOf = (list: readonly Row[], extra: Record<string, readonly Cell[]> = {}): Table => ({
  sex: list.map(({ sex }) => sex),
  race: list.map(({ race }) => race),
  d: list.map(({ d }) => d),
  y: list.map(({ y }) => y),
  s: list.map(({ s }) => s),
  ...extra
})
const patch = {
  columns: {
    sex: 'protected',
    race: 'protected',
    d: { role: 'decision', favourable: ['1'] },
    y: { role: 'label', favourable: ['1'] },
    s: { role: 'score', kind: 'probability' }
  },
  groups: { crossings: [['sex', 'race']] },
  assessments: { fairness: { metrics: ['rates', 'comparisons', 'scores', 'joint'], replicates: 200 } }
}
const measures = (table: Table, more = {}) => assess(table, { ...patch, ...more }).estimates.map(({ measure }) => measure)
/** Eighths add up exactly; logarithms and placements only to their last bits. */
const rounded = (list: ReturnType<typeof measures>) =>
  JSON.stringify(
    list.filter(({ metric }) => metric !== 'log_loss'),
    (_, value: unknown) => (typeof value === 'number' ? Math.round(value * 1e9) / 1e9 + 0 : value)
  )

const budget = { numRuns: 12 }

describe('fairness', () => {
  it('rolls up to what a direct count gives; groups and unknown make all rows', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const result = assess(tableOf(list), patch)
        for (const { attribute, groups, unknown } of result.population.attributes) {
          expect(groups.reduce((sum, { rows: n }) => sum! + n!, unknown)).toBe(list.length)
          for (const { value, rows: n } of groups) expect(n).toBe(list.filter((r) => r[attribute as 'sex' | 'race'] === value).length)
        }
        for (const { measure } of result.estimates.filter(
          ({ measure }) => ['selection_rate', 'tpr', 'base_rate'].includes(measure.metric) && measure.group !== null
        )) {
          const group = Object.entries(measure.group!) as ['sex' | 'race', string | null][]
          const isUnknown = group.some(([, value]) => value === null)
          const own = list.filter((r) =>
            isUnknown ? group.some(([name]) => r[name] === null) : group.every(([name, value]) => r[name] === value)
          )
          const of =
            measure.metric === 'selection_rate'
              ? own.filter(({ d }) => d !== null)
              : measure.metric === 'base_rate'
                ? own.filter(({ y }) => y !== null)
                : own.filter(({ y, d }) => y === 1 && d !== null)
          const k = of.filter(({ d, y }) => (measure.metric === 'base_rate' ? y === 1 : d === 1)).length
          expect(measure.estimate).toBe(of.length === 0 ? null : k / of.length)
          expect(measure.n.group).toBe(of.length)
        }
      }),
      budget
    )
  })

  it('does not depend on the order of rows, except for the last bits of sums', () => {
    fc.assert(
      fc.property(rows, fc.infiniteStream(fc.nat()), (list, keys) => {
        const shuffled = list
          .map((r) => ({ r, key: keys.next().value as number }))
          .sort((a, b) => a.key - b.key)
          .map(({ r }) => r)
        expect(rounded(measures(tableOf(shuffled)))).toBe(rounded(measures(tableOf(list))))
      }),
      budget
    )
  })

  it('doubling all rows keeps every estimate and narrows score limits', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const twice = new Map(measures(tableOf([...list, ...list])).map((m) => [m.id, m]))
        for (const one of measures(tableOf(list)).filter(({ metric }) =>
          ['selection_rate', 'tpr', 'auc', 'mean_score', 'selection_rate_difference'].includes(metric)
        )) {
          const two = twice.get(one.id)!
          if (one.estimate === null) continue
          expect(two.estimate).toBeCloseTo(one.estimate, 12)
        }
      }),
      budget
    )
  })

  it('weights of 1 change nothing', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const weighted = tableOf(list, { w: list.map(() => 1) })
        const one = measures(weighted, { columns: { ...patch.columns, w: { role: 'weight', weight: 'frequency' } } })
        expect(one).toEqual(measures(tableOf(list)))
      }),
      budget
    )
  })

  it('swapping group and reference turns the sign of a difference and inverts a ratio', () => {
    fc.assert(
      fc.property(rows, (list) => {
        if (!['F', 'M'].every((sex) => list.some((r) => r.sex === sex))) return
        const run = (reference: string) => assess(tableOf(list), { ...patch, groups: { reference: { sex: reference } } })
        const [toM, toF] = [run('M'), run('F')]
        const difference = (result: typeof toM, sex: string) =>
          find(result, { metric: 'selection_rate_difference', group: { sex }, reference: { group: { sex: sex === 'F' ? 'M' : 'F' } } })
            .measure
        const [a, b] = [difference(toM, 'F'), difference(toF, 'M')]
        if (a.estimate === null) return
        expect(b.estimate).toBeCloseTo(-a.estimate, 14)
        expect(b.interval!.low).toBeCloseTo(-a.interval!.high!, 9)
        expect(b.test!.p).toBeCloseTo(a.test!.p, 10)
      }),
      budget
    )
  })
})
