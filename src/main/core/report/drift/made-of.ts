import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Measure } from '../../../../shared/model/measure'
import { groupPath } from '../../../../shared/model/measure-id'
import { METRICS } from '../../../../shared/model/metrics'
import { figures, grouping, type View } from '../../../../shared/reading/view'
import { groupValues } from '../../../../shared/words/words'
import type { Block, Cell } from '../blocks'
import { left, note, right, table, topic } from '../build'
import { waterfallOf } from '../explanation/waterfall'
import type { DriftView } from './drift-view'

const MOST_PICTURES = 3
const STEPS = ['', '_mix', '_model', '_unmatched'] as const

/** What the change of a rate is made of: mix of strata, rates within them. */
export function madeOfQuestion({ view, measures }: DriftView): Block[] {
  const exhibits = view.report.exhibits.filter(
    (one): one is ExhibitOf<'waterfall'> => one.kind === 'waterfall' && one.assessment === 'drift'
  )
  const parts = measures.filter(({ at, metric }) => at.control !== undefined && metric.includes('_change'))
  if (parts.length === 0) return []
  const changes = [...grouping(parts, ({ metric, group }) => `${metric.split('_change')[0] ?? ''} ${groupPath(group)}`).values()]
  const columns = [
    left('Group', 1.2),
    ...['In all', 'By mix of strata', 'Within strata', 'By strata of one part'].map((title) => ({ ...right(title), share: 1.3 })),
    left('Evidence')
  ]
  return [
    topic('Is it the mix or the model?'),
    ...exhibits.slice(0, MOST_PICTURES).map((exhibit) => waterfallOf(exhibit, exhibit.title)),
    {
      ...table(
        'Changes and what they are made of',
        columns,
        changes.map((of) => row(view, of)),
        { wide: true, notes: ['In brackets: intervals. The parts add up to the change.'] }
      ),
      heads: changes.flatMap((of, at) => (nameOf(of) === nameOf(changes[at - 1]) ? [] : [{ at, text: nameOf(of) }]))
    },
    note(
      `Strata: ${parts[0]?.at.control ?? ''}. An accounting of the change, not a cause; rows and rates of the strata are in drift-strata.csv.`
    )
  ]
}

/** What changed, without which part of the change. */
const nameOf = (of: readonly Measure[] | undefined): string =>
  of?.[0] === undefined ? '' : (METRICS[of[0].metric].name.split(':')[0] ?? '')

function row(view: View, of: readonly Measure[]): Cell[] {
  const [first] = of
  const at = (step: (typeof STEPS)[number]): Measure | undefined => of.find(({ metric }) => metric.endsWith(`_change${step}`))
  const text = (measure: Measure | undefined): string => {
    if (measure === undefined) return ''
    const { estimate, interval } = figures(view, measure)
    return measure.interval === null ? estimate : `${estimate}\n(${interval})`
  }
  const total = at('')
  return [groupValues(first?.group ?? null), ...STEPS.map((step) => text(at(step))), total === undefined ? '' : view.evidence(total.id)]
}
