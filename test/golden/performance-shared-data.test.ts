import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { adwin } from '../../src/main/core/performance/detectors/adwin'
import { ddm } from '../../src/main/core/performance/detectors/ddm'
import { changesIn, type Detector } from '../../src/main/core/performance/detectors/detector'
import { eddm } from '../../src/main/core/performance/detectors/eddm'
import { kswin } from '../../src/main/core/performance/detectors/kswin'
import { pageHinkley } from '../../src/main/core/performance/detectors/page-hinkley'
import { nannymlRange } from '../../src/main/core/performance/expected-range'
import { randomStream } from '../../src/main/core/stats/random'
import { measureOf, openPart, performancePlan, performanceResult, type Columns } from '../unit/core/performance/parts'

/** Real streams and published tables, where the folder is present (ASSAY_SHARED, or ../shared beside the project). */
const data = join(process.env['ASSAY_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'data')
const present = existsSync(join(data, 'ORACLES.md'))
if (!present) console.log('performance on shared data: skipped (no such folder)')

async function carLoans(name: string): Promise<Columns> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const path = join(data, 'nannyml', `${name}_synthetic_car_loan.parquet`)
  const rows = (
    await connection.runAndReadAll(`SELECT y_pred_proba::DOUBLE AS p, y_pred::DOUBLE AS d, repaid::DOUBLE AS y FROM '${path}'`)
  ).getColumnsJS()
  connection.closeSync()
  instance.closeSync()
  const [p, d, y] = rows as [number[], number[], number[]]
  return { p: { type: 'number', cells: p }, d: { type: 'integer', cells: d }, y: { type: 'integer', cells: y } }
}

const plan = performancePlan({
  columns: {
    p: { role: 'score', kind: 'probability' },
    d: { role: 'decision', favourable: ['1'] },
    y: { role: 'label', favourable: ['1'] }
  },
  assessments: {
    performance: {
      windows: { rows: 5000, order: 'file' },
      metrics: ['auc', 'accuracy', 'average_precision'],
      detectors: { adwin: false, ddm: false, eddm: false, page_hinkley: false, kswin: false }
    }
  }
})

const withoutLabels: typeof plan = {
  ...plan,
  assessments: { performance: { ...plan.assessments.performance!, reference: 'reference', label_free: true } }
}

/** Values and thresholds of a chunk as NannyML's notebook prints them: the columns of accuracy and average precision are the last ten. */
const printed = (): { start: number; auc: number; accuracy: number[]; precision: number[] }[] =>
  readFileSync(join(data, 'oracles/nannyml/calculating_standard_metrics_binary_classification_cell004.csv'), 'utf8')
    .trim()
    .split('\n')
    .slice(2)
    .map((line) => line.split(','))
    .map((cells) => ({
      start: Number(cells[3]),
      auc: Number(cells[10]),
      accuracy: cells.slice(-9, -6).map(Number),
      precision: cells.slice(-4, -1).map(Number)
    }))

describe.skipIf(!present)('NannyML’s performance of car loans by chunks of 5,000 (P9)', () => {
  it('values and thresholds to the six digits printed', async () => {
    const [reference, current] = [await carLoans('reference'), await carLoans('monitoring')]
    const windows = Array.from({ length: 10 }, (_, i) => `rows ${i * 5000 + 1}-${(i + 1) * 5000}`)
    const before = await performanceResult(plan, [openPart('current', reference)])
    const now = await performanceResult(plan, [openPart('current', current)])
    const rangeOf = (metric: string) =>
      nannymlRange(
        windows.map((window) => measureOf(before, metric, { window }).estimate!),
        { low: 0, high: 1 }
      )!
    const chunks = printed()
    expect(chunks.length).toBeGreaterThan(3)
    for (const { start, auc, accuracy, precision } of chunks) {
      const window = windows[start / 5000]!
      expect(measureOf(now, 'auc', { window }).estimate).toBeCloseTo(auc, 6)
      for (const [metric, [value, upper, lower]] of [
        ['accuracy', accuracy],
        ['average_precision', precision]
      ] as const) {
        expect(measureOf(now, metric, { window }).estimate, metric).toBeCloseTo(value!, 6)
        expect(rangeOf(metric).high, metric).toBeCloseTo(upper!, 6)
        expect(rangeOf(metric).low, metric).toBeCloseTo(lower!, 6)
      }
    }
  })
})

describe.skipIf(!present)('NannyML’s estimates of car loans without labels, by chunks of 5,000 (P11)', () => {
  it('AUC and F1 to the six digits printed', async () => {
    const parts = [openPart('reference', await carLoans('reference')), openPart('current', await carLoans('monitoring'))]
    const found = await performanceResult(withoutLabels, parts)
    const chunks = readFileSync(
      join(data, 'oracles/nannyml/estimating_standard_performance_metrics_binary_classification_cell004.csv'),
      'utf8'
    )
      .trim()
      .split('\n')
      .slice(2)
      .map((line) => line.split(','))
    expect(chunks).toHaveLength(10)
    for (const cells of chunks) {
      const window = `rows ${Number(cells[3]) + 1}-${Number(cells[4]) + 1}`
      expect(measureOf(found, 'cbpe_auc', { window }).estimate, window).toBeCloseTo(Number(cells[8]), 6)
      expect(measureOf(found, 'cbpe_f1', { window }).estimate, window).toBeCloseTo(Number(cells.at(-8)), 6)
    }
  })
})

const MAKERS: Record<string, () => Detector> = {
  adwin: () => adwin({ delta: 0.002, clock: 32, max_buckets: 5, min_window: 5, grace: 10 }),
  ddm: () => ddm({ warm_start: 30, drift: 3 }),
  eddm: () => eddm({ warm_start: 30, beta: 0.9 }),
  page_hinkley: () => pageHinkley({ min_instances: 30, delta: 0.005, threshold: 50, alpha: 1 - 0.0001 }),
  kswin_all: () => kswin({ alpha: 0.005, window: 60, recent: 30 }, randomStream('ab', 0))
}

describe.skipIf(!present)('river’s change points in Elec2', () => {
  const wanted = JSON.parse(readFileSync(resolve(import.meta.dirname, '../fixtures/performance/elec2.json'), 'utf8')) as Record<
    string,
    { alarms: number; first: number[]; sum: number }
  >
  it('all detectors, all 45,311 errors', () => {
    const classes = readFileSync(join(data, 'elec2/elec.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').at(-1))
    const errors = Float64Array.from(classes.slice(1), (own, i) => (own === classes[i] ? 0 : 1))
    for (const [key, { alarms, first, sum }] of Object.entries(wanted)) {
      const places = changesIn(errors, MAKERS[key.split('/')[1]!]!)
      expect(places.slice(0, 20), key).toEqual(first)
      expect([places.length, places.reduce((total, place) => total + place, 0)], key).toEqual([alarms, sum])
    }
  })
})
