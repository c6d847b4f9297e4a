import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readModel } from '../../../../src/main/core/models/read-model'
import { modelCases, modelOf, predictions, worst } from '../../../support/model-cases'

const cases = modelCases('lightgbm')

describe('LightGBM, file by file against its own predictions', () => {
  it.each(cases)('$name', (one) => {
    const model = modelOf('lightgbm', one)
    const ours = predictions(model, one.features)
    expect(worst(ours.raw, one.raw)).toBeLessThan(1e-14)
    expect(worst(ours.response, one.response)).toBeLessThan(1e-14)
  })
})

describe('LightGBM', () => {
  it('knows the values of pandas categories, also beside a column that no tree uses', () => {
    const { features } = modelOf(
      'lightgbm',
      cases.find(({ name }) => name === 'pandas.case.json')!
    )
    expect(features.map(({ kind }) => kind)).toEqual(['number', 'number', 'category', 'category'])
    expect(features[2]).toEqual({ name: 'home', kind: 'category', values: ['own', 'rent', 'ünknown'] })
  })
})

const published = join(import.meta.dirname, '../../../../../shared/data/models/leaves')
describe.skipIf(!existsSync(published))('LightGBM models of others (where ../shared is there)', () => {
  const table = (file: string) =>
    readFileSync(join(published, file), 'utf8')
      .trim()
      .split('\n')
      .map((line) => line.split(/\s+/).map(Number))
  const columns = (rows: number[][], from: number, features: number) =>
    Array.from({ length: features }, (_, j) => Float64Array.from(rows, (row) => row[j + from] ?? NaN))
  it('breast cancer', () => {
    const model = readModel(new Uint8Array(readFileSync(join(published, 'lg_breast_cancer.txt'))), 'lg_breast_cancer.txt')
    expect(model.predictor.kind === 'trees' && model.predictor.trees.length).toBeGreaterThan(1)
  })
  it('multiclass', () => {
    const model = readModel(new Uint8Array(readFileSync(join(published, 'lgmulticlass.model'))), 'lgmulticlass.model')
    const rows = table('multiclass_test.tsv')
    const ours = predictions(model, columns(rows, 1, model.features.length))
    const expected = table('lgmulticlass_true_predictions.txt')
    const raw = table('lgmulticlass_true_raw_predictions.txt')
    const turned = (of: number[][]) => Array.from({ length: of[0]!.length }, (_, k) => Float64Array.from(of, (row) => row[k]!))
    expect(worst(ours.response, turned(expected))).toBeLessThan(1e-12)
    expect(worst(ours.raw, turned(raw))).toBeLessThan(1e-12)
  })
  it('kddcup99, with categories', () => {
    const model = readModel(new Uint8Array(readFileSync(join(published, 'lg_kddcup99.model'))), 'lg_kddcup99.model')
    const rows = table('kddcup99_test.tsv')
    const ours = predictions(model, columns(rows, 0, model.features.length))
    const expected = table('lg_kddcup99_true_predictions.txt')
    const turned = Array.from({ length: expected[0]!.length }, (_, k) => Float64Array.from(expected, (row) => row[k]!))
    expect(worst(ours.raw, turned)).toBeLessThan(1e-12)
  })
})
