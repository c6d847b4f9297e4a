import { describe, expect, test } from 'vitest'
import { disagreement } from '../../../../src/main/core/comparison/disagreement'
import type { Pair } from '../../../../src/main/core/comparison/input'
import { planOf } from '../fairness/harness'

type Counted = readonly [rows: number, a: number, b: number, label: number]

const MISSING = 2

const pairOf = (counted: readonly Counted[], suppressBelow?: number): Pair => {
  const rows = counted.flatMap(([times, ...row]) => Array.from({ length: times }, () => row))
  const column = (at: number): Uint8Array => Uint8Array.from(rows, (row) => row[at]!)
  const part = { part: 'current', dataset: '', inputs: [], rows: rows.length, columns: new Map() }
  const none = { ranking: null, probability: null, outcome: null, prediction: null }
  return {
    leftCells: [],
    plan: planOf(suppressBelow === undefined ? {} : { suppress_below: suppressBelow }),
    asked: { part: 'current', champion: 'a', challengers: [] },
    part,
    against: { name: 'model b' },
    champion: { ...none, decision: column(0), label: column(2) },
    challenger: { ...none, decision: column(1), label: column(2) }
  }
}

const LOG: readonly Counted[] = [
  [20, 1, 1, 1],
  [4, 1, 1, 0],
  [7, 1, 0, 1],
  [11, 1, 0, MISSING],
  [13, 0, 1, 1],
  [15, 0, 1, 0],
  [30, 0, 0, 0]
]

const valuesOf = (pair: Pair, labelled = true): Record<string, readonly (readonly (number | null)[])[]> =>
  Object.fromEntries(disagreement(pair, labelled).map(({ id, values }) => [id.split('/')[1]!, values]))

describe('both models side by side', () => {
  test('decisions are counted on all rows, judgements where the outcome is known', () => {
    expect(valuesOf(pairOf(LOG))).toEqual({
      decisions: [
        [24, 18],
        [28, 30]
      ],
      judgements: [
        [50, 22],
        [13, 4]
      ]
    })
  })

  test('the audited model has the rows, the challenger the columns', () => {
    const [grid] = disagreement(pairOf(LOG), true)
    expect(grid).toMatchObject({
      id: 'comparison/decisions/model%20b',
      at: { part: 'current', model: 'model b' },
      rows: { title: 'a', labels: ['favourable', 'unfavourable'] },
      columns: { title: 'model b' }
    })
  })

  test('no matrix is told where those of small cells are masked and any cell of decisions and labels is small', () => {
    expect(Object.keys(valuesOf(pairOf(LOG, 4)))).toEqual(['decisions', 'judgements'])
    expect(Object.keys(valuesOf(pairOf(LOG, 5)))).toEqual([])
  })

  test('an empty cell is not a small one', () => {
    const never = LOG.filter(([, a, b]) => a === b)
    expect(valuesOf(pairOf(never, 4))['decisions']).toEqual([
      [24, 0],
      [0, 30]
    ])
  })

  test('outcomes that follow the decision judge nobody, and without decisions there is nothing', () => {
    expect(Object.keys(valuesOf(pairOf(LOG), false))).toEqual(['decisions'])
    const pair = pairOf(LOG)
    expect(disagreement({ ...pair, challenger: { ...pair.challenger, decision: null } }, true)).toEqual([])
    expect(Object.keys(valuesOf({ ...pair, champion: { ...pair.champion, label: null } }))).toEqual(['decisions'])
  })
})
