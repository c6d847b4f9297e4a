import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import {
  recalibrate,
  recalibrationInterval,
  type Recalibration,
  type RecalibrationRows
} from '../../../../src/main/core/stats/recalibration'

type Wanted = Record<'intercept' | 'slope', [number, number, number]>
type Fixture = { clustered: { score: number[]; label: number[]; person: number[]; robust: Wanted; independent: Wanted } }
const { clustered } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../fixtures/performance/recalibration.json'), 'utf8')
) as Fixture

const rowsOf = (score: readonly number[], label: readonly number[], person: readonly number[] | null): RecalibrationRows => ({
  logOdds: Float64Array.from(score, (p) => Math.log(p / (1 - p))),
  outcome: Uint8Array.from(label),
  cluster: person === null ? null : Uint32Array.from(person)
})

const fitted = (rows: RecalibrationRows): Recalibration => {
  const found = recalibrate(rows)
  if ('undefined' in found) throw new Error(found.undefined)
  return found
}

describe('logistic recalibration against statsmodels', () => {
  it.each([
    ['independent', null],
    ['robust', clustered.person]
  ] as const)('%s rows', (kind, person) => {
    const fit = fitted(rowsOf(clustered.score, clustered.label, person))
    for (const of of ['intercept', 'slope'] as const) {
      const [estimate, low, high] = clustered[kind][of]
      expect(fit.estimate[of]).toBeCloseTo(estimate, 10)
      const interval = recalibrationInterval(fit, of, 0.95, null)
      expect(interval).toMatchObject({ method: person === null ? 'normal' : 'cluster-robust' })
      if ('undefined' in interval) continue
      expect(interval.low).toBeCloseTo(low, 9)
      expect(interval.high).toBeCloseTo(high, 9)
    }
  })

  it('rows without a cluster stand for themselves', () => {
    const alone = fitted(
      rowsOf(
        clustered.score,
        clustered.label,
        clustered.label.map(() => 0)
      )
    )
    const each = fitted(
      rowsOf(
        clustered.score,
        clustered.label,
        clustered.label.map((_, i) => i + 1)
      )
    )
    expect(alone.clusters).toBe(clustered.label.length)
    expect(alone.variance.slope).toBeCloseTo(each.variance.slope, 12)
  })
})

describe('logistic recalibration', () => {
  it('has a slope that goes down as scores go to the extremes', () => {
    const rows = rowsOf(clustered.score, clustered.label, null)
    const [plain, twice] = [fitted(rows), fitted({ ...rows, logOdds: rows.logOdds.map((x) => 2 * x) })]
    expect(twice.estimate.slope).toBeCloseTo(plain.estimate.slope / 2, 10)
    expect(twice.estimate.intercept).toBeCloseTo(plain.estimate.intercept, 10)
  })

  it('finds the maximum from far away, and says where there is none', () => {
    const wrong = Array.from({ length: 400 }, (_, i) => (i % 2 === 0 ? 0.999999 : 0.000001))
    const labels = wrong.map((p, i) => (i % 7 === 0 ? Number(p > 0.5) : Number(p < 0.5)))
    expect(fitted(rowsOf(wrong, labels, null)).estimate.slope).toBeLessThan(0)
    const separated = [0.1, 0.2, 0.3, 0.6, 0.7, 0.8]
    expect(recalibrate(rowsOf(separated, [0, 0, 0, 1, 1, 1], null))).toEqual({ undefined: 'not-fitted' })
    expect(recalibrate(rowsOf([0.3, 0.3, 0.3, 0.3], [0, 1, 0, 1], null))).toEqual({ undefined: 'not-fitted' })
  })

  it('gives no limits from few clusters, and narrower ones of a finite population', () => {
    const rows = rowsOf(
      clustered.score,
      clustered.label,
      clustered.person.map((person) => (person % 10) + 1)
    )
    expect(recalibrationInterval(fitted(rows), 'slope', 0.95, null)).toEqual({ undefined: 'few-clusters' })
    const fit = fitted(rowsOf(clustered.score, clustered.label, null))
    const [whole, part] = [recalibrationInterval(fit, 'slope', 0.95, null), recalibrationInterval(fit, 'slope', 0.95, 0.25)]
    if ('undefined' in whole || 'undefined' in part) throw new Error('no limits')
    expect(part).toMatchObject({ method: 'finite-population' })
    expect(part.high - part.low).toBeCloseTo((whole.high - whole.low) / 2, 12)
  })
})
