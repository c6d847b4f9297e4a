import { expect, test } from 'vitest'
import { workspace } from './reader-harness'

const { importText, store, fileOf, leftovers } = workspace()
const signal = new AbortController().signal

test('a CSV file becomes a dataset whose columns come back in import order', async () => {
  const manifest = await importText('a.csv', 'sex,age,score,approved\nF,41,0.25,yes\nM,NA,0.5,no\n"F",19,,yes\n')
  expect(manifest.rows).toBe(3)
  expect(manifest.files[0]).toMatchObject({ rows: 3, parsed: 3, rejected: 0, rejections: [] })
  expect(manifest.columns.map(({ stored, name, type, role }) => [stored, name, type, role])).toEqual([
    ['c0', 'sex', 'category', 'protected'],
    ['c1', 'age', 'integer', 'protected'],
    ['c2', 'score', 'number', 'score'],
    ['c3', 'approved', 'boolean', 'decision']
  ])
  const engine = await store()
  const dataset = await engine.open(fileOf(manifest))
  const sex = await dataset.codes('c0', signal)
  expect([[...sex.codes], sex.values]).toEqual([
    [1, 2, 1],
    ['F', 'M']
  ])
  const approved = await dataset.codes('c3', signal)
  expect([[...approved.codes], approved.values]).toEqual([
    [2, 1, 2],
    ['no', 'yes']
  ])
  expect([...(await dataset.numbers('c3', signal)).numbers]).toEqual([1, 0, 1])
  expect([...(await dataset.numbers('c1', signal)).numbers]).toEqual([41, NaN, 19])
  expect([...(await dataset.numbers('c2', signal)).numbers]).toEqual([0.25, 0.5, NaN])
  await engine.close()
  expect(leftovers()).toEqual([])
})

test('millions of the shortest lines are read in the heap that a reader has', async () => {
  const manifest = await importText('short.csv', `label\n${'1\n0\n'.repeat(3_000_000)}`)
  expect(manifest.files[0]).toMatchObject({ rows: 6_000_000, parsed: 6_000_000, rejected: 0 })
})
