import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import fc from './fast-check'
import { isComputed } from '../../src/main/core/models/model'
import { predictResponse } from '../../src/main/core/models/predict'
import { readModel } from '../../src/main/core/models/read-model'
import { isAssayError } from '../../src/shared/model/errors'
import { modelBytes } from './model-cases'

const FORMATS = ['xgboost', 'lightgbm', 'onnx', 'catboost', 'linear']
const files = FORMATS.flatMap((format) =>
  readdirSync(join(import.meta.dirname, '../fixtures/models', format))
    .filter((name) => /\.(json|ubj|txt|onnx|yaml)$/.test(name) && !/(\.case|hashes)\.json$/.test(name))
    .map((name) => modelBytes(format, name))
)

const NUMBERS = [
  '-1',
  '0',
  '1',
  '2147483647',
  '4294967296',
  '1e308',
  '-1e308',
  '1e-320',
  'NaN',
  'Infinity',
  '99999999',
  '0.5',
  '""',
  'null',
  '[]',
  '{}'
]

/** One change: a byte, a cut, a repetition, a piece of another file, or in text one number for another. */
const change = fc.oneof(
  fc.record({ kind: fc.constant('byte' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), byte: fc.nat(255) }),
  fc.record({ kind: fc.constant('cut' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(40) }),
  fc.record({ kind: fc.constant('end' as const), at: fc.double({ min: 0, max: 1, noNaN: true }) }),
  fc.record({ kind: fc.constant('repeat' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), length: fc.nat(200) }),
  fc.record({ kind: fc.constant('number' as const), at: fc.double({ min: 0, max: 1, noNaN: true }), text: fc.constantFrom(...NUMBERS) })
)
type Change = typeof change extends fc.Arbitrary<infer T> ? T : never

function apply(bytes: Uint8Array, one: Change): Uint8Array {
  const at = Math.floor(one.at * bytes.length)
  const parts = (middle: Uint8Array, after: number) => new Uint8Array([...bytes.subarray(0, at), ...middle, ...bytes.subarray(after)])
  switch (one.kind) {
    case 'byte':
      return parts(Uint8Array.of(one.byte), at + 1)
    case 'cut':
      return parts(new Uint8Array(0), at + one.length)
    case 'end':
      return bytes.slice(0, at)
    case 'repeat':
      return parts(bytes.slice(at, at + one.length), at)
    case 'number': {
      const text = new TextDecoder('latin1').decode(bytes)
      const number = /-?\d+(\.\d+)?([eE][-+]?\d+)?/g
      number.lastIndex = at
      const found = number.exec(text)
      return found === null
        ? bytes
        : Uint8Array.from(text.slice(0, found.index) + one.text + text.slice(number.lastIndex), (c) => c.charCodeAt(0))
    }
  }
}

/** Changed files are either refused with a `model/` error or give a model that answers every row, in bounded time. */
export function surviveHostileModels(runs: number): void {
  fc.assert(
    fc.property(fc.constantFrom(...files), fc.array(change, { minLength: 1, maxLength: 4 }), (bytes, changes) => {
      const changed = changes.reduce(apply, bytes)
      const started = performance.now()
      try {
        const model = readModel(changed, 'hostile')
        if (!isComputed(model) || model.features.length > 1000) return
        const columns = model.features.map(() => Float64Array.of(0, NaN, -1, 1e30, Infinity))
        const response = predictResponse(model, columns, 5)
        if (response.some((output) => output.length !== 5)) throw new Error('a row without an answer')
      } catch (error) {
        if (!isAssayError(error) || !error.code.startsWith('model/')) throw error
      }
      if (performance.now() - started > 5000) throw new Error('took more than 5 s')
    }),
    { numRuns: runs, seed: 20260, verbose: 1 }
  )
}
