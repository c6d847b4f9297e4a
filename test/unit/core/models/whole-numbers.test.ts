import { expect, test } from 'vitest'
import { readModel } from '../../../../src/main/core/models/read-model'
import { modelBytes } from '../../../support/model-cases'

const changed = (format: string, file: string, list: RegExp, to: (entries: string) => string): Uint8Array => {
  const text = new TextDecoder().decode(modelBytes(format, file))
  const found = list.exec(text)
  if (found === null) throw new Error(`${file} has no ${list.source}`)
  const at = found.index + found[0].length - found[1]!.length
  return new TextEncoder().encode(text.slice(0, at) + to(found[1]!) + text.slice(at + found[1]!.length))
}
const [XGBOOST, LIGHTGBM] = ['binary-1.7.json', 'binary.txt']
const halved = (entries: string): string => entries.replace(/\d+/, '0.5')

test.each(['tree_info', 'split_indices', 'left_children', 'default_left'])('XGBoost: a fraction in %s is refused, not cut', (key) => {
  const bytes = changed('xgboost', XGBOOST, new RegExp(`"${key}":\\s*\\[([^\\]]+)`), halved)
  expect(() => readModel(bytes, 'm.json')).toThrow('is no whole number')
})

test.each(['split_feature', 'left_child', 'decision_type'])('LightGBM: a fraction in %s is refused, not cut', (key) => {
  const bytes = changed('lightgbm', LIGHTGBM, new RegExp(`\n${key}=([^\n]+)`), halved)
  expect(() => readModel(bytes, 'm.txt')).toThrow('no whole numbers')
})
