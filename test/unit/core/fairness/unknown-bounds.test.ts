import fc from '../../../support/fast-check'
import { describe, expect, it } from 'vitest'
import { decide } from '../../../../src/main/core/findings/decide'
import { requestsOfCriteria } from '../../../../src/main/core/findings/requests'
import type { MeasureRequest } from '../../../../src/main/core/fairness/input'
import { isUnknownBound, METRIC_IDS } from '../../../../src/shared/model/metrics'
import type { MetricId } from '../../../../src/shared/model/metrics'
import { populationOf } from '../findings/plan-of'
import { assess, find, planOf, rowsOf } from './harness'

/** Rows by decision and label. */
type Counts = { tn: number; fn: number; fp: number; tp: number }
const CELLS = ['tn', 'fn', 'fp', 'tp'] as const
const columns = {
  race: 'protected',
  hired: { role: 'decision', favourable: ['1'] },
  good: { role: 'label', favourable: ['1'] }
}

const tableOf = (known: Record<string, Counts>, unknown: Counts) =>
  rowsOf(
    ['race', 'hired', 'good'],
    [...Object.entries(known), [null, unknown] as const].flatMap(([race, { tn, fn, fp, tp }]) => [
      [tn, race, 0, 0] as const,
      [fn, race, 0, 1] as const,
      [fp, race, 1, 0] as const,
      [tp, race, 1, 1] as const
    ])
  )

/** Every way to add the unknown rows to the groups. */
function worldsOf(known: readonly Counts[], unknown: Counts): Counts[][] {
  const cell = CELLS.find((name) => unknown[name] > 0)
  if (cell === undefined) return [known.map((counts) => ({ ...counts }))]
  return worldsOf(known, { ...unknown, [cell]: unknown[cell] - 1 }).flatMap((world) =>
    world.map((_, to) => world.map((counts, i) => (i === to ? { ...counts, [cell]: counts[cell] + 1 } : counts)))
  )
}

const RATES: Record<string, (c: Counts) => number> = {
  base_rate: ({ tn, fn, fp, tp }) => (fn + tp) / (tn + fn + fp + tp),
  selection_rate: ({ tn, fn, fp, tp }) => (fp + tp) / (tn + fn + fp + tp),
  tpr: ({ tp, fn }) => tp / (tp + fn),
  fpr: ({ fp, tn }) => fp / (fp + tn),
  tnr: ({ fp, tn }) => tn / (fp + tn),
  fnr: ({ tp, fn }) => fn / (tp + fn),
  ppv: ({ tp, fp }) => tp / (tp + fp),
  npv: ({ tn, fn }) => tn / (tn + fn),
  fdr: ({ tp, fp }) => fp / (tp + fp),
  for: ({ tn, fn }) => fn / (tn + fn),
  accuracy: ({ tn, fn, fp, tp }) => (tn + tp) / (tn + fn + fp + tp)
}

type OfTwo = (g: Counts, r: Counts) => number
const delta =
  (rate: string): OfTwo =>
  (g, r) =>
    RATES[rate]!(g) - RATES[rate]!(r)
const [t, f] = [delta('tpr'), delta('fpr')]

const PAIRS: Record<string, OfTwo> = {
  ...Object.fromEntries(
    Object.entries(RATES).flatMap(([id, rate]): [string, OfTwo][] => [
      [`${id}_difference`, delta(id)],
      [`${id}_ratio`, (g, r) => rate(g) / rate(r)]
    ])
  ),
  equalized_odds_difference: (g, r) => Math.max(Math.abs(t(g, r)), Math.abs(f(g, r))),
  equalized_odds_difference_mean: (g, r) => (Math.abs(t(g, r)) + Math.abs(f(g, r))) / 2,
  average_abs_odds_difference: (g, r) => (Math.abs(t(g, r)) + Math.abs(f(g, r))) / 2,
  average_odds_difference: (g, r) => (t(g, r) + f(g, r)) / 2,
  treatment_equality_fp_fn: (g, r) => r.fp / r.fn - g.fp / g.fn,
  treatment_equality_fn_fp: (g, r) => g.fn / g.fp - r.fn / r.fp
}

const gap = (world: readonly Counts[], rate: string): number => {
  const rates = world.map(RATES[rate]!).filter((value) => !Number.isNaN(value))
  return rates.length < 2 ? NaN : Math.max(...rates) - Math.min(...rates)
}
const share = (world: readonly Counts[], rate: string): number => {
  const rates = world.map(RATES[rate]!).filter((value) => !Number.isNaN(value))
  return rates.length < 2 ? NaN : Math.min(...rates) / Math.max(...rates)
}
const withBoth = (world: readonly Counts[]): Counts[] => world.filter(({ tn, fn, fp, tp }) => tp + fn > 0 && fp + tn > 0)
const meanGap = (world: readonly Counts[]): number => (gap(world, 'tpr') + gap(world, 'fpr')) / 2

