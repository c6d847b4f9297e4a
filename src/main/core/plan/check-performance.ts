import type { DatasetManifest } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { Plan } from '../../../shared/model/plan'

/** Refuses a performance section whose parts the data do not have, or that has nothing to compare. */
export function checkPerformance(plan: Plan, parts: ReadonlyMap<string, DatasetManifest>): void {
  const { performance } = plan.assessments
  if (!performance) return
  const known = [...parts.keys()].join(', ')
  for (const [part, where] of [
    [performance.part, 'assessments.performance'],
    [performance.reference, 'assessments.performance.reference']
  ] as const)
    if (part !== undefined && !parts.has(part)) throw new AssayError('plan/unknown-part', { part, where, known })
  if (performance.reference === performance.part)
    throw new AssayError('plan/twice', { what: `the part ${performance.part}`, where: 'assessments.performance: part and reference' })
  const roles = Object.values(plan.columns).map(({ role }) => role)
  if (!roles.includes('label'))
    throw new AssayError('plan/needs', { what: 'a column with the role label', because: 'to assess performance' })
  if (!roles.includes('decision') && !roles.includes('score'))
    throw new AssayError('plan/needs', { what: 'a column with the role decision or score', because: 'to assess performance' })
  const { detectors } = performance
  if (detectors.kswin !== false && detectors.kswin.window < 2 * detectors.kswin.recent)
    throw new AssayError('plan/needs', {
      what: 'a window of kswin at least twice as long as its latest values',
      because: 'to draw as many from the earlier ones'
    })
  if (performance.label_free && performance.reference === undefined)
    throw new AssayError('plan/needs', { what: 'assessments.performance.reference', because: 'to calibrate the scores for label_free' })
}
