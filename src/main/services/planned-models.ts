import { AssayError } from '../../shared/model/errors'
import type { ModelInput, ReportModel } from '../../shared/model/model-input'
import type { Plan } from '../../shared/model/plan'
import type { Model } from '../core/models/model'
import type { Job } from './job'
import { throwIfCancelled } from './job'
import { loadPlannedModel, type LoadedModel } from './load-model'
import type { WorkPorts } from './tasks/work-ports'

/** A model of the plan that was read. `output`: index among the raw outputs; `negated`: the other class of a logistic output. */
export type PlannedModel = { input: ModelInput; loaded: LoadedModel; output: number; negated: boolean; said: ReportModel }

/** The plan's model files; `locate` says where one lies and from which folder its path starts. */
export async function plannedModels(
  ports: WorkPorts,
  plan: Plan,
  locate: (input: ModelInput) => { file: string; folder: string },
  job: Job
): Promise<PlannedModel[]> {
  const models: PlannedModel[] = []
  for (const input of plan.models) {
    throwIfCancelled(job)
    job.progress({ phase: 'Reading models', fraction: null })
    const { file, folder } = locate(input)
    const loaded = await loadPlannedModel(ports, { ...input, file }, folder)
    const { output, negated, name } = outputOf(loaded, input.output)
    const { format, library, features } = loaded.model
    const said = { name: input.name, file: loaded.file, sha256: loaded.sha256, format, library, features: features.length, output: name }
    models.push({ input, loaded, output, negated, said })
  }
  return models
}

type Chosen = { output: number; negated: boolean; name: string }

/** The only output, or the one that the plan names; of a single logistic output the positive class, or the negative one turned round. */
function outputOf({ model, file }: LoadedModel, wanted: string | undefined): Chosen {
  const { outputs } = model
  const [negative, positive] = outputs.length === 1 && model.classes?.length === 2 ? model.classes : []
  if (wanted !== undefined && wanted === negative) return { output: 0, negated: true, name: negative }
  if (outputs.length === 1 && (wanted === undefined || wanted === positive))
    return { output: 0, negated: false, name: positive ?? first(model) }
  const output = wanted === undefined ? -1 : outputs.indexOf(wanted)
  if (output < 0) throw new AssayError('model/output', { file, known: outputs.join(', ') })
  return { output, negated: false, name: outputs[output]! }
}

const first = ({ outputs }: Model): string => outputs[0] ?? 'margin'
