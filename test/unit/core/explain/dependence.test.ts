import fc from '../../../support/fast-check'
import { describe, expect, it } from 'vitest'
import { cellsOf, edgesOf } from '../../../../src/main/core/explain/dependence/cells'
import { interactionWithin } from '../../../../src/main/core/explain/dependence/interaction'
import { dependenceTopic } from '../../../../src/main/core/explain/dependence/topic'
import { gridOf, placeOf } from '../../../../src/main/core/explain/effects/grid'
import { ranksOf } from '../../../../src/main/core/explain/importance/swarm'
import type { Topic } from '../../../../src/main/core/explain/input'
import { playersOf } from '../../../../src/main/core/explain/subject'
import { table } from './models'

const numbers = fc.array(fc.double({ min: -1e6, max: 1e6, noNaN: true }), { minLength: 1, maxLength: 60 })

describe('the place of a value', () => {
  it('is the nearest, of two as near the higher', () => {
    fc.assert(
      fc.property(numbers, fc.double({ min: -2e6, max: 2e6, noNaN: true }), (values, value) => {
        const { places } = gridOf(Float64Array.from(values), 8)
        const far = Array.from(places, (place) => Math.abs(place - value))
        expect(far[placeOf(places, value)]).toBe(Math.min(...far))
      })
    )
    expect([0, 2, 4, NaN].map((value) => placeOf(Float64Array.of(1, 3), value))).toEqual([0, 1, 1, -1])
  })
})

/** Least squares of y on the columns and a constant: what is left, by Gram–Schmidt. */
function leftOf(y: readonly number[], columns: readonly (readonly number[])[]): number {
  const basis: number[][] = []
  const without = (values: readonly number[]): number[] =>
    basis.reduce<number[]>(
      (rest, b) => {
        const share = rest.reduce((sum, v, i) => sum + v * b[i]!, 0)
        return rest.map((v, i) => v - share * b[i]!)
      },
      [...values]
    )
  for (const column of [y.map(() => 1), ...columns]) {
    const rest = without(column)
    const length = Math.sqrt(rest.reduce((sum, v) => sum + v * v, 0))
    if (length > 1e-9) basis.push(rest.map((v) => v / length))
  }
  return without(y).reduce((sum, v) => sum + v * v, 0)
}

describe('what contributions go with beyond their own feature', () => {
  const rows = 400
  const [own, other, noise] = table(rows, 3, 'dependence').columns as [Float64Array, Float64Array, Float64Array]
  const place = Int32Array.from(own, (_, row) => row % 5)
  const contributions = own.map((x, row) => x * other[row]! + 0.3 * noise[row]! + place[row]!)

  it('is what least squares within each place leave with and without it', () => {
    const ranks = ranksOf(other)
    const { left, explained } = interactionWithin({ place, places: 5, own, contributions, ranks })
    const at = (values: Float64Array, p: number): number[] => [...values].filter((_, row) => place[row] === p)
    const sum = (of: (p: number) => number): number => [0, 1, 2, 3, 4].reduce((total, p) => total + of(p), 0)
    const alone = sum((p) => leftOf(at(contributions, p), [at(own, p)]))
    const both = sum((p) => leftOf(at(contributions, p), [at(own, p), at(ranks, p)]))
    expect(left).toBeCloseTo(alone / leftOf([...contributions], []), 10)
    expect(explained).toBeCloseTo((alone - both) / alone, 10)
  })

  it('is nothing where rows have no place, no rank, or nothing varies', () => {
    const none = new Int32Array(rows).fill(-1)
    expect(interactionWithin({ place: none, places: 5, own, contributions, ranks: other })).toEqual({ left: 0, explained: 0 })
    const unknown = new Float64Array(rows).fill(NaN)
    expect(interactionWithin({ place, places: 5, own, contributions, ranks: unknown })).toEqual({ left: 0, explained: 0 })
    const same = new Float64Array(rows).fill(2)
    expect(interactionWithin({ place, places: 5, own, contributions: same, ranks: other })).toEqual({ left: 0, explained: 0 })
  })
})

describe('cells of contributions', () => {
  it('hold every row that has a place, once, in the bin that it lies in', () => {
    fc.assert(
      fc.property(numbers, (values) => {
        const contributions = Float64Array.from(values)
        const place = Int32Array.from(values, (_, row) => (row % 4) - 1)
        const edges = edgesOf(contributions)
        const cells = cellsOf(contributions, place, edges, null)
        expect(cells.reduce((sum, { rows }) => sum + rows, 0)).toBe(place.filter((at) => at >= 0).length)
        for (const { x, y, rows } of cells) {
          const slack = 1e-9 * (edges.at(-1)! - edges[0]!)
          const inside = values.filter((value, row) => place[row] === x && value >= edges[y]! - slack && value <= edges[y + 1]! + slack)
          expect(inside.length).toBeGreaterThanOrEqual(rows)
        }
      })
    )
  })
})

describe('pictures of contributions by value', () => {
  const rows = table(3000, 3, 'topic')
  const names = ['a', 'b', 'c']
  const topicWith = (values: Float64Array[], feature_groups: { name: string; features: number[] }[] = []): Topic => {
    const features = names.map((name) => ({ name, levels: null }))
    const subject = { name: 'model', features, margin: () => values[0]!, respond: (x: number) => x, gain: null, cuts: () => null }
    const players = playersOf(features, feature_groups)
    const explanation = { effects: { features: ['a'], two_way: [], grid: 20 } }
    return {
      plan: {},
      groups: [],
      models: [{ subject }],
      subject,
      part: 'current',
      table: rows,
      players,
      values,
      explanation
    } as unknown as Topic
  }
  const [a, b, c] = rows.columns as [Float64Array, Float64Array, Float64Array]
  const picture = (values: Float64Array[], groups: { name: string; features: number[] }[] = []) =>
    dependenceTopic(topicWith(values, groups)).exhibits[0]

  it('name the feature that the contribution goes with, and none where the feature alone decides', () => {
    const product = picture([a.map((x, row) => x * c[row]!), b, c])
    expect(product).toMatchObject({ kind: 'dependence', other: { name: 'c' } })
    expect(product!.kind === 'dependence' && product!.other!.share).toBeGreaterThan(0.9)
    expect(picture([a.map((x) => 3 * x - 1), b, c])).toMatchObject({ other: null, notes: ['The contribution of a follows from a alone.'] })
    const curved = picture([a.map((x) => x * x * x), b, c])
    expect(curved).toMatchObject({
      other: null,
      notes: ['No feature goes with as much as 5 % of what the contributions vary where a is alike.']
    })
  })

  it('leave out features that count as one with others', () => {
    expect(picture([a, c], [{ name: 'a and b', features: [0, 1] }])).toBeUndefined()
  })
})
