import { AssayError } from '../../../shared/model/errors'
import { readCatboost } from './catboost/read-catboost'
import { detectContainer, detectFormat, type Container, type Detected } from './detect-format'
import { ModelFault } from './fault'
import { readLightgbm } from './lightgbm/read-lightgbm'
import { LIMITS } from './limits'
import { readLinear } from './linear/read-linear'
import type { Model } from './model'
import { readOnnx } from './onnx/read-onnx'
import { readXgboost } from './xgboost/read-xgboost'
import type { Rounds } from './xgboost/shape'

/** What the plan may say about a file that the file does not. `rounds` null: as the library itself does. */
export type ReadingChoice = { rounds: Rounds | null }

const NAMES: Readonly<Record<Container, string>> = {
  json: 'JSON',
  ubjson: 'UBJSON',
  'lightgbm-text': 'LightGBM text',
  onnx: 'ONNX',
  text: 'YAML'
}

/**
 * A model from the bytes of its file; the format is found by content. Never runs anything that the file holds.
 * @throws AssayError `model/…`, which names `file`
 */
export function readModel(bytes: Uint8Array, file: string, choice: ReadingChoice = { rounds: null }): Model {
  if (bytes.length === 0) throw new AssayError('model/empty', { file })
  if (bytes.length > LIMITS.bytes) throw new AssayError('model/too-large', { file, most: LIMITS.bytes })
  const container = detectContainer(bytes, file)
  try {
    return readDetected(detectFormat(bytes, container, file), choice)
  } catch (error) {
    if (!(error instanceof ModelFault)) throw error
    const code = error.kind === 'damaged' ? 'model/damaged' : 'model/unsupported'
    throw new AssayError(code, { file, format: NAMES[container], at: error.at, what: error.what })
  }
}

function readDetected(detected: Detected, choice: ReadingChoice): Model {
  switch (detected.format) {
    case 'xgboost-json':
    case 'xgboost-ubjson':
      return readXgboost(detected.value, detected.format, choice.rounds)
    case 'lightgbm-text':
      return readLightgbm(detected.text)
    case 'onnx':
      return readOnnx(detected.bytes)
    case 'catboost-json':
      return readCatboost(detected.value)
    case 'own':
      return readLinear(detected.text)
  }
}
