import fc from '../support/fast-check'
import { describe, expect, it } from 'vitest'
import type { AssessmentResult } from '../../src/main/core/assessment'
import { psi, sharesOf } from '../../src/main/core/stats/divergences'
import { kitagawa } from '../../src/main/core/drift/kitagawa'
import { biasDriftOf } from '../../src/main/services/assessments/assess-bias-drift'
import type { ReportInput } from '../../src/main/services/assessments/assess'
import { driftKernels } from '../../src/main/kernels/drift'
import { fairnessKernels } from '../../src/main/kernels/fairness'
import type { Group } from '../../src/shared/model/measure'
import { drift, driftPlan, measureAt } from '../unit/core/drift/harness'
import { assess } from '../unit/core/fairness/harness'
import { openPart, performancePlan } from '../unit/core/performance/parts'
import { isFixed } from './linear-attack'

const LIMIT = 5
const repeat = <T>(counts: readonly (readonly [T, number])[]): T[] => counts.flatMap(([value, n]) => Array.from({ length: n }, () => value))
const rowsOf = ({ tables }: AssessmentResult, name: string) => tables.find((table) => table.name === name)?.rows ?? []
const count = fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 5, max: 60 }))
const isSmall = (n: number): boolean => n > 0 && n < LIMIT

const WINDOWS = ['w1', 'w2', 'w3']
const GROUPS = ['a', 'b', 'c']

/** What both sections tell of rows by group and window, each as the places it covers and their sum. */
async function toldByWindow(counts: readonly number[]): Promise<{ cover: number[]; rows: number }[]> {
  const cells = counts.map((n, i) => ({ n, window: i % WINDOWS.length, group: GROUPS[Math.floor(i / WINDOWS.length)]! }))
  const own = cells.flatMap(({ n, window, group }) => Array.from({ length: n }, (_, i) => ({ window, group, hired: i % 2 })))
  const day = (window: number): number => 40 * window + 1
  const columns = {
    sex: { type: 'text' as const, cells: own.map(({ group }) => group) },
    hired: { type: 'integer' as const, cells: own.map(({ hired }) => hired) },
    on: { type: 'date' as const, cells: own.map(({ window }) => day(window)) }
  }
  const roles = { sex: 'protected', hired: { role: 'decision', favourable: ['1'] }, on: 'time' }
  const plan = performancePlan({
    suppress_below: LIMIT,
    columns: roles,
    inputs: [
      { part: 'reference', files: ['x.csv'] },
      { part: 'current', files: ['y.csv'] }
    ],
    assessments: { drift: { windows: { calendar: 'month' }, by: ['sex'], bias: ['selection_rate'] } }
  })
  const input = {
    plan,
    parts: [openPart('reference', columns), openPart('current', columns)],
    packs: [],
    kernels: { ...fairnessKernels, ...driftKernels }
  } as unknown as ReportInput
  const job = { name: 'test', signal: new AbortController().signal, progress: () => undefined }
  const { estimates } = (await biasDriftOf(input, 'ab'.repeat(32), job))!
  const whole = assess(
    { sex: columns.sex.cells, hired: columns.hired.cells.map(String) },
    { columns: { sex: 'protected', hired: 'decision' }, suppress_below: LIMIT }
  )
  const windows = [...new Set(estimates.map(({ measure }) => measure.at.window!))].sort()
  const place = (group: Group | null, window: string | undefined): number[] =>
    cells.map((cell) =>
      (group === null || group['sex'] === cell.group) &&
      (window === undefined || windows.indexOf(window) === presentBefore(cells, cell.window))
        ? 1
        : 0
    )
  return [...estimates, ...whole.estimates].flatMap(({ measure: { metric, group, at, estimate, n, reference } }) =>
    estimate === null || reference !== null || at.control !== undefined
      ? []
      : [{ cover: place(group, at.window), rows: metric === 'rows' ? estimate : n.group }]
  )
}

/** Windows with rows that come before. */
const presentBefore = (cells: readonly { n: number; window: number }[], window: number): number =>
  new Set(cells.filter((cell) => cell.n > 0 && cell.window < window).map((cell) => cell.window)).size

