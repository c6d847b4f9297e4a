import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
import type { Material } from '../assessment/choice'
import { featuresOf, reasonOfFeature, type AuditedReason, type AuditedReasons } from './audited-reasons'
import { sharing, wordingOf, type Wording } from './reason-edits'

/** A feature with the reason of the plan that is shown, beside what the last audit found. */
export type ReasonRow = {
  feature: string
  wording: Wording | null
  /** Of the reason that the feature had in the last audit. */
  last: AuditedReason | null
  changed: boolean
  /** Other features with the same words. */
  together: readonly string[]
}

/** Every feature that can have a reason, in the order of its contributions. */
export const reasonRows = (
  material: Material,
  plan: ExplanationPlan,
  audited: ExplanationPlan,
  found: AuditedReasons | null,
  model: string
): ReasonRow[] => featuresOf(material, found, plan, model).map((feature) => rowOf(feature, plan, audited, found))

function rowOf(feature: string, plan: ExplanationPlan, audited: ExplanationPlan, found: AuditedReasons | null): ReasonRow {
  const wording = wordingOf(plan, feature)
  const before = wordingOf(audited, feature)
  return {
    feature,
    wording,
    last: reasonOfFeature(found, audited, feature),
    changed: wording?.text !== before?.text || wording?.code !== before?.code,
    together: wording === null ? [] : sharing(plan, wording.text).filter((one) => one !== feature)
  }
}

/** What is to be known of a row; `known`: whether the audit found anything about reasons. */
export function remarkOf({ wording, changed, together, last }: ReasonRow, known: boolean): string {
  return [
    wording === null ? 'no reason stated' : '',
    together.length === 0 ? '' : `one reason with ${together.join(', ')}`,
    changed ? 'changed since the audit' : '',
    known && last === null && wording !== null && !changed ? 'no feature of this model' : ''
  ]
    .filter((part) => part !== '')
    .join('; ')
}
