import type { StatusReason } from '../../../shared/model/measure'
import type { Plan } from '../../../shared/model/plan'
import { holm } from '../stats/multiplicity'
import type { Estimate } from '../stats/estimate'
import type { NamedPlace, Naming } from '../stats/name-estimate'
import { nameEstimate } from '../stats/name-estimate'
import type { Quantity } from '../stats/quantity'

/** Where a quantity belongs; `over` names the attributes of its groups. */
export type Place = NamedPlace & { over: readonly string[] }

/** A quantity with its place, before tests are adjusted over their family. */
export type Draft = { place: Place; quantity: Quantity }

/** Tests of one metric within one attribute or crossing are one family. */
const familyOf = ({ metric, over, at }: Place): string => {
  const where = [at.control, at.class === undefined ? undefined : `class ${at.class}`].filter((part) => part !== undefined)
  return [`${metric} within ${over.join(' × ')}`, ...where].join(', ')
}

/** Measures in order of their ids, each id once; p-values with Holm's adjustment. */
export function nameAll(naming: Naming, drafts: readonly Draft[]): Estimate[] {
  const families = new Map<string, Draft[]>()
  const once = new Map<string, Draft & { estimate: Estimate }>()
  for (const draft of drafts) {
    const estimate = nameEstimate(naming, draft.place, draft.quantity)
    if (!once.has(estimate.measure.id)) once.set(estimate.measure.id, { ...draft, estimate })
  }
  for (const draft of once.values())
    if (draft.quantity.test) families.set(familyOf(draft.place), [...(families.get(familyOf(draft.place)) ?? []), draft])
  const adjusted = naming.plan.inference.kind === 'census' ? new Map<Draft, number>() : adjustedOf(families)
  return [...once.values()]
    .map((draft) => withTest(draft, adjusted.get(draft), families))
    .sort((a, b) => (a.measure.id < b.measure.id ? -1 : 1))
}

function adjustedOf(families: ReadonlyMap<string, readonly Draft[]>): Map<Draft, number> {
  return new Map(
    [...families.values()].flatMap((family) =>
      holm(family.map(({ quantity }) => quantity.test!.p)).map((p, i): [Draft, number] => [family[i]!, p])
    )
  )
}

function withTest(
  { place, quantity, estimate }: Draft & { estimate: Estimate },
  adjusted: number | undefined,
  families: ReadonlyMap<string, readonly Draft[]>
): Estimate {
  if (quantity.test === undefined || adjusted === undefined) return estimate
  const family = familyOf(place)
  return { ...estimate, measure: { ...estimate.measure, test: { ...quantity.test, adjusted, family, m: families.get(family)!.length } } }
}

export const undefinedDraft = (place: Place, reason: StatusReason): Draft => ({
  place,
  quantity: { estimate: null, reason, interval: null, limits: null, n: { group: 0, reference: null } }
})

export const isSmallIn = (plan: Plan, rows: number): boolean => rows < plan.minimum_group_size
