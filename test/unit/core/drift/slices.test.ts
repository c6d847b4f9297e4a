import { describe, expect, it } from 'vitest'
import { dayOf } from '../../../../src/shared/calendar'
import type { Cell } from '../fairness/harness'
import { drift, driftPlan, measureAt, type Column } from './harness'

const rows = 600
const days = (from: string, length: number): Cell[] => Array.from({ length: rows }, (_, i) => dayOf(from) + Math.floor((i * length) / rows))
const framing: Column[] = [
  { name: 't', kind: 'number' },
  { name: 'sex', kind: 'category' },
  { name: 'id', kind: 'category' }
]
const sex = Array.from({ length: rows }, (_, i) => (i % 3 === 0 ? 'F' : 'M'))
const plan = driftPlan(
  { columns: { t: 'time', sex: 'protected', x: 'feature' }, minimum_group_size: 30 },
  { windows: { calendar: 'month' }, by: ['sex'], multivariate: false }
)
/** Steady in the reference and in January; from February on the women's values are one higher. */
const reference = { t: days('2025-01-01', 120), sex, x: Array.from({ length: rows }, (_, i) => (i * 37) % 11) }
const current = {
  t: days('2026-01-01', 90),
  sex,
  x: Array.from({ length: rows }, (_, i) => ((i * 37) % 11) + (i >= 207 && i % 3 === 0 ? 8 : 0))
}

describe('by window and group', () => {
  const result = drift(reference, current, [{ name: 'x', kind: 'number' }], plan, framing, 'date')

  it('finds since when and for whom', () => {
    const at = (window: string, group: { sex: string } | null = null) => measureAt(result, 'psi', { feature: 'x', window }, group)
    expect(at('2026-01').estimate!).toBeLessThan(0.05)
    expect(at('2026-03').interval!.low!).toBeGreaterThan(0.1)
    expect(at('2026-03', { sex: 'F' }).estimate!).toBeGreaterThan(1)
    expect(at('2026-03', { sex: 'M' }).estimate!).toBeLessThan(0.05)
    expect(measureAt(result, 'psi', { feature: 'x' }, { sex: 'M' }).n).toEqual({ group: 400, reference: 400 })
  })

  it('the rows of the windows are all rows, and the first beyond the reference’s own months is marked', () => {
    const inWindows = result.estimates.filter(({ measure: { at, group } }) => at.window !== undefined && group === null)
    expect(inWindows.reduce((sum, { measure }) => sum + measure.n.group, 0)).toBe(rows)
    const timeline = result.exhibits.find((exhibit) => exhibit.kind === 'curve')
    expect(timeline?.kind === 'curve' && timeline.band?.label).toContain('4 windows of the reference')
    expect(timeline?.kind === 'curve' && timeline.marks).toEqual([{ at: 1, label: 'first beyond: 2026-02' }])
  })

  it('goes to the table alone where a report could not hold it', () => {
    const table = result.tables.find(({ name }) => name === 'drift-windows.csv')!
    expect(table.rows.filter((row) => row[1] === 'reference').length).toBe(4)
    expect(table.rows.length).toBe(4 + 3 + 2 + 6)
  })
})

describe('a window with few rows', () => {
  const days = (from: string, lengths: readonly number[]): Cell[] =>
    lengths.flatMap((n, month) => Array.from({ length: n }, (_, i) => dayOf(from) + 30 * month + (i % 28)))
  const values = (n: number): Cell[] => Array.from({ length: n }, (_, i) => (i * 37) % 11)
  const [before, now] = [
    [150, 150, 150, 150],
    [20, 150, 150]
  ]
  const side = (from: string, lengths: readonly number[], all: Cell[]) => ({ t: days(from, lengths), x: all })
  const tilted = [...Array.from({ length: 20 }, () => 10), ...values(300)]
  const short = drift(
    side('2025-01-01', before, values(600)),
    side('2026-01-01', now, tilted),
    [{ name: 'x', kind: 'number' }],
    driftPlan(
      { columns: { t: 'time', x: 'feature' }, minimum_group_size: 5 },
      { windows: { days: 30, from: '2025-01-01' }, multivariate: false }
    ),
    [{ name: 't', kind: 'number' }],
    'date'
  )

  it('is shown, and said not to be held against the reference’s own', () => {
    const timeline = short.exhibits.find((exhibit) => exhibit.kind === 'curve')
    if (timeline?.kind !== 'curve') throw new Error('no timeline')
    expect(timeline.series[0]!.values[0]).toBeGreaterThan(timeline.band!.high!)
    expect(timeline.marks.filter(({ at }) => at === 0)).toEqual([])
    expect(timeline.notes[0]).toContain('under half the rows')
  })
})
