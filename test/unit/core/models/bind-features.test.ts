import { describe, expect, it } from 'vitest'
import type { Column } from '../../../../src/shared/model/dataset'
import type { LoadedColumn } from '../../../../src/main/core/assessment'
import { bindFeatures, BY_NAME, featureReader } from '../../../../src/main/core/models/bind-features'
import type { Feature } from '../../../../src/main/core/models/model'

const column = (name: string, type: Column['type'] = 'number', role: Column['role'] = 'feature'): Column => ({
  stored: 'c0',
  name,
  type,
  typeReason: '',
  role,
  roleReason: '',
  missing: 0,
  distinct: 2
})
const features: Feature[] = [
  { name: 'age', kind: 'number' },
  { name: 'home', kind: 'category', values: ['own', 'rent'] }
]
const bound = (columns: Column[], over: Partial<typeof BY_NAME> = {}) => bindFeatures(features, columns, { ...BY_NAME, ...over }, 'm.json')
const textual = (codes: number[], values: string[]): LoadedColumn => ({
  column: column('home', 'category'),
  codes: Uint8Array.from(codes),
  values
})
const numeric = (...numbers: number[]): LoadedColumn => ({ column: column('age'), numbers: Float64Array.from(numbers) })

describe('features and columns', () => {
  it('meet by name, whatever the order of the columns', () => {
    expect(bound([column('home', 'category'), column('score', 'number', 'score'), column('age')]).map((b) => b.column)).toEqual([
      'age',
      'home'
    ])
  })
  it('a column without a single value is missing throughout, not text', () => {
    const empty = { ...column('age', 'text'), distinct: 0 }
    const [age] = bound([empty, column('home', 'category')])
    expect([...featureReader(age!)({ column: empty, codes: new Uint8Array(3), values: [] })]).toEqual([NaN, NaN, NaN])
    expect(() => bound([column('age', 'text'), column('home', 'category')])).toThrow(/holds text/)
  })
  it('meet under another name where the plan says so, or where only blanks differ', () => {
    expect(bound([column('Age in years'), column('home', 'category')], { columns: { age: 'Age in years' } })[0]!.column).toBe(
      'Age in years'
    )
    const spaced: Feature[] = [{ name: 'months_on_book', kind: 'number' }]
    expect(bindFeatures(spaced, [column('months on book')], BY_NAME, 'm')[0]!.column).toBe('months on book')
  })
  it('meet by order only when asked', () => {
    const columns = [column('x0'), column('id', 'text', 'id'), column('x1', 'category')]
    expect(() => bound(columns)).toThrow(/needs the feature "age".*match: order/)
    expect(bound(columns, { match: 'order' }).map((b) => b.column)).toEqual(['x0', 'x1'])
    expect(() => bound([...columns, column('x2')], { match: 'order' })).toThrow(/2 features and the data 3 columns/)
  })
  it('refuse text that a number is expected from, and names that the model does not know', () => {
    expect(() => bound([column('age', 'category'), column('home', 'category')])).toThrow(/"age" as a number.*holds text/)
    expect(() => bound([column('age'), column('home')], { columns: { ages: 'age' } })).toThrow(/names the feature "ages"/)
  })
  it('turn categories into places, unseen ones into −1, empty ones into NaN', () => {
    const [, home] = bound([column('age'), column('home', 'category')])
    expect([...featureReader(home!)(textual([0, 1, 2, 3], ['lodger', 'own', 'rent']))]).toEqual([NaN, -1, 0, 1])
    const graded = { ...home!, as: 'numbers' as const, values: ['10', '20'] }
    expect([...featureReader(graded)(numeric(20, 10, 30, NaN))]).toEqual([1, 0, -1, NaN])
    expect([...featureReader({ ...home!, values: ['False', 'True'] })(textual([1, 2], ['false', 'true']))]).toEqual([0, 1])
  })
  it('turn the sentinel of missing values into NaN', () => {
    const [age] = bound([column('age'), column('home', 'category')], { missing: -999 })
    expect([...featureReader(age!)(numeric(-999, 5))]).toEqual([NaN, 5])
  })
  it('let the plan list the codes of a text that a number stands for', () => {
    const [age] = bound([column('age', 'category'), column('home', 'category')], { categories: { age: ['young', 'old'] } })
    expect([...featureReader(age!)(textual([1, 2], ['old', 'young']))]).toEqual([1, 0])
  })
})