const EXTREMES: Record<string, (world: readonly Counts[]) => number> = {
  ...Object.fromEntries(
    Object.keys(RATES).flatMap((id): [string, (world: readonly Counts[]) => number][] => [
      [`${id}_difference`, (world) => gap(world, id)],
      [`${id}_ratio`, (world) => share(world, id)]
    ])
  ),
  equalized_odds_difference: (world) => Math.max(gap(withBoth(world), 'tpr'), gap(withBoth(world), 'fpr')),
  equalized_odds_difference_mean: meanGap,
  average_abs_odds_difference: meanGap
}

const request = (id: string, reference: MeasureRequest['reference']): MeasureRequest => ({
  metric: `${id}_bound` as MetricId,
  over: ['race'],
  reference
})

const NAMES = ['A', 'B', 'C']
const patch = (reference: string) => ({ columns, groups: { reference: { race: reference } } })

type Ends = Record<'low' | 'high', number | null>
const endsOf = (result: ReturnType<typeof assess>, id: string, group: string | null): Ends => {
  const at = (bound: 'low' | 'high') =>
    find(result, { metric: `${id}_bound` as MetricId, group: group === null ? null : { race: group }, at: { bound } }).measure.estimate
  return { low: at('low'), high: at('high') }
}

function expectHeld({ low, high }: Ends, values: readonly number[], exact: readonly ('low' | 'high')[]): void {
  const found = values.filter((value) => Number.isFinite(value))
  if (found.length === 0) return
  const [least, most] = [Math.min(...found), Math.max(...found)]
  if (low !== null) expect(low).toBeLessThanOrEqual(least + 1e-12)
  if (high !== null) expect(high).toBeGreaterThanOrEqual(most - 1e-12)
  if (found.length < values.length) return
  if (exact.includes('low')) expect(low).toBeCloseTo(least, 12)
  if (exact.includes('high')) expect(high).toBeCloseTo(most, 12)
}

const counts = (max: number) => fc.record({ tn: fc.nat(max), fn: fc.nat(max), fp: fc.nat(max), tp: fc.nat(max) })
const some = ({ tn, fn, fp, tp }: Counts): boolean => tn + fn + fp + tp > 0
const groups = fc.tuple(counts(9).filter(some), counts(9).filter(some), counts(9).filter(some))
const unknowns = counts(2).filter((unknown) => some(unknown) && unknown.tn + unknown.fn + unknown.fp + unknown.tp <= 5)

describe('bounds over the unknown rows, against every way to deal these to the groups', () => {
  it('every comparison of rates has one, and every one is tried here', () => {
    expect(METRIC_IDS.filter(isUnknownBound).sort()).toEqual(
      [...Object.keys(PAIRS), 'scoring_rate_ratio'].map((id) => `${id}_bound`).sort()
    )
  })

  it('of a group and its reference', () => {
    fc.assert(
      fc.property(groups, unknowns, (known, unknown) => {
        const table = tableOf(Object.fromEntries(NAMES.map((name, i) => [name, known[i]!])), unknown)
        const result = assess(
          table,
          patch('A'),
          Object.keys(PAIRS).map((id) => request(id, 'planned'))
        )
        const worlds = worldsOf(known, unknown)
        for (const [id, value] of Object.entries(PAIRS))
          expectHeld(
            endsOf(result, id, 'B'),
            worlds.map(([a, b]) => value(b!, a!)),
            /equalized|_abs_/.test(id) ? ['high'] : ['low', 'high']
          )
      }),
      { numRuns: 60 }
    )
  })

  it('of the extremes, whichever groups these are then', () => {
    fc.assert(
      fc.property(groups, unknowns, (known, unknown) => {
        const table = tableOf(Object.fromEntries(NAMES.map((name, i) => [name, known[i]!])), unknown)
        const result = assess(
          table,
          patch('A'),
          Object.keys(EXTREMES).map((id) => request(id, 'extremes'))
        )
        const worlds = worldsOf(known, unknown)
        for (const [id, value] of Object.entries(EXTREMES)) {
          const exact = id.endsWith('ratio') ? 'low' : 'high'
          expectHeld(endsOf(result, id, null), worlds.map(value), id.includes('odds') ? [] : [exact])
        }
      }),
      { numRuns: 60 }
    )
  })

  it('of a group and the most favoured, whichever that is then', () => {
    fc.assert(
      fc.property(groups, unknowns, (known, unknown) => {
        const table = tableOf(Object.fromEntries(NAMES.map((name, i) => [name, known[i]!])), unknown)
        const result = assess(
          table,
          patch('most_favoured'),
          Object.keys(PAIRS).map((id) => request(id, 'planned'))
        )
        const worlds = worldsOf(known, unknown)
        const selection = RATES.selection_rate!
        const chosen = (world: readonly Counts[]): number => world.map(selection).indexOf(Math.max(...world.map(selection)))
        const now = chosen(known)
        for (const [id, value] of Object.entries(PAIRS))
          for (const [i, name] of NAMES.entries()) {
            const toHighest = id === 'selection_rate_ratio' || id === 'selection_rate_difference'
            if (i === now && !toHighest) continue
            const others = worlds.filter((world) => toHighest || chosen(world) !== i)
            expectHeld(
              endsOf(result, id, name),
              others.map((world) => value(world[i]!, world[chosen(world)]!)),
              toHighest ? ['low'] : []
            )
          }
      }),
      { numRuns: 60 }
    )
  })
})

