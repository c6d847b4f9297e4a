import type { Challenger, ComparisonPlan } from '../../../shared/model/assessments/comparison'
import type { DatasetManifest, Role } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import { homeOf } from '../../../shared/model/metrics'
import type { Criterion, Plan } from '../../../shared/model/plan'
import { decisionRule } from '../columns/decision-rule'
import { comparedModels, judgesModel } from '../columns/judged-model'
import { attributesOf } from '../columns/roles'

const WHERE = 'assessments.comparison'

/** Refuses a comparison whose part, columns or models are not there, models that have nothing in common, and criteria on models that nobody compares. */
export function checkComparison(plan: Plan, parts: ReadonlyMap<string, DatasetManifest>): void {
  const { comparison } = plan.assessments
  if (comparison === undefined) return checkCriteria(plan)
  const manifest = parts.get(comparison.part)
  if (manifest === undefined)
    throw new AssayError('plan/unknown-part', { part: comparison.part, where: WHERE, known: [...parts.keys()].join(', ') })
  const names = comparedModels(plan)
  const twice = names.find((name, at) => names.indexOf(name) < at)
  if (twice !== undefined) throw new AssayError('plan/twice', { what: `the model "${twice}"`, where: WHERE })
  for (const challenger of comparison.challengers) checkChallenger(plan, challenger, manifest)
  checkMetrics(plan, comparison)
  checkCriteria(plan)
}

const checkCriteria = (plan: Plan): void => plan.criteria.forEach((criterion) => checkCriterion(plan, criterion))

function checkCriterion(plan: Plan, criterion: Criterion): void {
  const { id, model, metric, each } = criterion
  if (model === undefined || homeOf(metric) === 'explanation') return
  if (!judgesModel(plan, criterion))
    throw new AssayError('plan/unknown-model', { model, where: `criterion ${id}`, known: comparedModels(plan).join(', ') || 'none' })
  const asked = typeof each === 'string' ? [each] : (each ?? [])
  const isSame = (crossing: readonly string[]): boolean =>
    crossing.length === asked.length && asked.every((name) => crossing.includes(name))
  const groups = [...attributesOf(plan).map((name) => [name]), ...plan.groups.crossings]
  if (asked.length > 0 && !groups.some(isSame))
    throw new AssayError('plan/needs', { what: `the groups of ${asked.join(' × ')} among "groups"`, because: `by the criterion ${id}` })
}

const roleOf = ({ columns }: Plan, role: Role): boolean => Object.values(columns).some((use) => use.role === role)

function checkChallenger(plan: Plan, challenger: Challenger, manifest: DatasetManifest): void {
  const where = `${WHERE}, ${challenger.name}`
  checkSources(plan, challenger, manifest, where)
  const scored = challenger.score !== undefined || challenger.model !== undefined
  if (challenger.decide !== undefined && !scored)
    throw new AssayError('plan/needs', {
      what: `a score or a model for ${challenger.name}`,
      because: `because ${where} derives its decision from it`
    })
  const judged = roleOf(plan, 'decision') || rules(plan)
  if ((challenger.decision !== undefined || challenger.decide !== undefined) && !judged)
    throw new AssayError('plan/needs', {
      what: 'a column with the role decision, or "decide" under assessments.fairness or performance',
      because: `because ${where} has decisions to compare with those of the audited model`
    })
  const decides = challenger.decision !== undefined || challenger.decide !== undefined || (scored && rules(plan))
  if (!(decides && judged) && !(scored && roleOf(plan, 'score')))
    throw new AssayError('plan/needs', {
      what: 'a decision or a score of both models',
      because: `because ${where} has nothing that the audited model has too`
    })
}

/** Columns of the part, and models of the plan. */
function checkSources(plan: Plan, challenger: Challenger, { columns }: DatasetManifest, where: string): void {
  for (const column of [challenger.score, challenger.decision])
    if (column !== undefined && !columns.some(({ name }) => name === column))
      throw new AssayError('plan/unknown-column', {
        column,
        where,
        known: columns
          .slice(0, 12)
          .map(({ name }) => `"${name}"`)
          .join(', ')
      })
  const models = plan.models.map(({ name }) => name)
  if (challenger.model !== undefined && !models.includes(challenger.model))
    throw new AssayError('plan/unknown-model', { model: challenger.model, where, known: models.join(', ') || 'none' })
}

/** Whether decisions of the audited model follow from its score. */
const rules = (plan: Plan): boolean => !roleOf(plan, 'decision') && decisionRule(plan) !== undefined

function checkMetrics(plan: Plan, { metrics }: ComparisonPlan): void {
  for (const metric of metrics ?? [])
    if (metric !== 'selection_rate' && !roleOf(plan, 'label'))
      throw new AssayError('plan/needs', { what: 'a column with the role label', because: `for ${metric} of ${WHERE}` })
}
