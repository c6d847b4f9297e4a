import { describe, expect, it } from 'vitest'
import type { AssessmentResult } from '../../../../src/main/core/assessment'
import { drift, driftPlan, measureAt, type Column } from './harness'

const LIMIT = 10
const repeat = <T>(counts: readonly (readonly [T, number])[]): T[] => counts.flatMap(([value, n]) => Array.from({ length: n }, () => value))
const rowsOf = ({ tables }: AssessmentResult, name: string) => tables.find((table) => table.name === name)?.rows ?? []
const text: Column = { name: 't', kind: 'category' }
const number: Column = { name: 'x', kind: 'number' }
const plan = driftPlan({ suppress_below: LIMIT })

/** Of a line of counts whose sum is known: what is left out is more than one, and enough rows. */
function isSafe(counts: readonly (number | null)[], total: number): void {
  const open = counts.filter((count) => count !== null)
  const hidden = counts.length - open.length
  expect(open.filter((count) => count > 0 && count < LIMIT)).toEqual([])
  if (hidden === 0) return
  expect(hidden).toBeGreaterThan(1)
  expect(total - open.reduce((sum, count) => sum + count, 0)).toBeGreaterThanOrEqual(LIMIT)
}

describe('small cells of drift', () => {
  const before = repeat([
    ['a', 300],
    ['b', 200],
    ['c', 40],
    ['d', 4]
  ])
  const now = repeat([
    ['a', 250],
    ['b', 260],
    ['c', 30],
    ['d', 20]
  ])

  it('leave no bin to be had by subtraction, in the table and in the picture', () => {
    const result = drift({ t: before }, { t: now }, [text], plan)
    const bins = rowsOf(result, 'drift-bins.csv')
    isSafe(
      bins.map((row) => row[4] as number | null),
      before.length
    )
    isSafe(
      bins.map((row) => row[5] as number | null),
      now.length
    )
    expect(bins.filter((row) => row[4] === null).map((row) => row[1])).toEqual(['c', 'd'])
    const [exhibit] = result.exhibits
    if (exhibit?.kind !== 'distribution') throw new Error('no distribution')
    expect(exhibit.series[0]!.shares.filter((share) => share === 0)).toHaveLength(2)
  })

  it('leave no missing values to be had from bins', () => {
    const reference = Array.from({ length: 500 }, (_, i) => (i < 3 ? null : i))
    const current = Array.from({ length: 400 }, (_, i) => (i < 30 ? null : i))
    const result = drift({ x: reference }, { x: current }, [number], plan)
    const [column] = rowsOf(result, 'drift-columns.csv')
    expect(column!.slice(5, 7)).toEqual([null, null])
    expect(measureAt(result, 'missing_rate_change', { feature: 'x' }).status.reason).toBe('suppressed')
    isSafe([...rowsOf(result, 'drift-bins.csv').map((row) => row[4] as number | null), null], 500)
  })

  it('leave no share of unseen values to tell them', () => {
    const result = drift({ t: before }, { t: [...now, 'e', 'e'] }, [text], plan)
    expect(measureAt(result, 'unseen_share', { feature: 't' }).status.reason).toBe('suppressed')
  })

  it('leave no distance of few numbers from which their counts could be searched out', () => {
    const cells = (counts: readonly number[]): number[] => repeat(counts.map((n, value) => [value, n] as const))
    const [reference, current] = [
      [300, 200, 40, 4, 7, 60],
      [250, 260, 30, 9, 3, 61]
    ] as const
    const metrics = ['ks_distance', 'wasserstein_distance', 'cramer_von_mises', 'anderson_darling'] as const
    const patch = { metrics: [...metrics], multivariate: false }
    const of = (limit: Record<string, number>, fixed: Record<string, object>): AssessmentResult =>
      drift({ x: cells(reference) }, { x: cells(current) }, [number], driftPlan(limit, { ...patch, ...fixed }))
    const open = of({}, {})
    const told = measureAt(open, 'wasserstein_distance', { feature: 'x' }).estimate!
    const [n, m] = [reference, current].map((counts) => counts.reduce((sum, count) => sum + count, 0)) as [number, number]
    /** Sums of the two small cells follow from the bins that are told; whole counts that give the same distance are then searched. */
    const found = Array.from({ length: 12 }, (_, a) => Array.from({ length: 13 }, (_, b) => [a, b] as const))
      .flat()
      .filter(([a, b]) => {
        const p = [...reference.slice(0, 3), a, 11 - a, reference[5]]
        const q = [...current.slice(0, 3), b, 12 - b, current[5]]
        let [gap, area] = [0, 0]
        for (let i = 0; i < 5; i++) area += Math.abs((gap += p[i]! / n - q[i]! / m))
        return Math.abs(area - told) < 1e-12
      })
    expect(found).toEqual([[4, 9]])
    for (const fixed of [{}, { fixed_bins: { x: [0.5, 1.5, 2.5, 3.5, 4.5] } }]) {
      const masked = of({ suppress_below: LIMIT }, fixed)
      for (const metric of metrics) expect(measureAt(masked, metric, { feature: 'x' }).status.reason, metric).toBe('suppressed')
      const figures = rowsOf(masked, 'drift-distances.csv').filter((row) => metrics.some((metric) => row.includes(metric)))
      expect(figures.flat().filter((cell) => typeof cell === 'number')).toEqual([])
      expect(rowsOf(masked, 'drift-distances.csv').some((row) => row.includes('psi'))).toBe(true)
    }
  })

  it('leave distances of many numbers, which tell no named value', () => {
    const numbers = Array.from({ length: 600 }, (_, i) => ((i * 7919) % 601) / 7)
    const result = drift(
      { x: [...numbers, null, null, null] },
      { x: numbers.map((x) => x * 1.1) },
      [number],
      driftPlan({ suppress_below: LIMIT }, { metrics: ['ks_distance'], multivariate: false })
    )
    expect(rowsOf(result, 'drift-bins.csv').some((row) => row[4] === null)).toBe(true)
    expect(measureAt(result, 'ks_distance', { feature: 'x' }).estimate).toBeGreaterThan(0)
  })

  it('leave no group, window or window of a group to be had from the others', () => {
    const rows = 1200
    const group = (i: number): string => (i % 40 === 0 ? 'rare' : ['p', 'q', 'r'][i % 3]!)
    const table = { x: Array.from({ length: rows }, (_, i) => i % 97), g: Array.from({ length: rows }, (_, i) => group(i)) }
    const by = driftPlan({ suppress_below: LIMIT, columns: { g: 'protected' } }, { windows: { rows: 180 }, by: ['g'] })
    const result = drift(table, table, [number], by, [{ name: 'g', kind: 'category' }])
    const sliced = rowsOf(result, 'drift-windows.csv').filter((row) => row[1] === 'current' && row[6] === 'psi')
    const cells = sliced.filter((row) => row[2] !== '' && row[5] !== '')
    expect(cells.some((row) => row[7] === null)).toBe(true)
    expect(sliced.filter((row) => row[7] === null && row[8] !== null)).toEqual([])
    const lines = (at: number) => [...new Set(cells.map((row) => row[at]))]
    for (const at of [2, 5])
      for (const name of lines(at)) {
        const members = table.g.flatMap((value, i) =>
          (at === 5 ? `g = ${value}` === name : String(Math.floor(i / 180) + 1) === String(name)) ? [1] : []
        )
        if (at === 5)
          isSafe(
            cells.filter((row) => row[at] === name).map((row) => row[7] as number | null),
            members.length
          )
        else
          isSafe(
            cells.filter((row) => row[at] === name).map((row) => row[7] as number | null),
            180
          )
      }
    const masked = result.estimates.filter(({ measure }) => measure.status.reason === 'suppressed')
    expect(masked.length).toBeGreaterThan(0)
    expect(masked.every(({ measure }) => measure.n.group === 0 && measure.estimate === null)).toBe(true)
  })

  it('are told where the plan masks nothing', () => {
    expect(rowsOf(drift({ t: before }, { t: now }, [text]), 'drift-bins.csv').every((row) => row[4] !== null)).toBe(true)
  })

  it('the annex may be left out, with the same primary distance', () => {
    const numbers = Array.from({ length: 9000 }, (_, i) => ((i * 7919) % 9001) / 7)
    const later = numbers.map((x) => x * 1.01 + 3)
    const of = (annex: boolean) =>
      drift(
        { x: numbers },
        { x: later },
        [number],
        driftPlan({}, { annex, multivariate: false, metrics: ['wasserstein_distance', 'ks_distance'] })
      )
    const [whole, lean] = [of(true), of(false)]
    expect(lean.tables.map(({ name }) => name)).not.toContain('drift-distances.csv')
    for (const metric of ['psi', 'wasserstein_distance', 'ks_distance']) {
      const [a, b] = [measureAt(whole, metric, { feature: 'x' }), measureAt(lean, metric, { feature: 'x' })]
      expect(b.estimate! / a.estimate!).toBeCloseTo(1, 10)
      expect(b.test!.p).toBeCloseTo(a.test!.p, 10)
    }
  })
})
