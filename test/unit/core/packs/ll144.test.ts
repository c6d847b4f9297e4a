import { describe, expect, test } from 'vitest'
import type { Group } from '../../../../src/shared/model/measure'
import { packTables } from '../../../../src/main/core/packs/pack-tables'
import { requestsOfPacks } from '../../../../src/main/core/packs/requests'
import { ratioToHighest } from '../../../../src/main/core/stats/extremes'
import { isUndefined } from '../../../../src/main/core/stats/interval'
import { ratioInterval } from '../../../../src/main/core/stats/two-proportions'
import { planOf, populationOf } from '../findings/plan-of'
import { packFile, rateEstimate } from './pack-estimates'

const ll144 = packFile('nyc-ll144')
const cells: [sex: string, race: string, n: number, k: number][] = [
  ['F', 'Black', 300, 120],
  ['M', 'Black', 280, 126],
  ['F', 'White', 390, 190],
  ['M', 'White', 410, 205],
  ['F', 'Asian', 6, 6],
  ['M', 'Asian', 9, 5]
]

const sums = (key: (cell: (typeof cells)[number]) => Group): [Group, number, number][] => {
  const found = new Map<string, [Group, number, number]>()
  for (const cell of cells) {
    const group = key(cell)
    const [, n, k] = found.get(JSON.stringify(group)) ?? [group, 0, 0]
    found.set(JSON.stringify(group), [group, n + cell[2], k + cell[3]])
  }
  return [...found.values()]
}

const estimates = [sums(([sex]) => ({ sex })), sums(([, race]) => ({ race })), sums(([sex, race]) => ({ race, sex }))]
  .flat()
  .map(([group, n, k]) => rateEstimate('selection_rate', group, n, k))

const result = (choice: Record<string, unknown> = {}, plan: Record<string, unknown> = {}, more = estimates) => {
  const whole = planOf({ packs: [{ id: 'nyc-ll144', sex: 'sex', race: 'race', ...choice }], ...plan })
  return packTables({
    pack: ll144,
    sha256: 'b'.repeat(64),
    choice: whole.packs[0]!,
    plan: whole,
    estimates: more,
    population: populationOf()
  })
}
const raceRow = (title: string, found = result()) => found.tables[1]!.rows.find(({ cells: [label] }) => label!.startsWith(title))!.cells

test('the highest rate is the reference, however small its category, and absent categories keep their rows', () => {
  expect(raceRow('Asian')).toEqual(['Asian (Not Hispanic or Latino)', '15', '11', '73.3%', '1.000'])
  expect(raceRow('White').at(-1)).toBe('0.673')
  expect(raceRow('Hispanic')).toEqual(['Hispanic or Latino', '0', '–', '–', '–'])
})

describe('a category under 2 %', () => {
  const excluded = result({
    exclude: [
      { category: { race: 'Asian' }, reason: 'Fifteen applicants in one office.' },
      { category: { race: 'Asian', sex: 'F' }, reason: 'Six applicants.' },
      { category: { race: 'Asian', sex: 'M' }, reason: 'Nine applicants.' }
    ]
  })

  test('left out with a reason keeps its number and rate, has no ratio, and is no reference', () => {
    expect(raceRow('Asian', excluded)).toEqual(['Asian (Not Hispanic or Latino)', '15', '11', '73.3%', '–'])
    expect(raceRow('White', excluded).at(-1)).toBe('1.000')
    expect(excluded.tables[1]!.notes.at(-1)).toBe(
      "Asian (Not Hispanic or Latino) (1.08 % of the data) is left out of ratios under 6 RCNY 5-301(d); the auditor's reason: Fifteen applicants in one office."
    )
  })

  test('is never left out by itself, nor without a reason, nor when it is larger, nor when it is not there', () => {
    expect(raceRow('Asian').at(-1)).toBe('1.000')
    expect(() => result({ exclude: [{ category: { race: 'Asian' } }] })).toThrow()
    expect(() => result({ exclude: [{ category: { race: 'Black' }, reason: 'r' }] })).toThrow(
      /holds 41.58 % of the data; only categories under 2 %/
    )
    expect(() => result({ exclude: [{ category: { race: 'Martian' }, reason: 'r' }] })).toThrow(/no such group/)
  })
})

