import { describe, expect, it } from 'vitest'
import { rank } from '../../../../src/main/kernels/rank-scores'
import { immatureByWindow, immatureRows } from '../../../../src/main/core/stats/label-maturity'
import { MICROSECONDS_A_DAY, windowsOf, type Times } from '../../../../src/main/core/stats/windows'
import { dayOf } from '../../../../src/shared/calendar'
import { windows as windowRule } from '../../../../src/shared/model/windows'

const days = (...dates: (string | null)[]): Times => ({
  numbers: Float64Array.from(dates, (date) => (date === null ? NaN : dayOf(date))),
  unit: 'day'
})
const cut = (rule: unknown, times: Times | null, rows = times?.numbers.length ?? 0) => windowsOf(windowRule.parse(rule), rows, times, rank)

describe('windows', () => {
  it('by the calendar, wherever the rows lie', () => {
    const times = days('2026-03-31', '2026-01-01', null, '2026-02-28', '2026-03-01')
    const { windows, ofRow, outside } = cut({ calendar: 'month' }, times)
    expect(windows).toEqual([
      { name: '2026-01', from: '2026-01-01', to: '2026-01-31', rows: 1 },
      { name: '2026-02', from: '2026-02-01', to: '2026-02-28', rows: 1 },
      { name: '2026-03', from: '2026-03-01', to: '2026-03-31', rows: 2 }
    ])
    expect([...ofRow]).toEqual([3, 1, 0, 2, 3])
    expect(outside).toBe(1)
    expect(cut({ calendar: 'quarter' }, days('2026-12-31', '2027-01-01')).windows).toEqual([
      { name: '2026-Q4', from: '2026-10-01', to: '2026-12-31', rows: 1 },
      { name: '2027-Q1', from: '2027-01-01', to: '2027-03-31', rows: 1 }
    ])
    expect(cut({ calendar: 'year' }, days('2024-02-29')).windows).toEqual([{ name: '2024', from: '2024-01-01', to: '2024-12-31', rows: 1 }])
    expect(cut({ calendar: 'day' }, days('1969-12-31')).windows[0]?.name).toBe('1969-12-31')
  })

  it('by ISO weeks, as Python’s date.isocalendar has them', () => {
    // datetime.date(y, m, d).isocalendar() of Python 3.11
    const known = {
      '2020-12-31': '2020-W53',
      '2021-01-03': '2020-W53',
      '2021-01-04': '2021-W01',
      '2024-12-30': '2025-W01',
      '1969-12-28': '1969-W52'
    }
    for (const [date, week] of Object.entries(known)) expect(cut({ calendar: 'week' }, days(date)).windows[0]?.name).toBe(week)
    expect(cut({ calendar: 'week' }, days('2021-01-03')).windows[0]).toEqual({
      name: '2020-W53',
      from: '2020-12-28',
      to: '2021-01-03',
      rows: 1
    })
  })

  it('of a fixed number of days, from the first day or a given one', () => {
    const times = days('2026-01-05', '2026-01-11', '2026-01-12', '2026-02-01')
    expect(cut({ days: 7 }, times).windows.map(({ name, rows }) => [name, rows])).toEqual([
      ['2026-01-05..2026-01-11', 2],
      ['2026-01-12..2026-01-18', 1],
      ['2026-01-26..2026-02-01', 1]
    ])
    const later = cut({ days: 7, from: '2026-01-10' }, times)
    expect(later.outside).toBe(1)
    expect(later.windows.map(({ name }) => name)).toEqual(['2026-01-10..2026-01-16', '2026-01-31..2026-02-06'])
  })

  it('by count, in order of time and in the order of the file', () => {
    const times = days('2026-01-03', '2026-01-01', null, '2026-01-02')
    const byTime = cut({ rows: 2 }, times)
    expect([...byTime.ofRow]).toEqual([2, 1, 0, 1])
    expect(byTime.windows).toEqual([
      { name: 'rows 1-2', from: '2026-01-01', to: '2026-01-02', rows: 2 },
      { name: 'rows 3-3', from: '2026-01-03', to: '2026-01-03', rows: 1 }
    ])
    const byFile = cut({ rows: 3, order: 'file' }, times)
    expect([...byFile.ofRow]).toEqual([1, 1, 1, 2])
    expect(byFile.windows[0]).toEqual({ name: 'rows 1-3', from: null, to: null, rows: 3 })
  })

  it('by name; the first that holds a row has it, and an empty one stays', () => {
    const rule = {
      named: [
        { name: 'before', from: '2026-01-01', to: '2026-01-31' },
        { name: 'after', from: '2026-01-31', to: '2026-02-28' },
        { name: 'never', from: '2030-01-01', to: '2030-01-01' }
      ]
    }
    const { windows, ofRow, outside } = cut(rule, days('2026-01-31', '2026-02-01', '2026-03-01'))
    expect(windows.map(({ rows }) => rows)).toEqual([1, 1, 0])
    expect([...ofRow, outside]).toEqual([1, 2, 0, 1])
  })

  it('of timestamps by their day', () => {
    const numbers = Float64Array.of(
      dayOf('2026-01-31') * MICROSECONDS_A_DAY + MICROSECONDS_A_DAY - 1,
      dayOf('2026-02-01') * MICROSECONDS_A_DAY
    )
    expect([...cut({ calendar: 'month' }, { numbers, unit: 'microsecond' }).ofRow]).toEqual([1, 2])
  })

  it('refuses too many windows, and none without times', () => {
    const numbers = Float64Array.from({ length: 1200 }, (_, day) => day)
    expect(() => cut({ calendar: 'day' }, { numbers, unit: 'day' })).toThrow('1200 windows')
    expect(() => cut({ calendar: 'day' }, null, 3)).toThrow('role time')
  })

  it('counts labels that are too young, window by window', () => {
    const times = days('2026-01-15', '2026-06-01', '2026-07-02', '2026-07-03', null)
    const immature = immatureRows({ time: 't', maturity_days: 90, as_of: '2026-09-30' }, times)
    expect([...immature]).toEqual([0, 0, 0, 1, 1])
    expect(immatureByWindow(cut({ calendar: 'month' }, times), immature)).toEqual([0, 0, 1])
  })
})
