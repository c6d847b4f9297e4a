import { expect, test } from 'vitest'
import { readModel } from '../../../../src/main/core/models/read-model'
import { modelBytes } from '../../../support/model-cases'

const textOf = (format: string, file: string): string => new TextDecoder().decode(modelBytes(format, file))
const read = (text: string): (() => unknown) => {
  const bytes = new TextEncoder().encode(text)
  return () => readModel(bytes, 'model')
}

test('CatBoost: a border that is not the one of its split_index is refused, since CatBoost goes by the latter', () => {
  const text = textOf('catboost', 'binary.json')
  expect(read(text)).not.toThrow()
  const split = /"border":\s*(-?[\d.e-]+),\s*"float_feature_index":\s*\d+,\s*"split_index":\s*(\d+)/.exec(text)!
  expect(read(text.replace(split[0], split[0].replace(/"border":\s*[-\d.e]+/, '"border":12345')))).toThrow('split_index')
  expect(
    read(
      text.replace(
        split[0],
        split[0].replace(/\d+$/, (at) => String(Number(at) + 1))
      )
    )
  ).toThrow('split_index')
})

test('LightGBM: a number of classes other than the trees of an iteration is refused', () => {
  const text = textOf('lightgbm', 'binary.txt')
  expect(read(text.replace('\nnum_class=1\n', '\nnum_class=8\n'))).toThrow('num_class')
})
