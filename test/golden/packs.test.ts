import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { packTables } from '../../src/main/core/packs/pack-tables'
import type { PackResult } from '../../src/shared/model/report'
import { packResult } from '../../src/shared/model/report'
import { planOf, populationOf } from '../unit/core/findings/plan-of'
import { packFile, rateEstimate } from '../unit/core/packs/pack-estimates'

type Printed = [...ids: string[], n: number, k: number, rate: string, ratio: string]
type Example = { sex: Printed[]; race: Printed[]; cross: Printed[]; unknown: number }
const dcwp = JSON.parse(readFileSync(resolve(import.meta.dirname, '../fixtures/packs/dcwp.json'), 'utf8')) as {
  selection: Example
  scoring: Example
  errata: { scoring: { race: Record<string, { printed: string; exact: string }> } }
}
const ll144 = packFile('nyc-ll144')

function tablesOf(variant: 'selection' | 'scoring'): PackResult {
  const metric = `${variant === 'selection' ? 'selection' : 'scoring'}_rate` as const
  const example = dcwp[variant]
  const estimates = [
    ...example.sex.map(([sex, n, k]) => rateEstimate(metric, { sex: sex as string }, Number(n), Number(k))),
    ...example.race.map(([race, n, k]) => rateEstimate(metric, { race: race as string }, Number(n), Number(k))),
    ...example.cross.map(([sex, race, n, k]) => rateEstimate(metric, { race: race as string, sex: sex as string }, Number(n), Number(k))),
    rateEstimate(metric, { race: null, sex: null }, example.unknown, 3)
  ]
  const plan = planOf({ packs: [{ id: 'nyc-ll144', sex: 'sex', race: 'race', variant }] })
  return packTables({ pack: ll144, sha256: 'a'.repeat(64), choice: plan.packs[0]!, plan, estimates, population: populationOf() })
}

/** Half a unit of the last place of either text: ours may show more places than the rule's table does. */
const closeEnough = (ours: string, printed: string): boolean => {
  const places = (text: string): number => (text.replace('%', '').split('.')[1] ?? '').length
  const halfUnit = (text: string): number => 0.5 * Number(`1e-${places(text)}`)
  return (
    Math.abs(parseFloat(ours) - parseFloat(printed)) <=
    (places(ours) === places(printed) ? 1e-9 : halfUnit(ours) + halfUnit(printed) + 1e-9)
  )
}

describe.each(['selection', 'scoring'] as const)('the worked example of 6 RCNY 5-301, %s', (variant) => {
  const { tables } = tablesOf(variant)
  const example = dcwp[variant]
  const errata = variant === 'scoring' ? dcwp.errata.scoring.race : {}

  test.each([
    ['sex', 0],
    ['race', 1],
    ['cross', 2]
  ] as const)('%s table: the rule’s rows in the rule’s order, its numbers', (part, index) => {
    const table = tables[index]!
    expect(table.rows.length).toBe(example[part].length)
    example[part].forEach((row, i) => {
      const [n, k, rate, ratio] = row.slice(-4) as [number, number, string, string]
      const numbers = table.rows[i]!.cells.slice(part === 'cross' ? 3 : 1)
      expect(numbers[0]).toBe(String(n))
      if (variant === 'selection') expect(numbers[1]).toBe(String(k))
      const slip = part === 'race' ? errata[row[0] as string] : undefined
      expect(closeEnough(numbers.at(-2)!, slip?.exact ?? rate), `${String(row)}: ${numbers.at(-2)}`).toBe(true)
      expect(closeEnough(numbers.at(-1)!, ratio), `${String(row)}: ${numbers.at(-1)}`).toBe(true)
    })
  })

  test('says how many are of an unknown category, and has its intervals in tables of their own', () => {
    expect(tables[2]!.notes[0]).toContain(`assess ${example.unknown} individuals with an unknown category`)
    expect(tables.map(({ title }) => title)).toEqual([
      'Sex Categories, in the form of 6 RCNY 5-301',
      'Race/Ethnicity Categories, in the form of 6 RCNY 5-301',
      'Intersectional Categories, in the form of 6 RCNY 5-301',
      'Sex Categories: intervals',
      'Race/Ethnicity Categories: intervals',
      'Intersectional Categories: intervals'
    ])
    for (const table of tables.slice(0, 3)) expect(table.columns.map(({ title }) => title).join()).not.toMatch(/from|method/)
    for (const table of tables.slice(3)) expect(table.rows.every(({ cells }) => !cells.includes('–'))).toBe(true)
  })
})

test('the scoring table prints 64.3% where the rule’s own table cut 18/28 to 64.2%', () => {
  const { rows } = tablesOf('scoring').tables[1]!
  expect(rows[0]!.cells).toEqual(['Hispanic or Latino', '28', '64.3%', '1.00'])
  expect(dcwp.errata.scoring.race['hispanic']).toEqual({ printed: '64.2%', exact: '64.3%' })
})

test('the result is what a report holds', () => {
  expect(packResult.parse(tablesOf('selection'))).toEqual(tablesOf('selection'))
})
