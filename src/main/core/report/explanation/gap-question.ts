import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { figures } from '../../../../shared/reading/view'
import { comparedText } from '../../../../shared/words/words'
import type { Block } from '../blocks'
import { cut, note, paragraph, topic } from '../build'
import type { ModelView } from './model-view'
import { measureTable } from './measure-table'
import { waterfallOf } from './waterfall'
import { waterfallTable } from '../exhibit-table'

const MOST_PICTURES = 6

/** To which features the gap between two groups is attributed, widest gap first. */
export function gapQuestion({ view, measures, exhibits }: ModelView): Block[] {
  const gaps = measures.filter((m) => m.metric === 'margin_gap').sort((a, b) => Math.abs(b.estimate ?? 0) - Math.abs(a.estimate ?? 0))
  if (gaps.length === 0) return []
  const judged = gaps.filter((m) => m.status.code === 'ok')
  const shown = judged.slice(0, MOST_PICTURES).flatMap((gap) => {
    const picture = exhibits.find(
      (one): one is ExhibitOf<'waterfall'> => one.kind === 'waterfall' && one.id.includes('/gap%2F') && isSame(one.group, gap.group)
    )
    const parts = measures.filter(
      (m) => m.metric === 'margin_gap_contribution' && isSame(m.group, gap.group) && view.verdicts(m.id).length > 0
    )
    const { estimate, interval } = figures(view, gap)
    return [
      ...(picture === undefined ? [] : [waterfallOf(picture, picture.title), waterfallTable(picture)]),
      paragraph(`The gap of ${comparedText(gap)} is ${estimate} (interval ${interval}), ${view.evidence(gap.id)}; the steps add up to it.`),
      ...(parts.length === 0
        ? []
        : [
            measureTable(
              view,
              'Parts of the gap with a criterion',
              'Feature',
              (m) => m.at.feature ?? '',
              [{ metric: 'margin_gap_contribution', title: 'Part' }],
              parts
            )
          ])
    ]
  })
  const all = measureTable(view, 'Gaps of mean margins', 'Group', (m) => comparedText(m), [{ metric: 'margin_gap', title: 'Gap' }], gaps)
  return [
    topic('Why is a group scored lower?'),
    cut(all, 40),
    ...shown,
    note(
      'A step is the difference of the groups’ mean contributions of a feature. It is attributed by the model, not a cause: a feature can stand for what no column shows.'
    )
  ]
}

const isSame = (a: Record<string, string | null> | null, b: Record<string, string | null> | null): boolean =>
  a !== null && b !== null && Object.keys(a).length === Object.keys(b).length && Object.entries(a).every(([key, value]) => b[key] === value)