test('a group that is no category of the rule is shown and in no ratio; a map says what it is', () => {
  const more = [...estimates, rateEstimate('selection_rate', { sex: 'X' }, 40, 39)]
  const sexes = result({}, {}, more).tables[0]!
  expect(sexes.rows.map(({ cells: row }) => row)).toEqual([
    ['Male', '699', '336', '48.1%', '1.000'],
    ['Female', '696', '316', '45.4%', '0.945'],
    ['X', '40', '39', '97.5%', '–']
  ])
  expect(sexes.notes.at(-1)).toContain('no category of the rule')
  expect(() => result({ categories: { sex: { X: 'female' } } }, {}, more)).toThrow(/F and X all fall into the sex category "female"/)
  expect(() => result({ categories: { sex: { X: 'other' } } }, {}, more)).toThrow(/it has male, female/)
})

test('without a column for race the plan is refused', () => {
  expect(() => result({ race: undefined })).toThrow(/name it under packs\[\].race/)
  expect(() => result({ variant: 'scoring' }).tables[0]!.rows).not.toThrow()
})

test('a masked cell stays masked: no number, no ratio, no count of the unknown', () => {
  const hidden = (group: Group) => {
    const { measure, limits } = rateEstimate('selection_rate', group, 5, 2)
    return {
      measure: {
        ...measure,
        estimate: null,
        interval: null,
        n: { group: 0, reference: null },
        status: { code: 'undefined', reason: 'suppressed' }
      } as const,
      limits
    }
  }
  const [table] = result({}, { suppress_below: 10 }, [
    ...estimates.filter(({ measure: { group } }) => group!['sex'] !== 'F'),
    hidden({ sex: 'F' }),
    hidden({ sex: null })
  ]).tables
  expect(table!.rows[1]!.cells).toEqual(['Female', '·', '·', '·', '·'])
  expect(table!.notes[0]).toContain('assess fewer than 10 individuals')
  expect(table!.notes.at(-1)).toMatch(/masked rows are in no ratio/)
})

test('a census has the tables without the intervals', () => {
  const census = result({}, { inference: { kind: 'census' } })
  expect(census.tables).toHaveLength(3)
  expect(census.statements.join(' ')).toContain('observed')
})

test('limits of a ratio to the highest rate are over all categories, for the data choose the reference', () => {
  const [, , , , low, high, method] = result().tables[4]!.rows.find(({ cells: [label] }) => label!.startsWith('Black'))!.cells
  const overAll = ratioToHighest(
    [
      { k: 395, n: 800 },
      { k: 246, n: 580 },
      { k: 11, n: 15 }
    ],
    1,
    0.95
  )
  const against = ratioInterval({ k: 246, n: 580 }, { k: 11, n: 15 }, 0.95)
  if (isUndefined(overAll) || isUndefined(against)) throw new Error('no limits')
  expect([low, high, method]).toEqual([
    overAll.interval.low.toFixed(3),
    overAll.interval.high.toFixed(3),
    'intersection–union of score limits'
  ])
  expect(high).not.toBe(against.high.toFixed(3))
})

test('sets no criterion, and names measures behind every row that has numbers', () => {
  expect(ll144.suggested_criteria).toEqual([])
  for (const { rows } of result().tables)
    for (const { cells: row, measures } of rows) expect(measures.length > 0).toBe(row.some((text) => /\d\.\d/.test(text)))
})

test('asks for rates and for ratios to the most favoured, of each table', () => {
  const plan = planOf({ packs: [{ id: 'nyc-ll144', sex: 'sex', race: 'race', variant: 'scoring' }] })
  expect(requestsOfPacks(plan, [ll144])).toEqual(
    [['sex'], ['race'], ['sex', 'race']].flatMap((over) => [
      { metric: 'scoring_rate', over, reference: 'planned' },
      { metric: 'scoring_rate_ratio', over, reference: 'most_favoured' }
    ])
  )
  expect(() => requestsOfPacks(planOf({ packs: [{ id: 'no-such' }] }), [ll144])).toThrow(/there are nyc-ll144/)
})
