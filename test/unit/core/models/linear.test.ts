import { describe, expect, it } from 'vitest'
import { readModel } from '../../../../src/main/core/models/read-model'
import { modelBytes, predictions } from '../../../support/model-cases'

const read = (text: string) => readModel(new TextEncoder().encode(text), 'card.yaml')
const scorecard = readModel(modelBytes('linear', 'scorecard.yaml'), 'scorecard.yaml')
const logistic = readModel(modelBytes('linear', 'logistic.json'), 'logistic.json')

describe('linear models and scorecards', () => {
  it('add points by interval and value, ends of intervals included', () => {
    const { raw, response } = predictions(scorecard, [
      Float64Array.of(25, 24.9, NaN, 70),
      Float64Array.of(0, 1, -1, NaN),
      Float64Array.of(0.3, 0.31, 0.8, NaN)
    ])
    const points = [400 + 25 + 60 + 90, 400 + 10 + 30 + 60, 400 + 20 + 15 + 60, 400 + 55 + 20 + 45]
    const odds = points.map((p) => 50 * 2 ** ((p - 600) / 20))
    for (const [row, p] of [...response[0]!].entries()) expect(p).toBeCloseTo(odds[row]! / (1 + odds[row]!), 14)
    expect(raw[0]![0]! - raw[0]![1]!).toBe(points[0]! - points[1]!)
    expect(scorecard).toMatchObject({ classes: ['bad', 'good'], library: 'Example scorecard', format: 'scorecard' })
    expect(scorecard.features[1]).toEqual({ name: 'home', kind: 'category', values: ['own', 'rent'] })
  })
  it('fill missing values only where they say with what', () => {
    const { response } = predictions(logistic, [Float64Array.of(4, NaN, 4), Float64Array.of(1, 1, NaN)])
    expect(response[0]![0]).toBeCloseTo(1 / (1 + Math.exp(1)), 15)
    expect(response[0]![1]).toBeCloseTo(1 / (1 + Math.exp(1.5)), 15)
    expect(response[0]![2]).toBeNaN()
  })
  it('are refused with the place that is wrong', () => {
    expect(() => read('schema: 1\nkind: linear\nterms: [{feature: a, weight: x}]')).toThrow(/terms\.0.*ask its owner/)
    expect(() => read('schema: 1\nkind: scorecard\nterms: [{feature: a, edges: [2, 1], points: [1, 2, 3], missing: 0}]')).toThrow(
      /must rise/
    )
    expect(() => read('schema: 1\nkind: linear\nterms: [{feature: a, weight: 1}, {feature: a, weight: 2}]')).toThrow(/a feature twice/)
    expect(() => read('schema: 1\nschema: 1\nkind: linear')).toThrow(/line 2.*no YAML/)
    for (const deep of ['['.repeat(200_000), '- '.repeat(9_000), Array.from({ length: 300 }, (_, i) => ' '.repeat(i) + 'a:').join('\n')])
      expect(() => read(deep)).toThrow(/nests deeper/)
    expect(() => read('a: &a [1]\nschema: *a')).toThrow(/alias/)
  })
  it('keep a file that is no model at all apart', () => {
    expect(() => read('a,b\n1,2\n')).toThrow(/is no model/)
  })
})
