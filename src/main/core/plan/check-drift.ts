import { AssayError } from '../../../shared/model/errors'
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
  checkColumns(plan, parts)
}

function checkColumns(plan: Plan, parts: Parts): void {
  const { drift } = plan.assessments
  if (drift === undefined) return
  const current = parts.get(drift.current)?.columns ?? []
  const named = [
    ...drift.by.map((column) => ({ column, where: 'assessments.drift.by' })),
    ...Object.keys(drift.fixed_bins).map((column) => ({ column, where: 'assessments.drift.fixed_bins' })),
    ...(drift.windows?.time === undefined ? [] : [{ column: drift.windows.time, where: 'assessments.drift.windows.time' }])
  ]
  for (const { column, where } of named)
    if (!current.some(({ name }) => name === column))
      throw new AssayError('plan/unknown-column', {
        column,
        where,
        known: current
          .slice(0, 12)
          .map(({ name }) => `"${name}"`)
          .join(', ')
      })
  for (const column of drift.by) {
    const role = plan.columns[column]?.role
    if (role === undefined || !GROUPED.includes(role))
      throw new AssayError('plan/wrong-role', { column, where: 'assessments.drift.by', needed: GROUPED.join(' or '), role: role ?? 'none' })
  }
}
