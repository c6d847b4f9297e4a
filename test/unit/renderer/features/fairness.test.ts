import fc from '../../../support/fast-check'
import { describe, expect, test } from 'vitest'
import { comparedRate, firstMetric, firstSet, groupSets, metricChoices, pictureOf } from '../../../../src/renderer/features/fairness/choice'
import { chosenOf, firstDrawn, namesOf } from '../../../../src/renderer/features/fairness/drawn-groups'
import { latestOnly } from '../../../../src/renderer/features/fairness/explore/latest'
import { labelPlaces, linePath, thresholdAfterKey } from '../../../../src/renderer/features/fairness/explore/lines'
import type { Verdict } from '../../../../src/shared/model/finding'
import { viewOf } from '../../../../src/shared/reading/view'
import { fixtureReport } from '../../../fixtures/report/make-report'

const report = fixtureReport()
const view = viewOf(report, 'digest', [])
const sets = groupSets(view)

describe('what the fairness page shows', () => {
  test('single attributes before crossings, each with every measure about it', () => {
    expect(sets.map(({ attributes }) => attributes.length)).toEqual([...sets.map(({ attributes }) => attributes.length)].sort())
    expect(sets.length).toBeGreaterThan(1)
  })

  test('it begins with the groups of the gravest verdict', () => {
    const [age, race] = sets
    const judged = new Map([
      [age!.measures[0]!.id, 'pass'],
      [race!.measures[0]!.id, 'fail']
    ])
    const verdicts = (id: string) => (judged.has(id) ? [{ verdict: judged.get(id) } as Verdict] : [])
    expect(firstSet({ ...view, verdicts }, sets)).toBe(race)
    expect(firstSet({ ...view, verdicts: () => [] }, sets)).toBe(age)
  })

  test('it begins with the first question that the report answers', () => {
    for (const set of sets) {
      const metric = firstMetric(view, set)
      expect(metric).not.toBeNull()
      expect(metricChoices(view, set).flatMap(({ items }) => items.map(({ value }) => value))).toContain(metric)
    }
  })

  test('every group is a row: those compared by the width of the gap, then the reference and the unknown', () => {
    const set = sets.find(({ attributes }) => attributes.length === 1)!
    const picture = pictureOf(view, set, 'selection_rate_ratio', '')
    const rates = set.measures.filter((m) => m.metric === 'selection_rate')
    expect(picture.rateMetric).toBe('selection_rate')
    expect(new Set(picture.rows.map(({ name }) => name)).size).toBe(picture.rows.length)
    expect(picture.rows.length).toBeGreaterThanOrEqual(new Set(rates.map((m) => JSON.stringify(m.group))).size)
    expect(picture.rows.filter(({ reference }) => reference)).toHaveLength(1)
    const gaps = picture.rows
      .flatMap(({ comparison, unknown }) => (comparison?.estimate == null || unknown ? [] : [comparison.estimate]))
      .map((x) => Math.max(x, 1 / x))
    expect(gaps).toEqual([...gaps].sort((a, b) => b - a))
  })

  test('a comparison names the rate that it compares', () => {
    expect(comparedRate('tpr_difference')).toBe('tpr')
    expect(comparedRate('selection_rate')).toBeNull()
  })
})

describe('lines of many groups', () => {
  const set = sets.find(({ attributes }) => attributes.length === 1)!
  const some = set.measures.filter((m) => m.group !== null)
  const value = (m: (typeof some)[number]): string => String(Object.values(m.group ?? {})[0])
  const named = (m: (typeof some)[number], suffix: string) => ({
    ...m,
    group: Object.fromEntries(Object.keys(m.group ?? {}).map((key) => [key, value(m) + suffix]))
  })
  const many = { ...set, measures: Array.from({ length: 20 }, (_, i) => some.map((m) => (i === 0 ? m : named(m, ` ${i}`)))).flat() }

  test('few are all drawn; of many the reference and those that differ most', () => {
    expect(firstDrawn(view, set)).toEqual(namesOf(view, set))
    const drawn = firstDrawn(view, many)
    expect(namesOf(view, many).length).toBeGreaterThan(20)
    expect(drawn).toHaveLength(6)
    const { rows } = pictureOf(view, many, firstMetric(view, many)!, '')
    expect(rows.filter(({ reference }) => reference).map(({ name }) => name)).toContain(drawn[0])
  })

  test('a choice is read from the address: only groups of this set, never too many', () => {
    const names = Array.from({ length: 30 }, (_, i) => `g${i}`)
    expect(chosenOf(JSON.stringify(['g2', 'other', 'g1']), names)).toEqual(['g1', 'g2'])
    expect(chosenOf(JSON.stringify(names), names)).toHaveLength(12)
    for (const text of ['', '{', '3', 'null']) expect(chosenOf(text, names)).toEqual([])
  })
})

describe('thresholds', () => {
  test('labels at the ends of lines never lie upon each other and never leave the plot', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: -50, max: 400, noNaN: true }), { minLength: 1, maxLength: 12 }), (wished) => {
        const places = labelPlaces(wished, 10, 260)
        const sorted = [...places].sort((a, b) => a - b)
        expect(sorted.every((y) => y >= 10 - 1e-9 && y <= 260 + 1e-9)).toBe(true)
        const step = Math.min(15, 250 / Math.max(1, wished.length - 1))
        expect(sorted.every((y, at) => at === 0 || y - (sorted[at - 1] ?? 0) >= step - 1e-9)).toBe(true)
      })
    )
  })

  test('a line breaks where there is no figure', () => expect(linePath([0, 1, 2, 3], [5, 6, null, 7])).toBe('M0.0 5.0L1.0 6.0M3.0 7.0'))

  test('keys move the threshold within the scores', () => {
    const score = { low: 0, high: 1 }
    expect(thresholdAfterKey('ArrowRight', 0.5, score)).toBe(0.51)
    expect(thresholdAfterKey('PageDown', 0.05, score)).toBe(0)
    expect(thresholdAfterKey('End', 0.5, score)).toBe(1)
    expect(thresholdAfterKey('x', 0.5, score)).toBeNull()
  })

  test('of questions asked meanwhile only the last is sent', async () => {
    const sent: number[] = []
    const waiting: (() => void)[] = []
    const taken: number[] = []
    const ask = latestOnly<number, number>(
      (question) => {
        sent.push(question)
        return new Promise((done) => waiting.push(() => done(question * 10)))
      },
      (answer) => taken.push(answer),
      () => undefined
    )
    for (const question of [1, 2, 3, 4]) ask(question)
    waiting[0]!()
    await new Promise((done) => setTimeout(done))
    waiting[1]!()
    await new Promise((done) => setTimeout(done))
    expect(sent).toEqual([1, 4])
    expect(taken).toEqual([10, 40])
  })
})
