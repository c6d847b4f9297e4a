import { AssayError } from '../../../shared/model/errors'
import { parseJson } from './json/parse-json'
import { parseUbjson } from './json/parse-ubjson'
import type { Json } from './json/value'

export type Detected =
  | { format: 'xgboost-json' | 'xgboost-ubjson' | 'catboost-json'; value: Json }
  | { format: 'lightgbm-text' | 'own'; text: string }
  | { format: 'onnx'; bytes: Uint8Array }

/** What the first bytes say; `json` and `ubjson` are told apart further by what is in them. */
export type Container = 'json' | 'ubjson' | 'lightgbm-text' | 'onnx' | 'text'

const XGBOOST = 'save_model("model.json")'
const startsWith = (head: string, ...starts: readonly string[]): boolean => starts.some((start) => head.startsWith(start))

/** The container by its first bytes; formats that are never opened, or not read, are refused here by name. */
export function detectContainer(bytes: Uint8Array, file: string): Container {
  const head = Array.from(bytes.subarray(0, 256), (byte) => String.fromCharCode(byte)).join('')
  refuse(head, file)
  if (/^tree\r?\n/.test(head)) return 'lightgbm-text'
  if (/^\{[\s"}]/.test(head)) return 'json'
  if (head.startsWith('{')) return 'ubjson'
  if (head.startsWith('\x08') || head.startsWith('\x12')) return 'onnx'
  if (/^[\x09\x0a\x0d\x20-\x7e\x80-\xff]*$/.test(head)) return 'text'
  throw new AssayError('model/unknown-format', { file, looks: 'binary data' })
}

function refuse(head: string, file: string): void {
  if (/^\x80[\x02-\x05]/.test(head) || startsWith(head, 'ccopy_reg', '(dp', '(lp', '(i', 'cnumpy', 'csklearn'))
    throw new AssayError('model/pickle', { file })
  if (/^x[\x01\x5e\x9c\xda]/.test(head) || startsWith(head, '\x1f\x8b', 'BZh', '\xfd7zXZ', '\x04"M\x18'))
    throw new AssayError('model/pickle', { file })
  if (startsWith(head, 'PK\x03\x04'))
    throw new AssayError('model/unknown-format', { file, looks: 'a zip archive, as PyTorch, Keras and skops write' })
  if (/^(\xef\xbb\xbf)?\s*<(\?xml|PMML|!--)/.test(head)) throw new AssayError('model/pmml', { file })
  if (head.startsWith('binf') || /gbtree|gblinear|dart/.test(head.startsWith('{') ? '' : head))
    throw new AssayError('model/binary-format', { file, library: 'XGBoost', how: XGBOOST })
  if (head.startsWith('CBM1'))
    throw new AssayError('model/binary-format', { file, library: 'CatBoost', how: 'save_model("model.json", format="json")' })
  if (head.startsWith('\x89HDF')) throw new AssayError('model/binary-format', { file, library: 'Keras (HDF5)', how: 'tf2onnx to ONNX' })
}

/** The format, with JSON and UBJSON already read. */
export function detectFormat(bytes: Uint8Array, container: Container, file: string): Detected {
  switch (container) {
    case 'onnx':
      return { format: 'onnx', bytes }
    case 'lightgbm-text':
      return { format: 'lightgbm-text', text: new TextDecoder().decode(bytes) }
    case 'text':
      return { format: 'own', text: new TextDecoder().decode(bytes) }
    case 'json': {
      const text = new TextDecoder().decode(bytes)
      return formatOf(parseJson(text), 'xgboost-json', text, file)
    }
    case 'ubjson':
      return formatOf(parseUbjson(bytes), 'xgboost-ubjson', '', file)
  }
}

function formatOf(value: Json, xgboost: 'xgboost-json' | 'xgboost-ubjson', text: string, file: string): Detected {
  const has = (key: string): boolean => value instanceof Map && value.has(key)
  if (has('learner')) return { format: xgboost, value }
  if (has('features_info') || has('oblivious_trees')) return { format: 'catboost-json', value }
  if (has('kind') && has('schema')) return { format: 'own', text }
  const looks = has('tree_info') ? 'a dump of LightGBM; save_model("model.txt") writes the model itself' : 'JSON of another kind'
  throw new AssayError('model/unknown-format', { file, looks })
}
