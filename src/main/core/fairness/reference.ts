import { AssayError } from '../../../shared/model/errors'
import type { Plan } from '../../../shared/model/plan'
import { pick, RATE_MASKS } from './rates'
import type { GroupTable } from './roll-up'

/** The group that others are held against. `among`: the groups of which the data chose it by its selection rate, which its intervals must own up to. */
export type ReferenceGroup = { index: number; among: readonly number[] | null }

const PRESET = ['largest', 'most_favoured']

/**
 * The planned reference among the groups of a table: groups with the values the plan names, of these the largest (or the most favoured where the plan
 * says so for any attribute). Never the unknown group. Null where there is no group to refer to.
 */
export function plannedReference(plan: Plan, table: GroupTable): ReferenceGroup | null {
  const choices = table.over.map((name) => plan.groups.reference[name] ?? 'largest')
  const named = table.over.flatMap((name, i): [string, string][] => (PRESET.includes(choices[i]!) ? [] : [[name, choices[i]!]]))
  const candidates = table.groups.flatMap((group, i) =>
    i !== table.unknown && named.every(([name, value]) => group[name] === value) ? [i] : []
  )
  if (candidates.length === 0 && named.length > 0 && table.over.length === 1) refuse(table, named[0]!)
  return choices.includes('most_favoured') ? mostFavoured(table, eligible(plan, table, candidates)) : largest(table, candidates)
}

function refuse(table: GroupTable, [name, value]: [string, string]): never {
  const known = table.groups.flatMap((group) => group[name] ?? []).slice(0, 12)
  throw new AssayError('plan/unknown-value', { column: name, value, where: 'groups.reference', known: known.join(', ') })
}

/** Groups of the minimum size; they alone may be extremes. */
export const eligible = (plan: Plan, table: GroupTable, among = table.groups.map((_, i) => i)): number[] =>
  among.filter((i) => i !== table.unknown && table.rows[i]! >= plan.minimum_group_size)

function largest(table: GroupTable, candidates: readonly number[]): ReferenceGroup | null {
  let best = -1
  for (const i of candidates) if (best < 0 || table.rows[i]! > table.rows[best]!) best = i
  return best < 0 ? null : { index: best, among: null }
}

/** The group with the highest (weighted) selection rate; the first in order among equals. */
export function mostFavoured(table: GroupTable, candidates: readonly number[]): ReferenceGroup | null {
  const { numerator, denominator } = RATE_MASKS.selection_rate
  let [best, highest] = [-1, -1]
  for (const i of candidates) {
    const rate = pick(table.w, i, numerator) / pick(table.w, i, denominator)
    if (rate > highest) [best, highest] = [i, rate]
  }
  return best < 0 ? null : { index: best, among: candidates }
}
