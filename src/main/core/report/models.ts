import { count } from '../../../shared/words/format'
import type { View } from '../../../shared/reading/view'
import { grouped } from '../evidence/digest'
import type { Block, Cell } from './blocks'
import { code, left, right, subsection, table } from './build'

/** Model files that were read, where the plan names any. */
export function models({ report }: View): Block[] {
  if (report.models.length === 0) return []
  const rows = report.models.map(({ name, file, sha256, library, features, output }): Cell[] => [
    name,
    file,
    code(grouped(sha256)),
    library,
    count(features),
    output
  ])
  const columns = [left('Model', 1.2), left('File', 1.6), left('SHA-256', 3.4), left('Written by', 1.4), right('Features'), left('Output')]
  return [
    subsection('Models'),
    table('Model files', columns, rows, {
      wide: true,
      notes: ['Files are parsed and never run. Output: the one whose scores are looked at; they are computed anew from the data.']
    })
  ]
}
