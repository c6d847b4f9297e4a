import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'
import type { Exhibit, ExhibitOf } from '../../../shared/model/exhibit'
import type { Measure } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import type { Material } from '../assessment/choice'
import { sharing, wordingOf } from './reason-edits'

/** A share of the declined: its number, and the measure with its interval where the report has one. */
export type ReasonShare = { share: number | null; measure: Measure | null }

/** What the audit found of one reason: its share of all declined, and of those of each group in the order of the groups. */
export type AuditedReason = ReasonShare & {
  /** Null: features for which the plan stated none. */
  text: string | null
  features: string
  groups: readonly ReasonShare[]
}

export type AuditedReasons = {
  reasons: readonly AuditedReason[]
  groups: readonly { attribute: string; name: string }[]
  notice: ExhibitOf<'table'> | null
  /** Whether the reasons are complete, and whether they hold: share of the declined, with intervals. */
  deciding: readonly Measure[]
  /** How the table of reasons was made. */
  notes: readonly string[]
}

const OWN = ['reasons', 'reasons-by-group', 'notice']
const DECIDING: readonly MetricId[] = ['reason_coverage', 'reason_missing', 'first_reason_changes', 'reason_set_changes']

const lastOf = (id: string): string => id.split('/').at(-1) ?? ''
const isAbout = ({ assessment, at }: Pick<Exhibit | Measure, 'assessment' | 'at'>, model: string): boolean =>
  assessment === 'explanation' && (at.model ?? '') === model

/** The pictures without those that the page of reasons shows. */
export const withoutReasons = (material: Material): Material => ({
  ...material,
  exhibits: material.exhibits.filter(({ id }) => !OWN.includes(lastOf(id)))
})

/** What the last audit found about reasons; null where its plan stated none or nobody was declined. */
export function auditedReasons({ measures, exhibits }: Material, audited: ExplanationPlan, model: string): AuditedReasons | null {
  const find = <K extends Exhibit['kind']>(kind: K, id: string): ExhibitOf<K> | null =>
    exhibits.find((one): one is ExhibitOf<K> => one.kind === kind && isAbout(one, model) && lastOf(one.id) === id) ?? null
  const table = find('table', 'reasons')
  if (table === null) return null
  const byGroup = find('grid', 'reasons-by-group')
  const frequencies = measures.filter((m) => m.metric === 'reason_frequency' && isAbout(m, model))
  const groups = (byGroup?.rows.labels ?? []).map(splitLabel)
  const texts = new Set(Object.keys(audited.reasons).map((feature) => wordingOf(audited, feature)?.text))
  const reasons = table.rows.map(([number, said, features, share]): AuditedReason => {
    const text = texts.has(String(said)) ? String(said) : null
    const codes = text === null ? [] : sharing(audited, text).map((feature) => wordingOf(audited, feature)?.code)
    const names = new Set([...codes, text ?? String(features)])
    const column = byGroup?.columns.labels.indexOf(String(number)) ?? -1
    const own = frequencies.filter((m) => names.has(m.at.feature ?? ''))
    return {
      text,
      features: String(features),
      share: typeof share === 'number' ? share : null,
      measure: own.find(({ group }) => group === null) ?? null,
      groups: groups.map(({ attribute, name }, at) => ({
        share: byGroup?.values[at]?.[column] ?? null,
        measure: own.find(({ group }) => group?.[attribute] === name) ?? null
      }))
    }
  })
  return {
    reasons,
    groups,
    notice: find('table', 'notice'),
    deciding: DECIDING.flatMap((metric) => measures.filter((m) => m.metric === metric && isAbout(m, model))),
    notes: [...table.notes, ...(byGroup?.notes ?? [])]
  }
}

/** "Black (race)": the attribute is what stands in the last brackets. */
function splitLabel(label: string): { attribute: string; name: string } {
  const [, name, attribute] = /^([\s\S]*) \(([\s\S]*)\)$/.exec(label) ?? ['', label, '']
  return { attribute: attribute ?? '', name: name ?? label }
}

/** Features that can have a reason: those of the model as the audit ranked them, groups of features among them, and what either plan names besides. */
export function featuresOf({ measures }: Material, found: AuditedReasons | null, plan: ExplanationPlan, model: string): string[] {
  const ranked = measures
    .filter((m) => m.metric === 'mean_absolute_contribution' && isAbout(m, model))
    .sort((a, b) => (b.estimate ?? 0) - (a.estimate ?? 0))
    .flatMap(({ at }) => (at.feature === undefined ? [] : [at.feature]))
  const gaps = (found?.reasons ?? []).flatMap(({ text, features }) => (text === null ? [features] : []))
  return [...new Set([...ranked, ...gaps, ...Object.keys(plan.reasons)])]
}

/** What the audit found of the reason that a feature had then. */
export function reasonOfFeature(found: AuditedReasons | null, audited: ExplanationPlan, feature: string): AuditedReason | null {
  const text = wordingOf(audited, feature)?.text ?? null
  return (
    found?.reasons.find((reason) =>
      text === null ? reason.text === null && reason.features === feature : reason.text === text && isOf(reason, feature)
    ) ?? null
  )
}

const isOf = ({ features }: AuditedReason, feature: string): boolean => `, ${features}, `.includes(`, ${feature}, `)
