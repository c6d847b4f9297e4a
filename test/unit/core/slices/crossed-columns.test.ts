import { describe, expect, it } from 'vitest'
import { crossedAs, crossedColumns } from '../../../../src/main/core/slices/crossed-columns'
import { planOf } from '../fairness/harness'
import { manifestOf, type Sketch } from '../plan/manifests'

const SKETCHES: readonly Sketch[] = [
  { name: 'sex', role: 'protected', type: 'category' },
  { name: 'age', role: 'protected', type: 'integer' },
  { name: 'region', role: 'control', type: 'category' },
  { name: 'income', role: 'feature', type: 'number' },
  { name: 'owns', role: 'feature', type: 'boolean' },
  { name: 'since', role: 'feature', type: 'date' },
  { name: 'note', role: 'feature', type: 'text' },
  { name: 'hired', role: 'decision', type: 'boolean' }
]
const manifest = manifestOf('x.csv', SKETCHES)
const COLUMNS = {
  hired: 'decision',
  income: 'feature',
  owns: 'feature',
  since: 'feature',
  note: 'feature',
  sex: 'protected',
  age: { role: 'protected', bins: [30] },
  region: 'control'
}
const planned = (slices: Record<string, unknown>) => planOf({ columns: COLUMNS, assessments: { slices } })

describe('columns that are crossed', () => {
  it('are protected, control and feature columns with values to cross', () => {
    expect(crossedColumns(planned({}), manifest)).toEqual(['sex', 'age', 'region', 'income', 'owns'])
  })

  it('are those that the plan names, which have to be there and have such values', () => {
    expect(crossedColumns(planned({ columns: ['owns', 'hired'] }), manifest)).toEqual(['owns', 'hired'])
    expect(() => crossedColumns(planned({ columns: ['other'] }), manifest)).toThrow(/"other" \(assessments.slices.columns\)/)
    expect(() => crossedColumns(planned({ columns: ['since'] }), manifest)).toThrow(/not on times or free text/)
  })

  it('are cut into bins where they are numbers, unless the plan says which groups they have', () => {
    const as = (name: string) =>
      crossedAs(
        planned({}),
        manifest.columns.find((column) => column.name === name)!
      )
    expect(['sex', 'age', 'region', 'income', 'owns'].map(as)).toEqual(['codes', 'numbers', 'codes', 'numbers', 'codes'])
  })

  it('are refused where crossing them would take hours', () => {
    const many = Array.from({ length: 200 }, (_, i): Sketch => ({ name: `f${i}`, role: 'feature', type: 'number' }))
    const columns = Object.fromEntries(many.map(({ name }) => [name, 'feature']))
    const of = (depth: number) => crossedColumns(planOf({ columns, assessments: { slices: { depth } } }), manifestOf('x.csv', many))
    expect(of(2)).toHaveLength(200)
    expect(() => of(3)).toThrow(/200 columns with up to 3 conditions would cross 1333500 sets/)
  })
})
