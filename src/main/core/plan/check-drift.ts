import { AssayError } from '../../../shared/model/errors'
import { homeOf } from '../../../shared/model/metrics'
import { isOfNumbers } from '../../../shared/model/metrics/drift'
import type { Plan } from '../../../shared/model/plan'
import type { DatasetManifest } from '../../../shared/model/dataset'

type Parts = ReadonlyMap<string, DatasetManifest>

const GROUPED = ['protected', 'control', 'feature']

/** Refuses a drift section that the data cannot serve. */
export function checkDrift(plan: Plan, parts: Parts): void {
  const { drift } = plan.assessments
  if (drift === undefined) return
  const known = [...parts.keys()].map((part) => `"${part}"`).join(', ')
  for (const side of ['reference', 'current'] as const)
    if (!parts.has(drift[side])) throw new AssayError('plan/unknown-part', { part: drift[side], where: `assessments.drift.${side}`, known })
  if (drift.reference === drift.current)
    throw new AssayError('plan/twice', { what: `the part "${drift.current}"`, where: 'assessments.drift: reference and current' })
  if (isOfNumbers(drift.primary.category))
    throw new AssayError('plan/needs', {
      what: 'a distance of categories under assessments.drift.primary.category',
      because: `as ${drift.primary.category} is one of numbers`
    })
  const foreign = drift.bias.find((metric) => homeOf(metric) !== 'fairness')
  if (foreign !== undefined)
    throw new AssayError('plan/needs', { what: 'a fairness metric under assessments.drift.bias', because: `as ${foreign} is none` })
  if (drift.bias.length > 0 && drift.windows === undefined)
    throw new AssayError('plan/needs', { what: 'assessments.drift.windows', because: 'to follow fairness measures window by window' })
  checkColumns(plan, drift, parts)
}

type Drift = NonNullable<Plan['assessments']['drift']>

/** Columns that the section names, and where. */
function named({ by, fixed_bins, decomposition, multivariate, windows, attributions }: Drift): { column: string; where: string }[] {
  const lists: Record<string, readonly string[]> = {
    by,
    fixed_bins: Object.keys(fixed_bins),
    'decomposition.by': decomposition?.by ?? [],
    'multivariate.columns': multivariate === false ? [] : (multivariate.columns ?? []),
    attributions: Object.values(attributions),
    'windows.time': windows?.time === undefined ? [] : [windows.time]
  }
  return Object.entries(lists).flatMap(([where, columns]) => columns.map((column) => ({ column, where: `assessments.drift.${where}` })))
}

function checkColumns(plan: Plan, drift: Drift, parts: Parts): void {
  const names = (parts.get(drift.current)?.columns ?? []).map(({ name }) => name)
  const unknown = named(drift).find(({ column }) => !names.includes(column))
  if (unknown !== undefined)
    throw new AssayError('plan/unknown-column', {
      ...unknown,
      known: names
        .slice(0, 12)
        .map((name) => `"${name}"`)
        .join(', ')
    })
  for (const column of drift.by) {
    const role = plan.columns[column]?.role
    if (role === undefined || !GROUPED.includes(role))
      throw new AssayError('plan/wrong-role', { column, where: 'assessments.drift.by', needed: GROUPED.join(' or '), role: role ?? 'none' })
  }
}
