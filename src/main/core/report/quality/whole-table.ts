import type { Measure } from '../../../../shared/model/measure'
import type { MetricId } from '../../../../shared/model/metrics'
import { remarkText, referenceText, specOf, VERDICT } from '../../../../shared/words/words'
import type { Block, Cell } from '../blocks'
import { decimal, left, right, table, topic } from '../build'
import { figures, type View } from '../../../../shared/reading/view'

const NOT_HERE: readonly MetricId[] = ['columns_missing', 'columns_extra', 'columns_retyped', 'columns_reordered']

/** Measures of all rows, one a line. */
export function wholeTable(view: View, measures: readonly Measure[], caption: string): Block[] {
  const shown = measures.filter((m) => !NOT_HERE.includes(m.metric))
  if (shown.length === 0) return []
  const judged = shown.some((m) => view.verdicts(m.id).length > 0)
  const columns = [
    left('Measure', 2.4),
    left('Against'),
    right('n'),
    decimal('Estimate'),
    decimal('from'),
    decimal('to'),
    ...(judged ? [left('Criterion')] : []),
    left('Remarks', 1.4),
    left('Evidence')
  ]
  const rows = shown.map((m): Cell[] => {
    const { n, estimate, low, high } = figures(view, m)
    const [verdict] = view.verdicts(m.id)
    return [
      specOf(m).name,
      referenceText(m.reference),
      n,
      estimate,
      low,
      high,
      ...(judged ? [verdict === undefined ? '' : { text: VERDICT[verdict.verdict], mark: verdict.verdict }] : []),
      remarkText(m),
      view.evidence(m.id)
    ]
  })
  return [topic('Do rows, ids and times hold together?'), table(caption, columns, rows, { wide: true })]
}