describe('no count of drift under the limit can be had by differences', () => {
  it('of a group in a window: neither along the window, nor along the group, nor from the whole', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(count, { minLength: 9, maxLength: 9 }), async (counts) => {
        const told = await toldByWindow(counts)
        for (const { cover, rows } of told)
          expect(rows, `${counts.join(' ')}: ${cover.join('')}`).toBe(counts.reduce((sum, n, i) => sum + n * cover[i]!, 0))
        const equations = told.map(({ cover }) => cover)
        counts.forEach((n, i) => {
          if (isSmall(n)) expect(isFixed(equations, i, counts.length), `cell ${i} of ${counts.join(' ')}`).toBe(false)
        })
        expect(told.filter(({ rows }) => isSmall(rows))).toEqual([])
      }),
      { numRuns: 25 }
    )
  })

  it('of a category: distances are those of what is told, masked bins being one', () => {
    const names = ['a', 'b', 'c', 'd', 'e']
    fc.assert(
      fc.property(fc.array(count, { minLength: 5, maxLength: 5 }), fc.array(count, { minLength: 5, maxLength: 5 }), (before, now) => {
        const column = { name: 't', kind: 'category' as const }
        const table = (counts: readonly number[]) => ({
          t: repeat(names.map((name, i) => [name, 20 * counts[i]! - (isSmall(counts[i]!) ? 19 * counts[i]! : 0)] as const))
        })
        const result = drift(table(before), table(now), [column], driftPlan({ suppress_below: LIMIT }, { multivariate: false }))
        const bins = rowsOf(result, 'drift-bins.csv').filter((row) => row[1] !== 'missing')
        const open = bins.filter((row) => row[4] !== null)
        if (open.length === bins.length) return
        const totals = [table(before).t.length, table(now).t.length]
        const told = [4, 5].map((at, i) => {
          const counts = open.map((row) => row[at] as number)
          return [...counts, totals[i]! - counts.reduce((sum, n) => sum + n, 0)]
        })
        expect(bins.length - open.length).toBeGreaterThan(1)
        for (const counts of told) expect(isSmall(counts.at(-1)!)).toBe(false)
        // A bin that expects fewer than five rows is merged further, masked or not.
        const expects = ((told[0]!.at(-1)! + told[1]!.at(-1)!) * Math.min(...totals)) / (totals[0]! + totals[1]!)
        if (expects < 5) return
        const found = measureAt(result, 'psi', { feature: 't' }).estimate
        const expected = psi({ reference: sharesOf(Float64Array.from(told[0]!)), current: sharesOf(Float64Array.from(told[1]!)) })
        if (found === null) expect(open).toEqual([])
        else expect(found).toBeCloseTo(expected, 10)
        const own = rowsOf(result, 'drift-distances.csv').filter((row) => /psi_(evidently|validmind)/.test(row.join(' ')))
        expect(own.every((row) => row.every((cell) => typeof cell !== 'number'))).toBe(true)
      }),
      { numRuns: 60 }
    )
  })

  it('of a stratum: mix and rates are those of what is told, masked strata being one', () => {
    const names = ['a', 'b', 'c', 'd']
    const cell = fc.tuple(count, fc.integer({ min: 0, max: 100 }))
    fc.assert(
      fc.property(fc.array(cell, { minLength: 4, maxLength: 4 }), fc.array(cell, { minLength: 4, maxLength: 4 }), (before, now) => {
        const table = (cells: readonly (readonly [number, number])[]) => {
          const rows = cells.flatMap(([n, share], i) =>
            Array.from({ length: n }, (_, row) => ({ c: names[i]!, d: row * 100 < n * share ? 'yes' : 'no' }))
          )
          return { c: rows.map(({ c }) => c), d: rows.map(({ d }) => d) }
        }
        const framing = ['c', 'd'].map((name) => ({ name, kind: 'category' as const }))
        const plan = driftPlan(
          { suppress_below: LIMIT, columns: { c: 'feature', d: { role: 'decision', favourable: ['yes'] } } },
          { decomposition: { of: ['selection_rate'], by: ['c'] }, multivariate: false }
        )
        const [reference, current] = [table(before), table(now)]
        const result = drift(reference, current, [], plan, framing)
        const rows = rowsOf(result, 'drift-strata.csv')
        const open = rows.filter((row) => row[3] !== null)
        for (const row of open) expect(isSmall(row[3] as number) || isSmall(row[5] as number)).toBe(false)
        if (open.length === rows.length) return
        const side = (at: number, all: { d: string[] }) => {
          const told = open.map((row) => ({ rows: row[at] as number, hits: (row[at] as number) * ((row[at + 1] as number | null) ?? 0) }))
          const sum = (key: 'rows' | 'hits') => told.reduce((total, one) => total + one[key], 0)
          const left = { rows: all.d.length - sum('rows'), hits: all.d.filter((d) => d === 'yes').length - sum('hits') }
          expect(isSmall(left.rows)).toBe(false)
          return {
            rows: Float64Array.from([...told, left], (one) => one.rows),
            hits: Float64Array.from([...told, left], (one) => one.hits)
          }
        }
        const expected = kitagawa({ reference: side(3, reference), current: side(5, current) })
        const of = (metric: string) => result.estimates.find(({ measure }) => measure.metric === metric)!.measure.estimate
        if (of('selection_rate_change') === null) return
        expect(of('selection_rate_change_mix')).toBeCloseTo(expected.mix, 9)
        expect(of('selection_rate_change_model')).toBeCloseTo(expected.model, 9)
        expect(of('selection_rate_change_unmatched')).toBeCloseTo(expected.unmatched, 9)
      }),
      { numRuns: 60 }
    )
  })
})
