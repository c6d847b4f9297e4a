import type { PlanEdit } from '../../../shared/contract/plan'
import type { ExplanationPlan } from '../../../shared/model/assessments/explanation'

/** What a notice says, and the creditor's code for it. */
export type Wording = { text: string; code: string | null }

export const FREEDOMS = ['either', 'never', 'only_up', 'only_down'] as const
/** Which way a person could change a feature. */
export type Freedom = (typeof FREEDOMS)[number]
type Limited = Exclude<Freedom, 'either'>
const LIMITED: readonly Limited[] = ['never', 'only_up', 'only_down']

type Planned = Pick<ExplanationPlan, 'reasons' | 'changes'>

const AT = ['assessments', 'explanation']

/** The reason that the plan states for a feature; null where it states none. */
export function wordingOf({ reasons }: Pick<Planned, 'reasons'>, feature: string): Wording | null {
  const given = Object.hasOwn(reasons, feature) ? reasons[feature] : undefined
  if (given === undefined) return null
  return { text: given.text, code: 'code' in given && typeof given.code === 'string' ? given.code : null }
}

/** Features whose reason has the same words: a notice counts them as one. */
export const sharing = (plan: Pick<Planned, 'reasons'>, text: string): string[] =>
  Object.keys(plan.reasons).filter((feature) => wordingOf(plan, feature)?.text === text)

/** Other words for a feature's reason; empty: no reason. Words that another feature has bring its code along, since both are then one reason. */
export function textEdits(plan: Planned, feature: string, wanted: string): PlanEdit[] {
  const text = wanted.trim()
  const before = wordingOf(plan, feature)
  if (text === (before?.text ?? '')) return []
  if (text === '') return [{ path: [...AT, 'reasons', feature], value: undefined }]
  const [other] = sharing(plan, text)
  const code = other === undefined ? (before?.code ?? null) : (wordingOf(plan, other)?.code ?? null)
  if (before !== null && before.code !== null && before.code === code) return [{ path: [...AT, 'reasons', feature, 'text'], value: text }]
  return stated(plan, feature, code === null ? text : { code, text })
}

/** Another code for a feature's reason, and for all that share its words. */
export function codeEdits(plan: Planned, feature: string, wanted: string): PlanEdit[] {
  const code = wanted.trim()
  const before = wordingOf(plan, feature)
  if (before === null || code === (before.code ?? '')) return []
  return sharing(plan, before.text).flatMap((one) => {
    const has = wordingOf(plan, one)?.code ?? null
    if (has === code) return []
    if (code === '') return has === null ? [] : [{ path: [...AT, 'reasons', one, 'code'], value: undefined }]
    return has === null ? stated(plan, one, { code, text: before.text }) : [{ path: [...AT, 'reasons', one, 'code'], value: code }]
  })
}

/** The first reason of a plan makes the list as well, so that the rest of its source stays as it is. */
const stated = ({ reasons }: Planned, feature: string, value: unknown): PlanEdit[] =>
  Object.keys(reasons).length === 0
    ? [{ path: [...AT, 'reasons'], value: { [feature]: value } }]
    : [{ path: [...AT, 'reasons', feature], value }]

export const freedomOf = ({ changes }: Pick<Planned, 'changes'>, feature: string): Freedom =>
  LIMITED.find((way) => changes[way].includes(feature)) ?? 'either'

/** A feature's place in the three lists of what a person could change. */
export function freedomEdits({ changes }: Planned, feature: string, wanted: Freedom): PlanEdit[] {
  const after = (way: Limited): string[] => [...changes[way].filter((one) => one !== feature), ...(way === wanted ? [feature] : [])]
  const lists = LIMITED.filter((way) => changes[way].includes(feature) !== (way === wanted))
  const said = Object.fromEntries(LIMITED.flatMap((way) => (after(way).length === 0 ? [] : [[way, after(way)]])))
  if (lists.length === 0) return []
  if (LIMITED.every((way) => changes[way].length === 0) || Object.keys(said).length === 0)
    return [{ path: [...AT, 'changes'], value: Object.keys(said).length === 0 ? undefined : said }]
  return lists.map((way) => ({ path: [...AT, 'changes', way], value: said[way] }))
}

/** Whether what was audited would come out otherwise by this plan: other reasons, another number of them, other limits to changes. */
export function reasonsDiffer(plan: ExplanationPlan, audited: ExplanationPlan): boolean {
  const meaning = (of: ExplanationPlan): string =>
    JSON.stringify([
      Object.keys(of.reasons)
        .sort()
        .map((feature) => [feature, wordingOf(of, feature)]),
      of.most_reasons,
      LIMITED.map((way) => [...of.changes[way]].sort()),
      Object.entries(of.feature_groups).sort(([a], [b]) => (a < b ? -1 : 1))
    ])
  return meaning(plan) !== meaning(audited)
}
