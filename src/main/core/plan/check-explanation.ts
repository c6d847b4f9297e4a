import type { DatasetManifest } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { Plan } from '../../../shared/model/plan'

/** Refuses an explanation that names a model or part which the plan does not have. Features are checked when the models are read. */
export function checkExplanation(plan: Plan, parts: ReadonlyMap<string, DatasetManifest>): void {
  const names = plan.models.map(({ name }) => name)
  const twice = names.find((name, index) => names.indexOf(name) < index)
  if (twice !== undefined) throw new AssayError('plan/twice', { what: `the model "${twice}"`, where: 'models' })
  const { explanation } = plan.assessments
  if (!explanation) return
  if (plan.models.length === 0)
    throw new AssayError('plan/needs', { what: 'a model file under "models"', because: 'for assessments.explanation' })
  for (const name of explanation.models ?? [])
    if (!names.includes(name))
      throw new AssayError('plan/unknown-model', { model: name, where: 'assessments.explanation.models', known: names.join(', ') })
  for (const [part, where] of [
    [explanation.part, 'assessments.explanation.part'],
    [explanation.background.part, 'assessments.explanation.background.part']
  ] as const)
    if (part !== undefined && !parts.has(part))
      throw new AssayError('plan/unknown-part', { part, where, known: [...parts.keys()].join(', ') })
  const columns = Object.values(plan.columns)
  if (explanation.cases.some((one) => 'id' in one) && !columns.some(({ role }) => role === 'id'))
    throw new AssayError('plan/needs', { what: 'a column with the role id', because: 'to find the cases of assessments.explanation' })
}
