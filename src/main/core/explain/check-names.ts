import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
import { AssayError } from '../../../shared/model/errors'

/**
 * Refuses groups and reasons of features that no explained model has, a feature in two groups, and a group with another feature's name: a slip of the
 * pen would else leave a feature out or count it twice. `features`: of all explained models.
 */
export function checkNames(explanation: Pick<ExplanationPlan, 'feature_groups' | 'reasons'>, features: readonly string[]): void {
  const known = new Set(features)
  const groups = Object.entries(explanation.feature_groups)
  const listed = [...known].slice(0, 30).join(', ')
  const unknown = (name: string, where: string): AssayError =>
    new AssayError('plan/unknown-feature', { feature: name, where: `assessments.explanation.${where}`, known: listed })
  const groupOf = new Map<string, string>()
  for (const [group, members] of groups) {
    if (known.has(group) && !members.includes(group)) throw twice(`the name "${group}", of a feature and of a group,`)
    for (const member of members) {
      if (!known.has(member)) throw unknown(member, 'feature_groups')
      if (groupOf.has(member)) throw twice(`the feature "${member}"`)
      groupOf.set(member, group)
    }
  }
  for (const name of Object.keys(explanation.reasons))
    if (!known.has(name) && !(name in explanation.feature_groups)) throw unknown(name, 'reasons')
}

const twice = (what: string): AssayError => new AssayError('plan/twice', { what, where: 'assessments.explanation.feature_groups' })
