import { describe, expect, it } from 'vitest'
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
