import { expect, test } from 'vitest'
import { columnTotal, compareControlTotals, timeSpan } from '../../../../src/main/core/quality/control-totals'
import { isoTime, parseIso } from '../../../../src/main/core/quality/iso-time'
import { dateOf, dayOf } from '../../../../src/shared/calendar'

const total = (...values: number[]) => columnTotal(Float64Array.from(values))

test('sums leave out what is missing and lose nothing to cancellation', () => {
  expect(total(1e16, 1, NaN, -1e16)).toEqual({ sum: 1, absolute: 2e16 + 1, present: 3 })
  expect(total(...Array<number>(1000).fill(0.1)).sum).toBe(100)
})

test('each supplied total is compared; agreement is to the cent', () => {
  const ours = { rows: 3, sums: new Map([['amount', total(0.1, 0.2, 100.0)]]), times: timeSpan(Float64Array.of(5, NaN, 1), 'days') }
  const agrees = (supplied: Parameters<typeof compareControlTotals>[0]) => compareControlTotals(supplied, ours).map((line) => line.agrees)
  expect(compareControlTotals({ rows: 3, sums: { amount: 100.3 }, first_time: '1970-01-02', last_time: '1970-01-06' }, ours)).toEqual([
    { what: 'rows', supplied: '3', ours: '3', agrees: true },
    { what: 'sum of amount', supplied: '100.3', ours: '100.30', agrees: true },
    { what: 'first time', supplied: '1970-01-02', ours: '1970-01-02', agrees: true },
    { what: 'last time', supplied: '1970-01-06', ours: '1970-01-06', agrees: true }
  ])
  expect(agrees({ rows: 4, sums: { amount: 100.31, other: 1 }, first_time: '1970-01-01', last_time: 'soon' })).toEqual([
    false,
    false,
    false,
    false,
    false
  ])
  expect(agrees({ sums: { amount: 100 } })).toEqual([false])
})

test('times agree to the microsecond, or to the day where only a day was supplied', () => {
  const at = parseIso('2024-02-29T12:30:00.000001')?.microseconds as number
  const ours = { rows: 1, sums: new Map(), times: timeSpan(Float64Array.of(at), 'microseconds') }
  const agrees = (first_time: string) => compareControlTotals({ first_time }, ours)[0]?.agrees
  expect(agrees('2024-02-29')).toBe(true)
  expect(agrees('2024-02-29 12:30:00.000001')).toBe(true)
  expect(agrees('2024-02-29 12:30:00')).toBe(false)
  expect(agrees('2024-03-01')).toBe(false)
})

test('days and dates agree with the platform calendar, and no day is made up', () => {
  for (let days = -800_000; days < 800_000; days += 997) {
    const date = new Date(days * 86_400_000)
    if (date.getUTCFullYear() < 0 || date.getUTCFullYear() > 9999) continue
    expect(dayOf(date.toISOString().slice(0, 10))).toBe(days)
    expect(dateOf(days)).toBe(date.toISOString().slice(0, 10))
  }
  expect(isoTime(-1)).toBe('1969-12-31 23:59:59.999999')
  expect(['2023-02-29', '2023-13-01', '2023-01-01 24:00', 'x'].map(parseIso)).toEqual([undefined, undefined, undefined, undefined])
})
