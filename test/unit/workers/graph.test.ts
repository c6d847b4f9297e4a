import { existsSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { readModel } from '../../../src/main/core/models/read-model'
import { createGraphRunner } from '../../../src/main/workers/graph/runner'
import { modelBytes, modelCases, modelOf, worst } from '../../support/model-cases'

const root = resolve(import.meta.dirname, '../../..')
const entry = join(root, 'out/main/graph.cjs')
const runner = (seconds: number) => createGraphRunner({ entry, runtime: join(root, 'out/graph'), seconds, mebibytes: 1024 })
const graphOf = (model: ReturnType<typeof readModel>) => {
  if (model.predictor.kind !== 'graph') throw new Error('is no graph')
  return model.predictor
}
const hostile = (name: string) =>
  graphOf(readModel(new Uint8Array(readFileSync(join(root, 'test/fixtures/models/onnx/hostile', name))), name))

describe.skipIf(!existsSync(entry))('graphs that are none of our own structures (needs a build)', () => {
  it('run in a thread and give the answers of ONNX Runtime, row after row', () => {
    const one = modelCases('onnx').find(({ name }) => name.startsWith('network'))!
    const { outputs, predict } = runner(20).open(graphOf(modelOf('onnx', one)), one.model)
    expect(outputs).toBe(2)
    expect(worst(predict(one.features, one.features[0]!.length), one.response)).toBeLessThan(1e-6)
    const many = one.features.map((column) => Float64Array.from({ length: 20_000 }, (_, row) => column[row % column.length]!))
    expect(predict(many, 20_000)[1]![19_999]).toBeCloseTo(one.response[1]![19_999 % one.features[0]!.length]!, 6)
  })
  it('that ask for more memory than they get end in a named error', () => {
    expect(() => runner(20).open(hostile('memory.onnx'), 'memory.onnx')).toThrow(expect.objectContaining({ code: 'model/graph-failed' }))
  })
  it('that do not end are stopped', () => {
    expect(() => runner(4).open(hostile('endless.onnx'), 'endless.onnx')).toThrow(expect.objectContaining({ code: 'model/graph-stopped' }))
  })
  it('that are no graphs end in a named error', () => {
    const broken = {
      ...graphOf(modelOf('onnx', { ...modelCases('onnx')[0]!, model: 'network.onnx' })),
      bytes: modelBytes('onnx', 'network.onnx').slice(0, 500)
    }
    expect(() => runner(20).open(broken, 'network.onnx')).toThrow(expect.objectContaining({ code: 'model/graph-failed' }))
  })
})
