import { describe, expect, it } from 'vitest'
import type { ComputedModel, Tree, TreeEnsemble } from '../../../../src/main/core/models/model'
import { predictRaw, predictResponse } from '../../../../src/main/core/models/predict'

const stump = (over: Partial<Tree> = {}): Tree => ({
  feature: Int32Array.of(0, -1, -1),
  threshold: Float64Array.of(0.5, 0, 0),
  left: Int32Array.of(1, -1, -1),
  right: Int32Array.of(2, -1, -1),
  defaultLeft: Uint8Array.of(1, 0, 0),
  zeroIsMissing: new Uint8Array(3),
  set: Int32Array.of(-1, -1, -1),
  value: Float64Array.of(0, -1, 2),
  cover: Float64Array.of(10, 4, 6),
  output: 0,
  linear: null,
  ...over
})

const model = (ensemble: Partial<TreeEnsemble>, over: Partial<ComputedModel> = {}): ComputedModel => ({
  format: 'xgboost-json',
  library: 'test',
  features: [{ name: 'x', kind: 'number' }],
  prepare: null,
  predictor: { kind: 'trees', trees: [stump()], sets: [], inclusive: false, float32: false, base: Float64Array.of(0), ...ensemble },
  outputs: ['margin'],
  link: { kind: 'identity' },
  classes: null,
  precision: 'float64',
  ...over
})

const scores = (m: ComputedModel, ...xs: number[]) => [...predictRaw(m, [Float64Array.from(xs)], xs.length)[0]!]

describe('a stump', () => {
  it('sends ties right under <, left under ≤', () => {
    expect(scores(model({}), 0.4, 0.5, 0.6)).toEqual([-1, 2, 2])
    expect(scores(model({ inclusive: true }), 0.4, 0.5, 0.6)).toEqual([-1, -1, 2])
  })
  it('rounds to float32 where the library does', () => {
    const justUnder = 0.5 - 1e-12
    expect(scores(model({}), justUnder)).toEqual([-1])
    expect(scores(model({ float32: true }), justUnder)).toEqual([2])
  })
  it('sends missing values, and zeros where they count as missing, the default way', () => {
    const right = stump({ defaultLeft: new Uint8Array(3), zeroIsMissing: Uint8Array.of(1, 0, 0) })
    expect(scores(model({}), NaN, 0)).toEqual([-1, -1])
    expect(scores(model({ trees: [right] }), NaN, 0, 1e-36, 1e-34)).toEqual([2, 2, 2, -1])
  })
  it('asks whether a category is in a set', () => {
    const trees = [stump({ set: Int32Array.of(0, -1, -1) })]
    const bits = Uint32Array.of(0b100, 1)
    expect(scores(model({ trees, sets: [{ bits, membersGoLeft: true }] }), 2, 32, 3, -1, 1e9, Infinity)).toEqual([-1, -1, 2, 2, 2, 2])
    expect(scores(model({ trees, sets: [{ bits, membersGoLeft: false }] }), 2, 3, -1, 64)).toEqual([2, -1, -1, -1])
  })
  it('has linear leaves, but for rows in which a column of theirs is missing', () => {
    const linear = {
      constant: Float64Array.of(0, 10, 20),
      columns: [Int32Array.of(), Int32Array.of(0), Int32Array.of()],
      coefficients: [Float64Array.of(), Float64Array.of(3), Float64Array.of()]
    }
    expect(scores(model({ trees: [stump({ linear })] }), 0.25, NaN, 7)).toEqual([10.75, -1, 20])
  })
})

describe('responses', () => {
  it('are probabilities that neither overflow nor vanish', () => {
    const far = model({ base: Float64Array.of(0, 0), trees: [stump({ value: Float64Array.of(0, -800, 800) })] }, { outputs: ['a', 'b'] })
    expect(predictResponse({ ...far, link: { kind: 'softmax' } }, [Float64Array.of(0, 1)], 2).map((p) => [...p])).toEqual([
      [0, 1],
      [1, 0]
    ])
    expect([...predictResponse({ ...far, link: { kind: 'logistic', scale: 1 } }, [Float64Array.of(0, 1)], 2)[0]!]).toEqual([0, 1])
  })
  it('come from columns that were prepared', () => {
    const prepared = model(
      {},
      {
        prepare: {
          normalize: null,
          columns: [
            {
              name: 'x',
              feature: 0,
              steps: [
                { kind: 'impute', value: 3 },
                { kind: 'indicator', equals: 3 }
              ]
            }
          ]
        },
        link: { kind: 'exp' }
      }
    )
    expect([...predictResponse(prepared, [Float64Array.of(NaN, 3, 4)], 3)[0]!]).toEqual([Math.exp(2), Math.exp(2), Math.exp(-1)])
  })
  it('sum weights in the order of the columns', () => {
    const linear = model({}, { predictor: { kind: 'linear', base: Float64Array.of(1), weights: [Float64Array.of(2, -1)] } })
    expect([...predictRaw(linear, [Float64Array.of(1, 2), Float64Array.of(5, 7)], 2)[0]!]).toEqual([-2, -2])
  })
})
