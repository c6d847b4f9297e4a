import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readModel } from '../../../../src/main/core/models/read-model'
import { modelBytes, modelCases, modelOf, predictions, worst } from '../../../support/model-cases'

const cases = modelCases('xgboost')

describe('XGBoost, file by file against its own predictions', () => {
  it.each(cases)('$name', (one) => {
    const model = modelOf('xgboost', one)
    const ours = predictions(model, one.features)
    expect(worst(ours.raw, one.raw)).toBeLessThan(2e-6)
    expect(worst(ours.response, one.response)).toBeLessThan(1e-6)
  })
})

describe('XGBoost', () => {
  it('counts the rounds as each of its own interfaces does, or as the plan says', () => {
    for (const one of cases.filter(({ name }) => name.startsWith('stopped'))) {
      const bytes = modelBytes('xgboost', one.model)
      const all = predictions(readModel(bytes, one.model, { rounds: 'all' }), one.features)
      expect(worst(all.raw, [Float64Array.from(one.all as number[])])).toBeLessThan(2e-6)
      const best = predictions(readModel(bytes, one.model, { rounds: 'best' }), one.features)
      expect(worst(best.raw, one.raw)).toBeLessThan(2e-6)
    }
  })
  it('knows the values of its categories where the file has them', () => {
    const model = modelOf(
      'xgboost',
      cases.find(({ name }) => name.startsWith('pandas'))!
    )
    expect(model.features[1]).toEqual({ name: 'home', kind: 'category', values: ['other', 'own', 'rent'] })
    expect(model.features[2]).toMatchObject({ kind: 'category', values: expect.arrayContaining(['0', '390']) })
  })
  it('holds the covers of XGBoost', () => {
    const { predictor } = modelOf(
      'xgboost',
      cases.find(({ name }) => name.startsWith('binary-1.7-json'))!
    )
    expect(predictor.kind === 'trees' && predictor.trees.every((t) => t.cover.every((c) => c > 0))).toBe(true)
  })
})

const published = join(import.meta.dirname, '../../../../../shared/data/oracles/treeshap')
describe.skipIf(!existsSync(published))('XGBoost 1.7.4 on real data (where ../shared is there)', () => {
  const table = (file: string) =>
    readFileSync(file, 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(','))
  it.each([
    'adult_onehot_xgb',
    'adult_ordinal_missing_xgb',
    'adult_native_categorical_xgb',
    'adult_randomforest_xgb',
    'california_regression_xgb'
  ])('%s', (name) => {
    const folder = join(published, name)
    const model = readModel(new Uint8Array(readFileSync(join(folder, 'model.json'))), 'model.json')
    const meta = JSON.parse(readFileSync(join(folder, 'meta.json'), 'utf8'))
    const [header, ...lines] = table(join(folder, 'X.csv'))
    const columns = model.features.map((feature) => {
      const j = header!.indexOf(feature.name)
      const values: string[] | undefined = meta.categories?.[feature.name]
      return Float64Array.from(lines, (line) =>
        line[j] === '' ? NaN : values && feature.kind === 'category' ? values.indexOf(line[j]!) : Number(line[j])
      )
    })
    const [names, ...expected] = table(join(folder, 'predictions.csv'))
    const at = names!.indexOf(names!.includes('margin') ? 'margin' : 'prediction')
    const ours = predictions(model, columns)
    expect(worst(ours.raw, [Float64Array.from(expected, (line) => Number(line[at]))])).toBeLessThan(3e-6)
  })
})
