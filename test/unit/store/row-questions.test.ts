import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { workspace } from '../workers/reader-harness'

const { base, importFiles, fileOf, store } = workspace()
const signal = new AbortController().signal

const file = (name: string, lines: readonly string[]): string => {
  writeFileSync(join(base, name), `${lines.join('\n')}\n`)
  return join(base, name)
}

// id, amount, name, place, day
const CURRENT = [
  'id,amount,name,place,day',
  'a1,100.04,Ann Lee,x,2026-01-01',
  'a2,100.01,"ANN, LEE",x,2026-01-02',
  'a3,55,Bo,y,2026-01-03',
  'a3,55,Bo,y,2026-01-03',
  'a3,55,Bo,y,2026-01-03',
  'a4,,,y,2026-01-04',
  'a5,,,,2026-01-05',
  ',0,nil,x,2026-01-06'
]
const REFERENCE = ['id,amount,name,place,day', 'a9,55.0,Bo,y,2025-01-01', 'a4,7.5,Cy,y,2025-01-02', 'r1,,,,2025-01-03']

test('rows that repeat, rows that another dataset has, missing values together, texts that match', async () => {
  const [current, reference] = [await importFiles([file('c.csv', CURRENT)], {}), await importFiles([file('r.csv', REFERENCE)], {})]
  const opened = await store()
  const [a, b] = [await opened.open(fileOf(current)), await opened.open(fileOf(reference))]
  const exact = (...columns: string[]) => columns.map((stored) => ({ stored, as: 'exact' as const }))

  expect(await a.repeatedRows(exact('c0', 'c1', 'c2', 'c3', 'c4'), signal)).toEqual({ repeated: 2, sets: 1, largest: 3, first: [4, 5] })
  const near = [
    { stored: 'c1', as: 'rounded' as const },
    { stored: 'c2', as: 'folded' as const },
    { stored: 'c3', as: 'folded' as const }
  ]
  expect(await a.repeatedRows(near, signal)).toEqual({ repeated: 3, sets: 2, largest: 3, first: [2, 4, 5] })
  expect(await a.repeatedRows(exact('c0'), signal)).toMatchObject({ repeated: 2, first: [4, 5] })

  const keys = [
    { stored: 'c1', as: 'number' as const },
    { stored: 'c2', as: 'exact' as const },
    { stored: 'c3', as: 'exact' as const }
  ]
  expect(await a.sharedRows(keys, b, keys, signal)).toEqual({ rows: 4, first: [3, 4, 5, 7] })
  expect(await a.sharedRows(exact('c0'), b, exact('c0'), signal)).toEqual({ rows: 1, first: [6] })

  const { patterns, others } = await a.missingPatterns(['c0', 'c1', 'c2', 'c3'], signal)
  expect(others).toEqual({ patterns: 0, rows: 0 })
  expect(patterns).toEqual([
    { missing: [], rows: 5 },
    { missing: [0], rows: 1 },
    { missing: [1, 2, 3], rows: 1 },
    { missing: [1, 2], rows: 1 }
  ])
  expect(patterns.reduce((sum, { rows }) => sum + rows, 0)).toBe(current.rows)

  const found: [string, number, number][] = []
  await a.matchingTexts('c2', '^B', signal, (...one) => found.push(one))
  expect(found).toEqual([['Bo', 3, 3]])
  await opened.close()
})
