import { describe, expect, it } from 'vitest'
import { isTelling, type Detected } from '../../../../src/main/core/performance/change-points'
import { furtherWindowP, isOutside, predictionRange } from '../../../../src/main/core/performance/expected-range'
import { namesOf, outsideExpected, screenWindows, watchedMetrics, type WindowedSide } from '../../../../src/main/core/performance/watched'
import type { Estimate } from '../../../../src/main/core/stats/estimate'

const stream = (seed: number): (() => number) => {
  let state = seed
  return () => (state = (state * 48271) % 2147483647) / 2147483647
}

/** A side with one value of each metric in each window. */
function side(values: Readonly<Record<string, readonly number[]>>, rows: readonly number[]): WindowedSide {
  const windows = rows.map((n, i) => ({ name: `w${i}`, from: null, to: null, rows: n }))
  const estimates = Object.entries(values).flatMap(([metric, own]) =>
    own.map(
      (estimate, i) =>
        ({
          measure: { metric, at: { window: `w${i}` }, group: null, reference: null, estimate, status: { code: 'ok' } }
        }) as unknown as Estimate
    )
  )
  return { estimates, windows, immature: null }
}

const METRICS = ['accuracy', 'tpr', 'ppv', 'f1', 'brier', 'auc'] as const
const full = Array.from({ length: 10 }, () => 500)

describe('windows held against those of the reference', () => {
  it('a p-value of 5 % lies on the limits', () => {
    const values = [0.7, 0.72, 0.69, 0.75, 0.71]
    const range = predictionRange(values, 0.95, { low: -Infinity, high: Infinity })!
    expect(furtherWindowP(values, range.low)).toBeCloseTo(0.05, 9)
    expect(furtherWindowP(values, range.high)).toBeCloseTo(0.05, 9)
    expect([furtherWindowP([1, 1, 1], 1), furtherWindowP([1, 1, 1], 2)]).toEqual([1, 0])
  })

  it('where nothing changes, few audits find any, though most have windows outside their range', () => {
    const draw = stream(3)
    const value = (): number => 0.7 + 0.02 * (draw() + draw() + draw() - 1.5)
    let [screened, outside] = [0, 0]
    for (let run = 0; run < 400; run++) {
      const part = (): WindowedSide => side(Object.fromEntries(METRICS.map((metric) => [metric, full.map(value)])), full)
      const watched = watchedMetrics([...METRICS], part(), part(), 0.95)
      if (screenWindows(watched).some(({ adjusted }) => adjusted <= 0.05)) screened++
      if (watched.some((one) => outsideExpected(one).length > 0)) outside++
    }
    expect(outside / 400).toBeGreaterThan(0.5)
    expect(screened / 400).toBeLessThan(0.05 + 3 * Math.sqrt((0.05 * 0.95) / 400))
  })

  it('a change is found', () => {
    const before = side({ accuracy: [0.7, 0.71, 0.69, 0.7, 0.72, 0.69, 0.7, 0.71, 0.7, 0.69] }, full)
    const now = side({ accuracy: [0.7, 0.71, 0.7, 0.5, 0.5] }, full.slice(0, 5))
    const found = screenWindows(watchedMetrics(['accuracy'], now, before, 0.95)).filter(({ adjusted }) => adjusted <= 0.05)
    expect(found.map(({ at }) => at)).toEqual([3, 4])
  })

  it('a short window is shown and not held against the others, in either part', () => {
    const before = side({ accuracy: [0.7, 0.71, 0.69, 0.7, 0.2] }, [500, 510, 490, 500, 20])
    const now = side({ accuracy: [0.4, 0.7, 0.4] }, [30, 500, 500])
    const [one] = watchedMetrics(['accuracy'], now, before, 0.95)
    expect(one!.before).toEqual([0.7, 0.71, 0.69, 0.7])
    expect(isOutside(0.4, one!.expected!)).toBe(true)
    expect(outsideExpected(one!)).toEqual([2])
    expect(screenWindows([one!]).map(({ at }) => at)).toEqual([1, 2])
  })

  it('their names are said in few words', () => {
    const { windows } = side({}, full)
    expect(namesOf(windows, [2])).toBe('w2')
    expect(namesOf(windows, [2, 4, 5])).toBe('w2, w4 and w5')
    expect(namesOf(windows, [2, 3, 4, 5])).toBe('4 from w2 to w5')
    expect(namesOf(windows, [2, 3, 4, 9])).toBe('4 between w2 and w9')
  })
})

describe('a detector tells something', () => {
  const telling = (fired: number, alarms: number, watched = 1000, values = 9000): boolean =>
    isTelling({
      detector: {} as Detected['detector'],
      rows: Array.from({ length: fired }, (_, i) => i),
      watched,
      falseAlarms: { values, alarms }
    })

  it('where it fires more often than for nothing', () => {
    expect([telling(0, 0), telling(1, 0), telling(1, 2), telling(3, 2)]).toEqual([false, true, false, true])
    expect([telling(30, 200), telling(60, 200)]).toEqual([false, true])
  })

  it('of detectors that fire by chance alone in at most one stream of ten or so', () => {
    const draw = stream(11)
    const poisson = (mean: number): number => {
      let [k, left] = [-1, 1]
      for (; left > Math.exp(-mean); k++) left *= draw()
      return k
    }
    for (const mean of [0.02, 0.1, 0.5, 3]) {
      let told = 0
      for (let run = 0; run < 3000; run++) if (telling(poisson(mean), poisson(9 * mean))) told++
      expect(told / 3000, String(mean)).toBeLessThan(0.1 + 3 * Math.sqrt(0.09 / 3000))
    }
  })
})
