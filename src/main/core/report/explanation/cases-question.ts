import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Block } from '../blocks'
import { note, topic } from '../build'
import { exhibitTable, waterfallTable } from '../exhibit-table'
import type { ModelView } from './model-view'
import { waterfallOf } from './waterfall'

const OF_CASES = ['similar', 'change', 'lime']

/** Single cases: the score feature by feature, rows scored alike, and what would turn the decision. */
export function casesQuestion({ exhibits, exhibit }: ModelView): Block[] {
  const waterfalls = exhibits.filter((one): one is ExhibitOf<'waterfall'> => one.kind === 'waterfall' && one.id.includes('/case%2F'))
  const masked = exhibit('table', 'cases')
  if (masked !== undefined) return [topic(masked.title), ...masked.notes.map(note)]
  return waterfalls.flatMap((picture) => {
    const name = picture.end.label
    const tables = OF_CASES.flatMap((kind) =>
      exhibits.filter(
        (one): one is ExhibitOf<'table'> => one.kind === 'table' && one.id.endsWith(`/${encodeURIComponent(`${kind}/${name}`)}`)
      )
    )
    return [
      topic(`Why was ${name} scored so?`),
      waterfallOf(picture, picture.title),
      waterfallTable(picture),
      ...picture.notes.map(note),
      ...tables.map((one) => (one.rows.length === 0 ? note(`${one.title}: ${one.notes.join(' ')}`) : exhibitTable(one)))
    ]
  })
}
