import { describe, expect, it } from 'vitest'
import { kitagawa, type Strata } from '../../../../src/main/core/drift/kitagawa'
import { below, randomStream } from '../../../../src/main/core/stats/random'
import { close } from '../stats/close'
import type { Table } from '../fairness/harness'
import { drift, driftPlan, measureAt } from './harness'

const strata = (...cells: [rows: number, hits: number][]): Strata => ({
  rows: Float64Array.from(cells, ([rows]) => rows),
  hits: Float64Array.from(cells, ([, hits]) => hits)
})

describe('what a change is made of', () => {
  it('Kitagawa’s two components by hand', () => {
    // Rates 10 % and 50 %; shares 50/50, then 25/75 with rates 20 % and 40 %.
    const parts = kitagawa({ reference: strata([100, 10], [100, 50]), current: strata([50, 10], [150, 60]) })
    close(parts.total, 70 / 200 - 60 / 200, 1e-12)
    close(parts.mix, -0.25 * 0.15 + 0.25 * 0.45, 1e-12)
    close(parts.model, 0.1 * 0.375 - 0.1 * 0.625, 1e-12)
    close(parts.unmatched, 0, 0, '', 1e-15)
    close(parts.mix + parts.model, parts.total, 1e-12)
  })

  it('only mix, only rates, and strata of one part only', () => {
    const before = strata([100, 10], [100, 50], [0, 0])
    expect(kitagawa({ reference: before, current: strata([50, 5], [150, 75], [0, 0]) }).model).toBeCloseTo(0, 14)
    expect(kitagawa({ reference: before, current: strata([100, 20], [100, 60], [0, 0]) }).mix).toBeCloseTo(0, 14)
    const added = kitagawa({ reference: before, current: strata([100, 10], [100, 50], [50, 0]) })
    expect([added.mix, added.model]).toEqual([0, 0])
    close(added.unmatched, 60 / 250 - 60 / 200, 1e-12)
  })

  it('of a ratio adds up, and a change that both groups share in proportion is no change', () => {
    const one = { reference: strata([100, 40], [100, 20]), current: strata([60, 30], [140, 21]) }
    const against = { reference: strata([80, 40], [120, 36]), current: strata([90, 40], [110, 44]) }
    const parts = kitagawa({ ...one, against })
    close(parts.mix + parts.model + parts.unmatched, parts.total, 1e-12)
    close(kitagawa({ ...one, against: one }).total, 0, 0, '', 1e-15)
  })

  const draw = (rows: number, share: number, rates: readonly [number, number], stream: number, persons: number): Table => {
    const random = randomStream('mix', stream)
    const own = Array.from({ length: Math.ceil(rows / persons) }, () => ({
      channel: random.uniform() < share ? 'web' : 'branch',
      u: random.uniform()
    }))
    const all = Array.from({ length: rows }, (_, row) => own[Math.floor(row / persons)]!)
    return {
      person: all.map((_, row) => `p${Math.floor(row / persons)}`),
      channel: all.map(({ channel }) => channel),
      decision: all.map(({ channel, u }) =>
        (below(random, 10) < 8 ? u : random.uniform()) < rates[channel === 'web' ? 1 : 0] ? 'yes' : 'no'
      )
    }
  }
  const framing = ['person', 'channel', 'decision'].map((name) => ({ name, kind: 'category' as const }))
  const plan = driftPlan(
    { columns: { person: 'cluster', channel: 'feature', decision: { role: 'decision', favourable: ['yes'] } } },
    { decomposition: { of: ['selection_rate'], by: ['channel'] }, multivariate: false }
  )

  it('intervals cover the true parts in about 95 of 100 samples, also where persons repeat', () => {
    const rates = [0.3, 0.6] as const
    const after = [0.35, 0.6] as const
    const truth = { mix: 0.2 * ((0.6 + 0.6) / 2 - (0.3 + 0.35) / 2), model: (0.05 * (0.6 + 0.4)) / 2 }
    for (const persons of [1, 3]) {
      let hits = { mix: 0, model: 0 }
      const runs = 120
      for (let run = 0; run < runs; run++) {
        const result = drift(draw(900, 0.4, rates, 2 * run, persons), draw(900, 0.6, after, 2 * run + 1, persons), [], plan, framing)
        for (const part of ['mix', 'model'] as const) {
          const { interval } = measureAt(result, `selection_rate_change_${part}`)
          if (interval!.low! <= truth[part] && truth[part] <= interval!.high!) hits = { ...hits, [part]: hits[part] + 1 }
        }
      }
      expect(hits.mix / runs, `mix, ${persons} rows a person`).toBeGreaterThan(0.89)
      expect(hits.model / runs, `model, ${persons} rows a person`).toBeGreaterThan(0.89)
    }
  })
})
