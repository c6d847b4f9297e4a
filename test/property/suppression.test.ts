import fc from '../support/fast-check'
import { describe, expect, it } from 'vitest'
import { maskedWithin, smallCells, withoutSmallCells } from '../../src/main/core/stats/suppress'
import type { Measure } from '../../src/shared/model/measure'
import { assess, rowsOf } from '../unit/core/fairness/harness'
import { isFixed } from './linear-attack'

const BELOW = 5

type Told = { sex: string | undefined; race: string | undefined; rows: number | null }

function toldBy(counts: readonly number[], sexes: number, races: number): Told[] {
  const cells = counts.map((n, i): [number, string, string, number] => [n, `s${Math.floor(i / races)}`, `r${i % races}`, i % 2])
  const { estimates } = assess(rowsOf(['sex', 'race', 'hired'], cells), {
    columns: { sex: 'protected', race: 'protected', hired: 'decision' },
    groups: { crossings: [['sex', 'race']] },
    suppress_below: BELOW
  })
  expect(sexes * races).toBe(counts.length)
  return estimates
    .filter(({ measure: { metric, at } }) => metric === 'rows' && at.control === undefined)
    .map(({ measure: { group, estimate } }) => ({ sex: group?.['sex'] ?? undefined, race: group?.['race'] ?? undefined, rows: estimate }))
}

describe('no count under the limit can be read or derived', () => {
  it('neither from a cell, nor by subtraction from margins and totals', () => {
    const [sexes, races] = [2, 3]
    const counts = fc.array(fc.oneof(fc.integer({ min: 1, max: 7 }), fc.integer({ min: 5, max: 60 })), { minLength: 6, maxLength: 6 })
    fc.assert(
      fc.property(counts, (rows) => {
        const told = toldBy(rows, sexes, races)
        const covers = ({ sex, race }: Told, i: number): boolean =>
          (sex === undefined || sex === `s${Math.floor(i / races)}`) && (race === undefined || race === `r${i % races}`)
        const equations = told.filter(({ rows }) => rows !== null).map((one) => rows.map((_, i) => (covers(one, i) ? 1 : 0)))
        rows.forEach((n, i) => {
          if (n < BELOW) expect(isFixed(equations, i, rows.length), `cell ${i} of ${rows.join(' ')}`).toBe(false)
        })
        for (const one of told) if (one.rows !== null) expect(one.rows).toBeGreaterThanOrEqual(BELOW)
      }),
      { numRuns: 40 }
    )
  })

  it('masked cells of a line never stand alone and never come to less than the limit', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 30 }), { minLength: 2, maxLength: 8 }), (rows) => {
        const line = rows.map((_, i) => i)
        const masked = [...maskedWithin(rows, [line], smallCells(rows, BELOW), BELOW)]
        if (masked.length === 0 || masked.length === rows.length) return
        expect(masked.length).toBeGreaterThan(1)
        expect(masked.reduce((sum, cell) => sum + rows[cell]!, 0)).toBeGreaterThanOrEqual(BELOW)
      })
    )
  })

  it('what few rows with a label would tell is masked with the group, and with one other', () => {
    const table = rowsOf(
      ['sex', 'hired', 'good'],
      [
        [3, 'F', 1, 1],
        [40, 'F', 0, 0],
        [30, 'M', 1, 1],
        [30, 'M', 0, 0],
        [50, 'X', 1, 1],
        [50, 'X', 0, 0]
      ]
    )
    const { estimates, population } = assess(table, {
      columns: { sex: 'protected', hired: 'decision', good: 'label' },
      suppress_below: BELOW
    })
    const masked = (metric: string): string[] =>
      estimates
        .filter(({ measure: m }) => m.metric === metric && m.status.reason === 'suppressed' && m.group !== null)
        .map(({ measure }) => measure.group!['sex']!)
    expect(masked('rows')).toEqual([])
    expect(masked('selection_rate')).toEqual([])
    for (const metric of ['tpr', 'fpr', 'accuracy', 'ppv']) expect(masked(metric), metric).toEqual(['F', 'M'])
    expect(population.labelsKnown.map(({ group }) => group['sex'])).not.toContain('F')
  })

  it('the population masks the unknown like any group', () => {
    const { population } = assess(
      rowsOf(
        ['sex', 'hired'],
        [
          [3, null, 1],
          [20, 'F', 1],
          [40, 'M', 0]
        ]
      ),
      {
        columns: { sex: 'protected', hired: 'decision' },
        suppress_below: BELOW
      }
    )
    expect(population.attributes[0]).toEqual({
      attribute: 'sex',
      groups: [
        { value: 'F', rows: null, share: null },
        { value: 'M', rows: 40, share: 40 / 63 }
      ],
      unknown: null
    })
  })

  it('the last look masks every measure of few rows, whoever made it', () => {
    const measure = {
      id: 'a',
      assessment: 'drift',
      metric: 'missing_rate',
      group: null,
      reference: null,
      at: {},
      estimate: 0.5,
      interval: null,
      n: { group: 3, reference: null },
      test: null,
      status: { code: 'ok' },
      noInterval: 'a-count',
      evidence: { inputs: [], scan: '', filter: '', formula: '' }
    } as Measure
    const [masked] = withoutSmallCells([{ measure, limits: null }], 5)
    expect(masked!.measure.estimate).toBeNull()
    expect(masked!.measure.n.group).toBe(0)
    expect(masked!.measure.noInterval).toBeUndefined()
    expect(withoutSmallCells([{ measure, limits: null }], 3)[0]!.measure).toBe(measure)
  })
})
