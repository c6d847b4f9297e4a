import { AssayError } from '../../../shared/model/errors'
import type { LoadedModel } from '../load-model'

/** Index of the raw output that a name means; of a model with one logistic output, its second class is that output. */
export function outputNamed({ model, file }: LoadedModel, name: string | null): number {
  const { outputs, classes } = model
  const names = outputs.length === 1 && classes !== null ? classes.slice(-1) : outputs
  const listed = names.join(', ')
  if (name === null && outputs.length > 1) throw new AssayError('explain/output-needed', { file, outputs: listed })
  if (name === null) return 0
  const index = names.indexOf(name)
  if (index < 0) throw new AssayError('explain/unknown-output', { file, output: name, outputs: listed })
  return index
}
