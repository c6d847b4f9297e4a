import { AssayError } from '../../shared/model/errors'
import type { ModelInput, ReportModel } from '../../shared/model/model-input'
import type { Plan } from '../../shared/model/plan'
import { sha256Hex } from '../core/evidence/digest'
import type { Model } from '../core/models/model'
import { readModel } from '../core/models/read-model'
import type { Ports } from './ports'
import type { ReadPlan } from './read-plan'

/** A model file of the plan, read and checked. `output`: index among the raw outputs; `negated`: the other class of a logistic output. */
export type LoadedModel = { input: ModelInput; model: Model; output: number; negated: boolean; said: ReportModel }

/** The plan's model files from where `fileOf` finds them. */
export async function loadModels(
  { files }: Ports,
  plan: Plan,
  fileOf: (input: ModelInput) => string | Promise<string>
): Promise<LoadedModel[]> {
  const loaded: LoadedModel[] = []
  for (const input of plan.models) {
    const path = await fileOf(input)
    if (!(await files.exists(path))) throw new AssayError('model/missing', { file: input.file })
    const bytes = await files.read(path)
    const sha256 = sha256Hex(bytes)
    if (input.sha256 !== undefined && input.sha256 !== sha256)
      throw new AssayError('plan/digest-differs', { file: input.file, expected: input.sha256, actual: sha256 })
    const model = readModel(bytes, input.file)
    const { output, negated, name } = outputOf(model, input)
    const { format, library, features } = model
    const said = { name: input.name, file: files.nameOf(path), sha256, format, library, features: features.length, output: name }
    loaded.push({ input, model, output, negated, said })
  }
  return loaded
}

/** Model files lie where their paths, from the plan's folder, say. */
export const fileOf = async ({ files }: Ports, { folder }: ReadPlan, { file }: ModelInput): Promise<string> =>
  (await files.expandInputs([file], folder))[0]?.path ?? file

type Chosen = { output: number; negated: boolean; name: string }

function outputOf({ outputs, classes }: Model, input: ModelInput): Chosen {
  const { output: wanted } = input
  if (outputs.length === 1 && classes?.length === 2) {
    const [negative = '', positive = ''] = classes
    if (wanted === undefined || wanted === positive || wanted === outputs[0]) return { output: 0, negated: false, name: positive }
    if (wanted === negative) return { output: 0, negated: true, name: negative }
  }
  const output = wanted === undefined && outputs.length === 1 ? 0 : outputs.indexOf(wanted ?? '')
  if (output < 0) throw new AssayError('model/output', { model: input.name, known: outputs.join(', ') })
  return { output, negated: false, name: outputs[output]! }
}
