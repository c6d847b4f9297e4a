import type { Measure } from '../../../../shared/model/measure'
import type { MetricId } from '../../../../shared/model/metrics'
import { count, NONE } from '../../../../shared/words/format'
import { VERDICT } from '../../../../shared/words/words'
import type { Cell, ColumnSpec, Table } from '../blocks'
import { cut, decimal, left, right, table } from '../build'
import { figures, grouping, type View } from '../../../../shared/reading/view'

const SHOWN: readonly { metric: MetricId; title: string }[] = [
  { metric: 'missing_rate', title: 'Missing' },
  { metric: 'most_frequent_share', title: 'Most frequent' },
  { metric: 'unseen_category_share', title: 'Unseen' },
  { metric: 'out_of_range_share', title: 'Out of range' },
  { metric: 'tukey_outlier_share', title: 'Outliers' },
  { metric: 'personal_data_share', title: 'Personal data' }
]

/** One row a column of the part; kinds of measure that no column has are left out. */
export function columnTable(view: View, part: string, measures: readonly Measure[]): Table {
  const byColumn = grouping(measures, (m) => m.at.feature ?? '')
  const shown = SHOWN.filter(({ metric }) => measures.some((m) => m.metric === metric))
  const columns = view.report.data.find((one) => one.part === part)?.columns ?? []
  const judged = measures.some((m) => view.verdicts(m.id).length > 0)
  const specs: ColumnSpec[] = [
    left('Column', 1.6),
    left('Type'),
    right('Distinct'),
    ...shown.map(({ title }) => decimal(title)),
    ...(judged ? [left('Criterion')] : []),
    left('Evidence')
  ]
  const rows = columns.map(({ name, type, distinct, distinctAtLeast }): Cell[] => {
    const own = byColumn.get(name) ?? []
    const ofMetric = shown.map(({ metric }) => mostOf(own.filter((m) => m.metric === metric)))
    return [
      name,
      type,
      `${distinctAtLeast === true ? '≥ ' : ''}${count(distinct)}`,
      ...ofMetric.map((m) => (m === undefined ? '' : m.estimate === 0 ? '0' : figures(view, m).estimate)),
      ...(judged ? [verdictOf(view, own)] : []),
      ofMetric[0] === undefined ? NONE : view.evidence(ofMetric[0].id)
    ]
  })
  const notes = [
    'Shares are of the rows with a value, those missing of all rows. Evidence: of the missing rate; the others follow in section 10.'
  ]
  return cut(table('Columns of the part', specs, rows, { wide: true, notes }), 80)
}

/** Of a measure taken for several classes the greatest. */
const mostOf = (measures: readonly Measure[]): Measure | undefined =>
  [...measures].sort((a, b) => (b.estimate ?? -1) - (a.estimate ?? -1))[0]

const GRAVEST = ['fail', 'insufficient', 'pass'] as const

function verdictOf(view: View, measures: readonly Measure[]): Cell {
  const verdicts = measures.flatMap((m) => view.verdicts(m.id).map(({ verdict }) => verdict))
  const worst = GRAVEST.find((code) => verdicts.includes(code))
  return worst === undefined ? '' : { text: VERDICT[worst], mark: worst }
}
