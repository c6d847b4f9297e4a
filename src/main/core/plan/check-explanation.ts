import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
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
  if (explanation.attributions !== undefined) checkAttributions(plan, explanation, explanation.attributions, parts)
  else if (plan.models.length === 0)
    throw new AssayError('plan/needs', { what: 'a model file under "models", or attributions', because: 'for assessments.explanation' })
  for (const name of explanation.models ?? [])
    if (!names.includes(name))
      throw new AssayError('plan/unknown-model', { model: name, where: 'assessments.explanation.models', known: names.join(', ') })
  for (const [part, where] of [
    [explanation.part, 'assessments.explanation.part'],
    [explanation.background.part, 'assessments.explanation.background.part']
  ] as const)
    if (part !== undefined && !parts.has(part))
      throw new AssayError('plan/unknown-part', { part, where, known: [...parts.keys()].join(', ') })
  const cohorts = explanation.cohorts.map(({ name }) => name)
  const again = cohorts.find((name, index) => cohorts.indexOf(name) < index)
  if (again !== undefined) throw new AssayError('plan/twice', { what: `the cohort "${again}"`, where: 'assessments.explanation.cohorts' })
  if (cohorts.length === 1)
    throw new AssayError('plan/needs', { what: 'at least two cohorts', because: 'to compare them (assessments.explanation.cohorts)' })
  checkCodes(explanation)
  const columns = Object.values(plan.columns)
  if (explanation.cases.some((one) => 'id' in one) && !columns.some(({ role }) => role === 'id'))
    throw new AssayError('plan/needs', { what: 'a column with the role id', because: 'to find the cases of assessments.explanation' })
}

/** A code stands for one reason, and measures are told apart by it. */
function checkCodes({ reasons }: ExplanationPlan): void {
  const texts = new Map<string, string>()
  for (const said of Object.values(reasons)) {
    const code = 'code' in said ? said.code : undefined
    if (code === undefined) continue
    if ((texts.get(code) ?? said.text) !== said.text)
      throw new AssayError('plan/twice', { what: `the code "${code}", for different reasons,`, where: 'assessments.explanation.reasons' })
    texts.set(code, said.text)
  }
}

/** Logged contributions: their columns are there, and nothing is asked for that only a model can answer. */
function checkAttributions(
  plan: Plan,
  explanation: ExplanationPlan,
  { columns }: NonNullable<ExplanationPlan['attributions']>,
  parts: ReadonlyMap<string, DatasetManifest>
): void {
  if (plan.models.length > 0) throw new AssayError('plan/attributions-and-models', undefined)
  const names = (parts.get(explanation.part)?.columns ?? []).map(({ name }) => name)
  if (Object.keys(columns).length === 0)
    throw new AssayError('plan/needs', { what: 'at least one column', because: 'in assessments.explanation.attributions' })
  for (const column of Object.values(columns))
    if (parts.has(explanation.part) && !names.includes(column))
      throw new AssayError('plan/unknown-column', {
        column,
        where: 'assessments.explanation.attributions',
        known: names.slice(0, 30).join(', ')
      })
  const asked = needsModel(explanation)
  if (asked !== null) throw new AssayError('plan/needs-model', { what: asked })
}

function needsModel({ directions, effects, changes, conditional, loss, decide }: ExplanationPlan): string | null {
  if (Object.keys(directions).length > 0) return 'declared directions'
  if (typeof effects.features !== 'number' || effects.two_way.length > 0) return 'effects of features'
  if ([changes.never, changes.only_up, changes.only_down].some((of) => of.length > 0)) return 'changes that would turn a decision'
  if (conditional || loss !== undefined) return 'permutation importance'
  return decide === undefined ? null : 'decisions by the model’s response'
}
