import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { packTables } from '../../../../src/main/core/packs/pack-tables'
import { planOf, populationOf } from '../findings/plan-of'
import { packFile, rateEstimate } from './pack-estimates'

type Row = { ratio: number; fisher_mid_p: number; standard_deviations: number; shortfall: number; flip_one: number }
const fixture = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../fixtures/packs/four-fifths.json'), 'utf8')) as {
  groups: Record<string, [number, number]>
  rows: Record<string, Row>
}
const estimates = Object.entries(fixture.groups).map(([race, [n, k]]) => rateEstimate('selection_rate', { race }, n, k))
const result = (part: Record<string, unknown> = {}, population = populationOf(), groups = estimates) => {
  const plan = planOf({ packs: [{ id: 'ugesp-four-fifths', each: ['race'] }], ...part })
  return packTables({
    pack: packFile('ugesp-four-fifths'),
    sha256: 'c'.repeat(64),
    choice: plan.packs[0]!,
    plan,
    estimates: groups,
    population
  })
}
const signed = (x: number, decimals: number): string => x.toFixed(decimals).replace('-', '−')

test('ratio, mark, Fisher mid-p, standard deviations, shortfall and flip-one as scipy has them', () => {
  const [table] = result().tables
  expect(table!.rows.map(({ cells }) => cells[0])).toEqual(['A', 'B', 'C', 'D'])
  expect(table!.rows[0]!.cells).toEqual(['A', '120', '60', '50.0%', '1.000', 'no', '–', '–', '–', '–'])
  for (const { cells } of table!.rows.slice(1)) {
    const expected = fixture.rows[cells[0]!]!
    expect(cells.slice(4)).toEqual([
      expected.ratio.toFixed(3),
      expected.ratio < 0.8 ? 'yes' : 'no',
      expected.fisher_mid_p.toFixed(3),
      signed(expected.standard_deviations, 2),
      signed(expected.shortfall, 1),
      expected.flip_one.toFixed(3)
    ])
  }
})

test('says that small numbers decide where one selection would take the mark away', () => {
  expect(result().tables[0]!.notes.join(' ')).toContain('Small numbers')
  expect(result({}, populationOf(), estimates.slice(0, 3)).tables[0]!.notes.join(' ')).not.toContain('Small numbers')
})

test('a group under the minimum size is no reference', () => {
  const groups = [...estimates, rateEstimate('selection_rate', { race: 'E' }, 5, 5)]
  const row = (found: ReturnType<typeof result>, name: string) => found.tables[0]!.rows.find(({ cells }) => cells[0] === name)!.cells
  expect(row(result({}, populationOf(), groups), 'B')[4]).toBe('0.700')
  expect(row(result({ minimum_group_size: 5 }, populationOf(), groups), 'B')[4]).toBe('0.350')
})

test('is a rule of thumb for employment, and elsewhere a customary yardstick', () => {
  expect(result().statements[0]).toMatch(/^Customary yardstick, no rule applies/)
  expect(result({ use: { purpose: 'hiring', employment_selection: true } }).statements[0]).toMatch(
    /rule of thumb .* for employment selection/
  )
})

test('rows that repeat or have weights get no p-value and no limits from the counts', () => {
  const clusters = { column: 'person', clusters: 100, largest: 5, repeats: true }
  const [table, intervals] = result({}, populationOf({ clusters })).tables
  expect(table!.rows[1]!.cells.slice(6, 8)).toEqual(['–', '–'])
  expect(table!.notes).toContain('No test of single rows: rows repeat.')
  expect(intervals!.rows[1]!.cells.slice(4)).toEqual(['–', '–', '–'])
})

test('a sample of a frame has the tests of its counts, but no limits without the frame', () => {
  const [table, intervals] = result({ inference: { kind: 'sample', frame: 10_000, method: 'random' } }).tables
  expect(table!.rows[1]!.cells.slice(6, 8)).toEqual(result().tables[0]!.rows[1]!.cells.slice(6, 8))
  expect(table!.notes.join()).not.toContain('No test')
  expect(intervals!.rows[1]!.cells.slice(4)).toEqual(['–', '–', '–'])
})

test('exactly four fifths is not below four fifths', () => {
  const groups = [rateEstimate('selection_rate', { race: 'A' }, 200, 150), rateEstimate('selection_rate', { race: 'B' }, 200, 120)]
  expect(result({}, populationOf(), groups).tables[0]!.rows[1]!.cells.slice(4, 6)).toEqual(['0.800', 'no'])
})
