import { grouped } from '../evidence/digest'
import type { Block } from './blocks'
import { definitions, paragraph, section } from './build'
import type { View } from './view'

/** Section 11: what changed since an earlier report. */
export function changes({ plan }: View): Block[] {
  const earlier = plan.supersedes
  if (earlier === undefined)
    return [
      section(11, 'Changes and comparability'),
      paragraph('No earlier report is named. Nothing is compared, and no earlier figure is restated.')
    ]
  return [
    section(11, 'Changes and comparability'),
    definitions([
      { term: 'Supersedes', text: grouped(earlier.report), code: true },
      { term: 'Reason', text: earlier.reason }
    ]),
    paragraph(
      'The earlier report was not an input. Its figures are not compared with these and not restated: where model, data, plan, definition, threshold or program changed, a difference between the two reports is not a change of the model.'
    )
  ]
}
