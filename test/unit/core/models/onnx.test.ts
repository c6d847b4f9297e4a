import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readModel } from '../../../../src/main/core/models/read-model'
import { modelCases, modelOf, predictions, worst } from '../../../support/model-cases'

const cases = modelCases('onnx')
const foreign = ['network']
const own = cases.filter(({ model }) => !foreign.includes(model.replace('.onnx', '')))

describe('ONNX, file by file against ONNX Runtime', () => {
  it.each(own)('$name', (one) => {
    const model = modelOf('onnx', one)
    const ours = predictions(model, one.features).response
    const theirs = one.response.slice(-ours.length)
    expect(worst(ours, theirs)).toBeLessThan(1e-6)
  })
})

/** `m` columns */
type Recorded = { m: number; x: number[]; outputs: string[]; res: Record<string, number[]> }
const shared = join(import.meta.dirname, '../../../../../shared/data')
describe.skipIf(!existsSync(shared))('ONNX trees of others against recorded answers (where ../shared is there)', () => {
  it.each(['treecl', 'treecl2', 'treecl3'])('%s', (name) => {
    const model = readModel(new Uint8Array(readFileSync(join(shared, 'models/onnx', `${name}.onnx`))), `${name}.onnx`)
    const { m, x, outputs, res } = JSON.parse(
      readFileSync(join(shared, `oracles/sklearn/onnxruntime_${name}.onnx.json`), 'utf8')
    ) as Recorded
    const rows = x.length / m
    const columns = model.features.map((_, j) => Float64Array.from({ length: rows }, (_, row) => x[row * m + j]!))
    const data = res[outputs[1]!]!
    const classes = data.length / rows
    const theirs = Array.from({ length: classes }, (_, k) => Float64Array.from({ length: rows }, (_, row) => data[row * classes + k]!))
    const ours = predictions(model, columns).response
    expect(worst(ours, theirs.slice(-ours.length))).toBeLessThan(1e-6)
  })
})
