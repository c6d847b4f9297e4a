import type { Finding, FindingDraft, Severity } from '../../../shared/model/finding'
import type { Plan } from '../../../shared/model/plan'

export type Draft = FindingDraft

const GRAVEST: readonly Severity[] = ['critical', 'high', 'moderate', 'low']

export const atLeast = (severity: Severity, floor: Severity): Severity =>
  GRAVEST.indexOf(severity) <= GRAVEST.indexOf(floor) ? severity : floor

/** F-001 …: gravest first, then in the order given (criteria as in the plan, then the data); owner, response and due from the plan. */
export function numbered(drafts: readonly Draft[], plan: Plan): Finding[] {
  const sorted = GRAVEST.flatMap((severity) => drafts.filter((draft) => draft.severity === severity))
  return sorted.map(({ key, ...draft }, index) => {
    const id = `F-${String(index + 1).padStart(3, '0')}`
    const person = plan.findings[id] ?? plan.findings[key]
    return { id, ...draft, owner: person?.owner ?? null, response: person?.response ?? null, due: person?.due ?? null, status: 'open' }
  })
}
