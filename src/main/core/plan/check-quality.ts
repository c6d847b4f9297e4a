import type { DatasetManifest } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { Plan } from '../../../shared/model/plan'

/** Refuses a quality section whose parts or columns the data do not have. */
export function checkQuality({ assessments: { quality } }: Plan, parts: ReadonlyMap<string, DatasetManifest>): void {
  if (!quality) return
  const known = [...parts.keys()].join(', ')
  const open = parts.get(quality.part)
  if (open === undefined) throw new AssayError('plan/unknown-part', { part: quality.part, where: 'assessments.quality', known })
  if (quality.reference !== undefined && !parts.has(quality.reference))
    throw new AssayError('plan/unknown-part', { part: quality.reference, where: 'assessments.quality.reference', known })
  if (quality.reference === quality.part)
    throw new AssayError('plan/twice', { what: `the part ${quality.part}`, where: 'assessments.quality: part and reference' })
  const names = open.columns.map(({ name }) => name)
  for (const name of [...(quality.label_time === undefined ? [] : [quality.label_time]), ...quality.personal_data_known])
    if (!names.includes(name))
      throw new AssayError('plan/unknown-column', { column: name, where: 'assessments.quality', known: names.slice(0, 12).join(', ') })
}
