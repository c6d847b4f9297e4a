import type { MetricId } from '../../../../shared/model/metrics'
import { figures } from '../../../../shared/reading/view'
import type { Block } from '../blocks'
import { note, paragraph, topic } from '../build'
import { exhibitTable } from '../exhibit-table'
import { measureList } from './measure-table'
import type { ModelView } from './model-view'

const DECIDING: readonly MetricId[] = ['reason_coverage', 'reason_missing', 'first_reason_changes', 'reason_set_changes']

/** What those who were declined would be told, whether all have a reason, and whether it holds. */
export function reasonsQuestion({ view, measures, exhibit }: ModelView): Block[] {
  const deciding = DECIDING.flatMap((metric) => measures.filter((m) => m.metric === metric))
  const table = exhibit('table', 'reasons')
  const byGroup = exhibit('grid', 'reasons-by-group')
  const notice = exhibit('table', 'notice')
  const withIntervals = measures.some(({ metric, group }) => metric === 'reason_frequency' && group !== null)
  const [coverage] = deciding
  if (coverage === undefined || table === undefined) return []
  return [
    topic('Which reasons would be given for unfavourable decisions?'),
    exhibitTable(table),
    ...(byGroup === undefined ? [] : [exhibitTable(byGroup), ...byGroup.notes.map(note)]),
    ...(withIntervals ? [note('The evidence index has the interval of each share, under “Frequency of a reason”.')] : []),
    measureList(view, 'Whether reasons are complete and hold against another background', deciding),
    paragraph(
      `Of ${figures(view, coverage).n} unfavourable decisions, ${figures(view, coverage).estimate} have a stated reason for each principal feature (${view.evidence(coverage.id)}).`
    ),
    ...(notice === undefined ? [] : [exhibitTable(notice)])
  ]
}
