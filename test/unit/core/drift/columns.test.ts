import { expect, it } from 'vitest'
import { driftColumns } from '../../../../src/main/core/drift/columns'
import type { Column, DatasetManifest } from '../../../../src/shared/model/dataset'
import { driftPlan } from './harness'

const column = (name: string, type: Column['type'], distinct = 500, missing = 0): Column => ({
  stored: 'c0',
  name,
  type,
  typeReason: '',
  role: 'feature',
  roleReason: '',
  missing,
  distinct
})
const dataset = (columns: Column[]): DatasetManifest => ({ rows: 1000, columns }) as DatasetManifest

it('says of every column that the plan wants why it was not compared', () => {
  const names = ['same', 'retyped', 'emptied', 'silent', 'gone', 'new', 'when', 'texts']
  const plan = driftPlan({ columns: Object.fromEntries(names.map((name) => [name, 'feature'])) })
  const reference = dataset([
    column('same', 'number'),
    column('retyped', 'integer'),
    column('emptied', 'number'),
    column('silent', 'number'),
    column('gone', 'number'),
    column('when', 'date'),
    column('texts', 'text', 20_000),
    column('nobody asked', 'number')
  ])
  const current = dataset([
    column('same', 'number'),
    column('retyped', 'text'),
    column('emptied', 'text', 0, 1000),
    column('silent', 'number', 0, 1000),
    column('new', 'number'),
    column('when', 'date'),
    column('texts', 'text', 20_000)
  ])
  const { columns, leftOut } = driftColumns(plan, reference, current)
  expect(columns.map(({ name }) => name)).toEqual(['same', 'silent'])
  expect(Object.fromEntries(leftOut.map(({ name, why }) => [name, why]))).toEqual({
    retyped: 'its type changed from integer to text',
    emptied: 'all its values are missing in the current part',
    new: 'the reference part does not have it',
    gone: 'the current part does not have it',
    when: 'times are not compared',
    texts: 'it has more than 10000 different texts'
  })
})

it('asked for every column, also tells those that only one part has', () => {
  const plan = driftPlan({}, { columns: 'every' })
  const { columns, leftOut } = driftColumns(
    plan,
    dataset([column('a', 'number'), column('b', 'number')]),
    dataset([column('a', 'number'), column('c', 'number')])
  )
  expect(columns.map(({ name }) => name)).toEqual(['a'])
  expect(leftOut.map(({ name }) => name)).toEqual(['c', 'b'])
})