describe('what the bounds do', () => {
  const known = { A: { tn: 48, fn: 0, fp: 0, tp: 52 }, B: { tn: 56, fn: 0, fp: 0, tp: 44 }, C: { tn: 10, fn: 0, fp: 0, tp: 10 } }
  const unknown = { tn: 4, fn: 0, fp: 0, tp: 3 }
  const run = (about: Record<string, unknown>, of = tableOf(known, unknown), more: Record<string, unknown> = {}) => {
    const criteria = [{ id: 'one', primary: true, rule: 'test', decides: 'point', ...about }]
    const whole = { ...patch('A'), criteria, ...more }
    const plan = planOf(whole)
    const result = assess(of, whole, requestsOfCriteria(plan))
    return { result, verdicts: decide({ plan, estimates: result.estimates, population: populationOf() }).verdicts }
  }

  it.each([
    ['a ratio', { metric: 'selection_rate_ratio', group: { race: 'B' }, threshold: { at_least: 0.8 } }],
    ['a difference', { metric: 'selection_rate_difference', group: { race: 'B' }, threshold: { at_most: 0.08, at_least: -0.1 } }],
    ['extremes', { metric: 'selection_rate_ratio', extremes: 'race', threshold: { at_least: 0.8 } }],
    ['the extremes of a difference', { metric: 'selection_rate_difference', extremes: 'race', threshold: { at_most: 0.1 } }],
    ['odds', { metric: 'equalized_odds_difference', group: { race: 'C' }, threshold: { at_most: 0.01 } }]
  ])('%s that the unknown rows could undo is no pass', (_, about) => {
    const undone = about.metric === 'equalized_odds_difference' ? tableOf(known, { ...unknown, fn: 3 }) : tableOf(known, unknown)
    expect(run(about, undone).verdicts).toMatchObject([{ verdict: 'insufficient', reason: 'unknowns', observed: 'not-crossed' }])
    expect(run(about, tableOf(known, { tn: 0, fn: 0, fp: 0, tp: 0 })).verdicts).toMatchObject([{ verdict: 'pass' }])
  })

  it('are not told where nobody is unknown, unless the plan asks for them', () => {
    const nobody = tableOf(known, { tn: 0, fn: 0, fp: 0, tp: 0 })
    const about = { metric: 'selection_rate_difference', each: 'race', threshold: { at_most: 0.1 } }
    const bounds = (result: ReturnType<typeof assess>) => result.estimates.filter(({ measure }) => measure.at.bound !== undefined)
    expect(bounds(run(about, nobody).result)).toEqual([])
    const asked = { assessments: { fairness: { metrics: ['selection_rate_difference_bound'] } } }
    expect(bounds(run(about, nobody, asked).result)).toHaveLength(4)
  })

  it('decide and are not told where so few are unknown that these are masked', () => {
    const about = { metric: 'selection_rate_ratio', group: { race: 'B' }, threshold: { at_least: 0.8 } }
    const more = { suppress_below: 8, minimum_group_size: 8 }
    const four = { ...known, C: { tn: 500, fn: 0, fp: 0, tp: 500 }, D: { tn: 11, fn: 0, fp: 0, tp: 11 } }
    const { result, verdicts } = run(about, tableOf(four, unknown), more)
    const ends = result.estimates.filter(({ measure }) => measure.metric === 'selection_rate_ratio_bound')
    expect(ends.length).toBeGreaterThan(0)
    for (const { measure } of ends)
      expect(measure).toMatchObject({ estimate: null, status: { reason: 'suppressed' }, n: { group: 0, reference: 0 } })
    expect(verdicts).toMatchObject([{ verdict: 'insufficient', reason: 'unknowns' }])
    expect(run({ ...about, threshold: { at_least: 0.7 } }, tableOf(four, unknown), more).verdicts).toMatchObject([{ verdict: 'pass' }])
  })
})
