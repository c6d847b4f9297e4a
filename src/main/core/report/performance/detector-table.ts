import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Measure } from '../../../../shared/model/measure'
import { figures, type View } from '../../../../shared/reading/view'
import { detectorName } from '../../../../shared/words/detectors'
import { NONE } from '../../../../shared/words/format'
import type { Block, Cell } from '../blocks'
import { left, note, right, table, topic } from '../build'

const SOURCE =
  'ADWIN: Bifet & Gavaldà 2007; DDM: Gama et al. 2004; EDDM: Baena-García et al. 2006; Page–Hinkley: Page 1954; KSWIN: Raab et al. 2020. They give no p-value; how often each fires where nothing changes stands beside it.'
const MOST_DATES = 8

/** One line a detector: how often it fired, when, and how often it does so for nothing. */
export function detectorTable(view: View, measures: readonly Measure[]): Block[] {
  const counts = measures.filter((m) => m.metric === 'change_points')
  const found = view.report.exhibits.find(
    (one): one is ExhibitOf<'table'> => one.kind === 'table' && one.assessment === 'performance' && one.id.includes('/change-points/')
  )
  if (counts.length === 0 || found === undefined) return []
  const rows = counts.map((m): Cell[] => {
    const name = m.at.of ?? ''
    const length = measures.find((one) => one.metric === 'false_alarm_run_length' && one.at.of === name)
    const own = found.rows.filter(([detector]) => detector === detectorName(name))
    const dates = own.slice(0, MOST_DATES).map(([, , , when]) => String(when))
    return [
      detectorName(name),
      parametersOf(view, name),
      figures(view, m).estimate,
      dates.length === 0 ? 'none' : `${dates.join(', ')}${own.length > MOST_DATES ? ' …' : ''}`,
      lengthText(view, length),
      [m, length].flatMap((one) => (one === undefined ? [] : [view.evidence(one.id)])).join(', ')
    ]
  })
  const columns = [
    left('Detector'),
    left('Parameters', 1.4),
    right('Alarms'),
    left('When', 2),
    right('Values to a false alarm'),
    left('Evidence')
  ]
  return [
    topic('Do the errors change?'),
    note(found.notes.join(' ')),
    table('Detectors of change on the stream of errors', columns, rows, { wide: true, notes: [SOURCE] })
  ]
}

/** As the plan has them, defaults filled in. */
function parametersOf({ plan }: View, name: string): string {
  const [, chosen] = Object.entries(plan.assessments.performance?.detectors ?? {}).find(([detector]) => detector === name) ?? []
  if (chosen === undefined || chosen === false) return ''
  return Object.entries(chosen)
    .map(([parameter, value]) => `${parameter.replaceAll('_', ' ')} ${value}`)
    .join(', ')
}

function lengthText(view: View, length: Measure | undefined): string {
  if (length === undefined) return NONE
  return length.status.reason === 'no-alarm' ? `none in ${figures(view, length).n}` : figures(view, length).estimate
}
