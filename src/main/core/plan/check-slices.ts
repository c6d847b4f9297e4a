import type { SlicedMetric } from '../../../shared/model/assessments/slices'
import type { DatasetManifest, Role } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { Plan } from '../../../shared/model/plan'
import { decisionRule } from '../columns/decision-rule'
import { slicedMetric } from '../columns/sliced-metric'

/** Names that criteria use for slices that have none of their own. */
const TAKEN = ['found', 'each']

/** Refuses a search for slices whose part or outcome the data do not have, and criteria on slices where none are looked for. */
export function checkSlices(plan: Plan, parts: ReadonlyMap<string, DatasetManifest>): void {
  const { slices } = plan.assessments
  const judged = plan.criteria.find(({ slice }) => slice !== undefined)
  if (slices === undefined) {
    if (judged !== undefined) throw new AssayError('plan/needs', { what: 'assessments.slices', because: `by the criterion ${judged.id}` })
    return
  }
  if (!parts.has(slices.part))
    throw new AssayError('plan/unknown-part', { part: slices.part, where: 'assessments.slices', known: [...parts.keys()].join(', ') })
  const roles = Object.values(plan.columns).map(({ role }) => role)
  for (const role of needed(slicedMetric(plan), decisionRule(plan) !== undefined))
    if (!roles.includes(role))
      throw new AssayError('plan/needs', { what: `a column with the role ${role}`, because: `for assessments.slices` })
  if (slices.columns === undefined && !roles.some((role) => CROSSED.includes(role)))
    throw new AssayError('plan/needs', {
      what: 'a column with the role feature, protected or control',
      because: 'to be crossed by assessments.slices'
    })
  const names = slices.named.map(({ name }) => name)
  const twice = names.find((name, at) => names.indexOf(name) < at || TAKEN.includes(name))
  if (twice !== undefined) throw new AssayError('plan/twice', { what: `the slice "${twice}"`, where: 'assessments.slices.named' })
}

const CROSSED: readonly Role[] = ['feature', 'protected', 'control']

/** Roles without which the metric does not exist; `ruled`: decisions follow from scores. */
function needed(metric: SlicedMetric, ruled: boolean): Role[] {
  const decision: Role[] = ruled ? ['score'] : ['decision']
  switch (metric) {
    case 'selection_rate':
      return decision
    case 'brier':
    case 'log_loss':
    case 'mae':
      return ['label', 'score']
    default:
      return ['label', ...decision]
  }
}
