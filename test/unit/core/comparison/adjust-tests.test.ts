import { describe, expect, test } from 'vitest'
import { adjustTests } from '../../../../src/main/core/comparison/adjust-tests'
import type { Pair } from '../../../../src/main/core/comparison/input'
import type { Tested } from '../../../../src/main/core/comparison/paired-estimates'
import type { Measure } from '../../../../src/shared/model/measure'
import { plainEstimate, planOf } from '../findings/plan-of'

const pair = { plan: planOf(), asked: { champion: 'a' }, against: { name: 'b' } } as Pair

type Part = Partial<Pick<Measure, 'group' | 'status' | 'at'>>

const tested = (metric: Measure['metric'], p: number | null, part: Part = {}): Tested => ({
  estimate: plainEstimate({ metric, assessment: 'comparison', estimate: 0.1, reference: { model: 'a' }, ...part }, 0.05),
  test: p === null ? null : { method: 'mcnemar-mid-p', p }
})

const gap = (of: string, p: number, sex: string | null = 'F'): Tested => tested('gap_change', p, { group: { sex }, at: { of } })

/** Adjusted p and size of the family of each measure that has a test, in the order given. */
const adjusted = (all: readonly Tested[]): (readonly [string, number, number] | null)[] => {
  const found = adjustTests(pair, all).map(({ measure }) => measure)
  return all.map(({ estimate: { measure } }) => {
    const own = found.find(({ id }) => id === measure.id)!.test
    return own === null ? null : [own.family, Number(own.adjusted.toFixed(12)), own.m]
  })
}

const WHOLE = 'differences between b and a, all rows'
const GAPS = 'changes of gaps between b and a'

describe('tests of a challenger', () => {
  test('are two families by Holm: differences of all rows, and changes of gaps', () => {
    const all = [
      tested('accuracy_difference', 0.01),
      gap('selection_rate', 0.04),
      tested('tpr_difference', 0.04),
      tested('fpr_difference', 0.03),
      gap('tpr', 0.03)
    ]
    expect(adjusted(all)).toEqual([
      [WHOLE, 0.03, 3],
      [GAPS, 0.06, 2],
      [WHOLE, 0.06, 3],
      [WHOLE, 0.06, 3],
      [GAPS, 0.06, 2]
    ])
  })

  test('leave out differences within a group, and shares of rows', () => {
    const all = [
      tested('accuracy_difference', 0.01, { group: { sex: 'F' } }),
      tested('decided_differently', 0.01),
      tested('accuracy_difference', 0.02)
    ]
    expect(adjusted(all)).toEqual([null, null, [WHOLE, 0.02, 1]])
  })

  test('leave out what is unknown, small or undefined, and what has no p', () => {
    const all = [
      gap('selection_rate', 0.01, null),
      tested('gap_change', 0.01, { group: { sex: 'X' }, status: { code: 'small' } }),
      tested('fpr_difference', 0.01, { status: { code: 'undefined' } }),
      tested('tpr_difference', null),
      gap('selection_rate', 0.02)
    ]
    expect(adjusted(all)).toEqual([null, null, null, null, [GAPS, 0.02, 1]])
  })

  test('are none in a census, where nothing varies by chance', () => {
    const census = { ...pair, plan: planOf({ inference: { kind: 'census' } }) }
    const back = adjustTests(census, [tested('accuracy_difference', 0.01), gap('tpr', 0.2)])
    expect(back.map(({ measure: { metric, test: own } }) => [metric, own])).toEqual([
      ['accuracy_difference', null],
      ['gap_change', null]
    ])
  })

  test('keep their limits, and every measure comes back once', () => {
    const all = [tested('accuracy_difference', 0.01), gap('tpr', 0.2), tested('fpr_difference', null)]
    const back = adjustTests(pair, all)
    expect(back.map(({ measure: { id } }) => id).sort()).toEqual(all.map(({ estimate: { measure } }) => measure.id).sort())
    expect(back.every(({ limits }) => limits !== null)).toBe(true)
  })
})
