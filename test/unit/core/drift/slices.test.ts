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
