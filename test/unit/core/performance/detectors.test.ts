import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { adwin } from '../../../../src/main/core/performance/detectors/adwin'
import { ddm } from '../../../../src/main/core/performance/detectors/ddm'
import { changesIn, type Detector } from '../../../../src/main/core/performance/detectors/detector'
import { eddm } from '../../../../src/main/core/performance/detectors/eddm'
import { criticalCount, kswin } from '../../../../src/main/core/performance/detectors/kswin'
import { pageHinkley } from '../../../../src/main/core/performance/detectors/page-hinkley'
import { randomStream } from '../../../../src/main/core/stats/random'

type Fixture = { streams: Record<string, string | number[]>; found: Record<string, number[]> }
const fixture = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../fixtures/performance/detectors.json'), 'utf8')) as Fixture

const streamOf = (name: string): Float64Array => {
  const stream = fixture.streams[name]!
  return Float64Array.from(typeof stream === 'string' ? [...stream].map(Number) : stream)
}

const MAKERS: Record<string, () => Detector> = {
  adwin: () => adwin({ delta: 0.002, clock: 32, max_buckets: 5, min_window: 5, grace: 10 }),
  adwin_wide: () => adwin({ delta: 0.2, clock: 8, max_buckets: 5, min_window: 20, grace: 40 }),
  ddm: () => ddm({ warm_start: 30, drift: 3 }),
  eddm: () => eddm({ warm_start: 30, beta: 0.9 }),
  eddm_lax: () => eddm({ warm_start: 50, beta: 0.8 }),
  page_hinkley: () => pageHinkley({ min_instances: 30, delta: 0.005, threshold: 8, alpha: 1 - 0.0001 }),
  page_hinkley_default: () => pageHinkley({ min_instances: 30, delta: 0.005, threshold: 50, alpha: 1 - 0.0001 }),
  kswin_all: () => kswin({ alpha: 0.005, window: 60, recent: 30 }, randomStream('ab', 0))
}

describe('change points are those of river', () => {
  for (const [key, places] of Object.entries(fixture.found))
    it(key, () => {
      const [stream = '', method = ''] = key.split('/')
      expect(changesIn(streamOf(stream), MAKERS[method]!)).toEqual(places)
    })
})

describe('the distance that kswin needs', () => {
  // scipy.stats.ks_2samp: D of 13/30 has p 0.0065, of 14/30 0.0025 (exact, n = m = 30).
  it('is that of the exact two-sample law', () => {
    expect(criticalCount(30, 0.005)).toBe(14)
    expect(criticalCount(30, 0.0066)).toBe(13)
    expect(criticalCount(3, 0.0001)).toBe(4)
  })
})
