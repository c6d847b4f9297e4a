import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import fc from '../../../support/fast-check'
import { describe, expect, it } from 'vitest'
import { columnFacts } from '../../../../src/main/core/quality/column-facts'
import type { ColumnObservation } from '../../../../src/main/core/quality/observation'
import { schemaDifferences } from '../../../../src/main/core/quality/schema'
import { qualityKernels } from '../../../../src/main/kernels/quality'
import { header, loadedOf, observed, type Cells } from './columns'

type Fixture = {
  reference: Record<string, Cells>
  current: Record<string, Cells>
  expected: Record<string, number> & { missing: Record<string, number>; quartiles: number[] }
}
const { reference, current, expected } = JSON.parse(
  readFileSync(resolve(import.meta.dirname, '../../../fixtures/quality/expected.json'), 'utf8')
) as Fixture

const estimateOf = ({ drafts }: ColumnObservation, metric: string): number | null =>
  drafts.find((draft) => draft.metric === metric)?.quantity.estimate ?? null

describe('columns against pandas and scipy', () => {
  const of = (name: string): ColumnObservation => observed(name, current[name]!, reference[name]!)

  it('facts of numbers', () => {
    const facts = columnFacts(loadedOf('x', current['x']!), qualityKernels)
    if (facts.kind !== 'numbers') throw new Error('no numbers')
    facts.quartiles.forEach((q, i) => expect(q).toBeCloseTo(expected.quartiles[i]!, 9))
    expect(facts.mad).toBeCloseTo(expected['mad']!, 9)
    expect(facts.distinct).toBe(expected['distinct'])
    expect(facts.mostFrequent).toBe(expected['most_frequent'])
  })

  it('missing, outliers, unseen, out of range, fractions, units', () => {
    for (const name of ['x', 'whole', 'c']) expect(estimateOf(of(name), 'missing_rate')).toBeCloseTo(expected.missing[name]!, 12)
    expect(estimateOf(of('x'), 'outlier_share')).toBeCloseTo(expected['outliers']!, 12)
    expect(estimateOf(of('x'), 'tukey_outlier_share')).toBeCloseTo(expected['tukey']!, 12)
    expect(estimateOf(of('c'), 'unseen_category_share')).toBeCloseTo(expected['unseen']!, 12)
    expect(estimateOf(of('x'), 'out_of_range_share')).toBeCloseTo(expected['outside']!, 12)
    expect(estimateOf(of('whole'), 'fractional_share')).toBeCloseTo(expected['fractional']!, 12)
    expect(estimateOf(of('x'), 'unit_ratio')).toBeCloseTo(expected['unit_ratio']!, 9)
  })

  it('tells another unit by median and spread, and only then', () => {
    expect(of('x').notices.find(({ kind }) => kind === 'units')?.said).toContain('1000')
    expect(observed('x', reference['x']!, reference['x']!).notices.filter(({ kind }) => kind === 'units')).toEqual([])
  })

  it('names the first rows concerned', () => {
    expect(of('whole').notices.find(({ kind }) => kind === 'fractional')?.first).toEqual([6])
  })
})

/** By trying every subset. */
function longestRun(names: readonly string[]): number {
  let longest = 0
  for (let bits = 1; bits < 1 << names.length; bits++) {
    const chosen = names.filter((_, i) => (bits & (1 << i)) !== 0)
    if (chosen.every((name, i) => i === 0 || chosen[i - 1]! < name)) longest = Math.max(longest, chosen.length)
  }
  return longest
}

describe('schema', () => {
  const columns = (names: string): ReturnType<typeof header>[] => [...names].map((name, i) => header(name, 'number', `c${i}`))

  it('missing, extra, retyped, moved', () => {
    const found = schemaDifferences(columns('abcde'), [...columns('eabdx').slice(0, 4), header('x', 'text', 'c4')])
    expect(found.missing.map(({ name }) => name)).toEqual(['c'])
    expect(found.extra.map(({ name }) => name)).toEqual(['x'])
    expect(found.moved).toEqual(['e'])
    expect(schemaDifferences(columns('ab'), [header('a', 'text'), header('b', 'number')]).retyped).toEqual([
      { name: 'a', was: 'number', is: 'text' }
    ])
  })

  it('moves as few columns as possible', () => {
    fc.assert(
      fc.property(fc.shuffledSubarray([...'abcdefg'], { minLength: 7 }), (shuffled) => {
        const moved = new Set(schemaDifferences(columns('abcdefg'), columns(shuffled.join(''))).moved)
        const kept = shuffled.filter((name) => !moved.has(name))
        expect(kept).toEqual([...kept].sort())
        expect(kept.length).toBe(longestRun(shuffled))
      }),
      { numRuns: 50 }
    )
  })
})

describe('what does not depend on the order of rows', () => {
  it('every share and its limits', () => {
    const cells = fc.array(fc.option(fc.integer({ min: -3, max: 30 }), { freq: 5 }), { minLength: 5, maxLength: 60 })
    fc.assert(
      fc.property(cells, cells, (now, before) => {
        const [a, b] = [observed('x', [...now, 1], before), observed('x', [1, ...[...now].reverse()], [...before].reverse())]
        expect(a.drafts.map(({ quantity }) => [quantity.estimate, quantity.interval])).toEqual(
          b.drafts.map(({ quantity }) => [quantity.estimate, quantity.interval])
        )
      }),
      { numRuns: 60 }
    )
  })
})

describe('numbers outside the range of the reference', () => {
  let state = 5
  const draw = (): number => (state = (state * 48271) % 2147483647) / 2147483647
  const sample = (n: number): number[] => Array.from({ length: n }, draw)
  const told = (now: readonly number[], before: readonly number[]): boolean =>
    observed('x', now, before).notices.some(({ kind }) => kind === 'out-of-range')

  it('are told of rows drawn alike in at most one column in a thousand or so, and of any that are many', () => {
    let alarms = 0
    for (let run = 0; run < 2000; run++) if (told(sample(200), sample(100))) alarms++
    expect(alarms).toBeLessThanOrEqual(2 + 3 * Math.sqrt(2))
    expect(told([...sample(100), 1.01, 1.02, 1.03, 1.2, 1.3, 1.4, 1.5, 1.6, 1.7, 1.8, 1.9, 2, 2.1, 2.2, 2.3, 2.4], sample(100))).toBe(true)
  })
})
