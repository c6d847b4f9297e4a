import { expect, it } from 'vitest'
import { maskWindows } from '../../../../src/main/core/performance/masked-windows'
import type { Estimate } from '../../../../src/main/core/stats/estimate'
import type { Measure } from '../../../../src/shared/model/measure'

const windowsOf = (rows: readonly number[]) => rows.map((n, i) => ({ name: `w${i}`, from: null, to: null, rows: n }))
const estimateOf = (metric: Measure['metric'], window: string | undefined, n: number): Estimate => ({
  measure: {
    id: `${metric}/${window ?? ''}`,
    assessment: 'performance',
    metric,
    group: null,
    reference: null,
    at: window === undefined ? {} : { window },
    estimate: 0.5,
    interval: null,
    n: { group: n, reference: null },
    test: null,
    status: { code: 'ok' },
    evidence: { inputs: [], scan: 'performance', filter: 'all rows', formula: 'x' }
  } as unknown as Measure,
  limits: null
})
const rows = [60, 4, 30, 80]
const all = [
  ...rows.map((n, i) => estimateOf('accuracy', `w${i}`, n)),
  ...[50, 4, 20, 6].map((n, i) => estimateOf('tpr', `w${i}`, n)),
  estimateOf('accuracy', undefined, 174)
]
const hidden = (estimates: readonly Estimate[]) =>
  estimates.filter(({ measure }) => measure.estimate === null).map(({ measure }) => measure.id)

it('a small window takes another with it, so that its rows cannot be had by subtraction', () => {
  const masked = maskWindows(10, windowsOf(rows), all)
  expect(hidden(masked)).toEqual(['accuracy/w1', 'accuracy/w2', 'tpr/w1', 'tpr/w2', 'tpr/w3'])
  expect(masked.filter(({ measure }) => measure.estimate === null).every(({ measure }) => measure.n.group === 0)).toBe(true)
})

it('nothing is masked without a limit, or where no window is small', () => {
  expect(hidden(maskWindows(undefined, windowsOf(rows), all))).toEqual([])
  expect(hidden(maskWindows(3, windowsOf(rows), all))).toEqual([])
})
