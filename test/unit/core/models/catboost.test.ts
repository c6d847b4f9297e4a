import { describe, expect, it } from 'vitest'
import { categoryHash } from '../../../../src/main/core/models/catboost/city-hash'
import { readModel } from '../../../../src/main/core/models/read-model'
import { modelBytes, modelCases, modelOf, predictions, worst } from '../../../support/model-cases'

const cases = modelCases('catboost')

describe('CatBoost, file by file against its own predictions', () => {
  it.each(cases)('$name', (one) => {
    const model = modelOf('catboost', one)
    const features = one.features.map((column, j) => {
      const feature = model.features[j]!
      const texts = one.values?.[feature.name]
      if (feature.kind === 'number' || texts === undefined) return column
      return column.map((code) => (code < 0 ? -1 : feature.values!.indexOf(String(categoryHash(texts[code]!)))))
    })
    const ours = predictions(model, features)
    expect(worst(ours.raw, one.raw)).toBeLessThan(1e-12)
    expect(worst(ours.response, one.response)).toBeLessThan(1e-12)
  })
})

describe('CatBoost', () => {
  const known = JSON.parse(new TextDecoder().decode(modelBytes('catboost', 'hashes.json'))) as Record<string, number[]>
  it.each(Object.keys(known))('numbers the category %s', (text) => {
    expect([categoryHash(text)]).toEqual(known[text])
  })
  it('is refused with a reason where it computes statistics of the target', () => {
    expect(() => readModel(modelBytes('catboost', 'target-statistics.json'), 'm.json')).toThrow(/statistic of the target.*one_hot_max_size/)
  })
})
