import { expect, it } from 'vitest'
import { assess } from './harness'

const cells = [
  ['a', '1', 56],
  ['a', '0', 14],
  ['b', '1', 48],
  ['b', '0', 32]
] as const
const table = {
  group: cells.flatMap(([group, , n]) => Array<string>(n).fill(group)),
  decision: cells.flatMap(([, decision, n]) => Array<string>(n).fill(decision))
}
const patch = (show: string[]) => ({
  columns: { group: 'protected', decision: { role: 'decision', favourable: ['1'] } },
  groups: { reference: { group: 'b' } },
  assessments: { fairness: { metrics: ['selection_rate_difference', 'selection_rate_ratio'], show_intervals: show } }
})
const rows = (show: string[]) => assess(table, patch(show)).exhibits.flatMap((one) => (one.kind === 'table' ? [one.rows] : []))

it('shows Newcombe (56/70 and 48/80 of Newcombe 1998, method 10) and Katz beside the limits that decide', () => {
  const [newcombe, katz] = rows(['newcombe', 'katz-log'])
  expect(newcombe?.[0]?.slice(-2)).toEqual([expect.closeTo(0.0524, 4), expect.closeTo(0.3339, 4)])
  expect(katz?.[0]?.slice(-2)).toEqual([expect.closeTo(1.076626422763193, 12), expect.closeTo(1.651248511266387, 12)])
})

it('shows nothing that was not asked for, and leaves the measures as they are', () => {
  expect(rows([])).toEqual([])
  expect(assess(table, patch(['newcombe'])).estimates.map(({ measure }) => measure)).toEqual(
    assess(table, patch([])).estimates.map(({ measure }) => measure)
  )
})
