import { expect, it } from 'vitest'
import { readModel } from '../../src/main/core/models/read-model'
import { surviveHostileModels } from '../support/hostile-models'

it('changed model files end in a named error or a model that answers: 300 of them', () => surviveHostileModels(300))

const read = (bytes: Uint8Array | string) => readModel(typeof bytes === 'string' ? new TextEncoder().encode(bytes) : bytes, 'm')

it.each([
  ['a pickle', Uint8Array.of(0x80, 4, 0x95), /pickle.*never does.*save_model/],
  ['joblib in zlib', Uint8Array.of(0x78, 0x9c, 1, 2), /pickle/],
  ['PMML', '<?xml version="1.0"?><PMML/>', /is PMML/],
  ['XGBoost binary', 'binf\0\0\0\0', /XGBoost.*save_model/],
  ['CatBoost binary', 'CBM1\0\0', /CatBoost.*format="json"/],
  ['a zip of PyTorch', 'PK\x03\x04abc', /zip archive/],
  ['a dump of LightGBM', '{"name":"tree","tree_info":[]}', /dump of LightGBM/],
  ['an empty file', '', /0 bytes/],
  ['binary rubbish', Uint8Array.of(1, 2, 3, 0, 255), /binary data/],
  ['deep JSON', '{"learner":' + '['.repeat(100_000), /deeper than 64/],
  ['a key twice', '{"learner":1,"learner":2}', /"learner" twice/],
  [
    'UBJSON that counts what is not there',
    Uint8Array.of(0x7b, 0x55, 1, 0x61, 0x5b, 0x24, 0x44, 0x23, 0x4c, 0x7f, 255, 255, 255, 255, 255, 255, 255),
    /more items than there are bytes/
  ],
  [
    'UBJSON of a million nulls',
    Uint8Array.of(0x7b, 0x55, 1, 0x61, 0x5b, 0x24, 0x5a, 0x23, 0x6c, 0, 255, 255, 255),
    /counts items of the type "Z"/
  ]
])('%s is refused with one sentence', (_, bytes, sentence) => {
  expect(() => read(bytes)).toThrow(sentence)
})
