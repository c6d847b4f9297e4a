import type { Measure } from '../../../../shared/model/measure'
import type { MetricId } from '../../../../shared/model/metrics'
import { figures, type View } from '../../../../shared/reading/view'
import { atText, comparedText, specOf, VERDICT } from '../../../../shared/words/words'
import type { Cell, ColumnSpec, Table } from '../blocks'
import { decimal, left, table } from '../build'
import { powerOfTen } from '../figure'

/** A row a place (feature, group …), a column or three a metric: estimate and, where any has one, its interval. */
export function measureTable(
  view: View,
  caption: string,
  placeTitle: string,
  placeOf: (measure: Measure) => string,
  metrics: readonly { metric: MetricId; title: string }[],
  measures: readonly Measure[]
): Table {
  const places = [...new Set(measures.map(placeOf))]
  const of = (place: string, metric: MetricId): Measure | undefined => measures.find((m) => m.metric === metric && placeOf(m) === place)
  const shown = metrics
    .filter(({ metric }) => measures.some((m) => m.metric === metric))
    .map((one) => ({ ...one, limits: measures.some((m) => m.metric === one.metric && m.interval !== null) }))
  const judged = measures.some((m) => view.verdicts(m.id).length > 0)
  const columns: ColumnSpec[] = [
    left(placeTitle, 1.8),
    ...shown.flatMap(({ title, limits }) => [decimal(title), ...(limits ? [decimal('from'), decimal('to')] : [])]),
    ...(judged ? [left('Criterion')] : []),
    left('Evidence')
  ]
  const rows = places.map((place): Cell[] => {
    const found = shown.map(({ metric, limits }) => ({ measure: of(place, metric), limits }))
    const verdict = found.flatMap(({ measure }) => (measure === undefined ? [] : view.verdicts(measure.id)))[0]
    const evidence = found.flatMap(({ measure }) => (measure === undefined ? [] : [view.evidence(measure.id)]))
    return [
      place,
      ...found.flatMap(({ measure, limits }) => cellsOf(view, measure, limits)),
      ...(judged ? [verdict === undefined ? '' : { text: VERDICT[verdict.verdict], mark: verdict.verdict }] : []),
      evidence[0] ?? ''
    ]
  })
  const notes =
    shown.length > 1 ? [`Evidence: of ${shown[0]!.title.toLowerCase()}; section 10 has the other measures under the same name.`] : []
  return table(caption, columns, rows, { wide: true, notes })
}

function cellsOf(view: View, measure: Measure | undefined, limits: boolean): Cell[] {
  if (measure === undefined) return limits ? ['', '', ''] : ['']
  const { estimate, low, high } = figures(view, measure)
  return limits ? [estimate, low, high] : [estimate]
}

/** A measure's figure in a sentence; what rounds to nothing is told in a power of ten. */
export const figureOf = (view: View, measure: Measure): string =>
  measure.estimate !== null && Math.abs(measure.estimate) < 0.0005 ? powerOfTen(measure.estimate) : figures(view, measure).estimate

/** A row a measure, for measures of several kinds. */
export function measureList(view: View, caption: string, measures: readonly Measure[]): Table {
  const judged = measures.some((m) => view.verdicts(m.id).length > 0)
  const columns = [
    left('Measure', 2),
    left('Of', 1.6),
    decimal('Estimate'),
    decimal('from'),
    decimal('to'),
    ...(judged ? [left('Criterion')] : []),
    left('Evidence')
  ]
  const rows = measures.map((measure): Cell[] => {
    const { estimate, low, high } = figures(view, measure)
    const [verdict] = view.verdicts(measure.id)
    const of = [measure.group === null ? '' : comparedText(measure), atText({ ...measure.at, part: undefined, model: undefined })]
    return [
      specOf(measure).name,
      of.filter((text) => text !== '').join('; ') || 'all rows',
      estimate,
      low,
      high,
      ...(judged ? [verdict === undefined ? '' : { text: VERDICT[verdict.verdict], mark: verdict.verdict }] : []),
      view.evidence(measure.id)
    ]
  })
  return table(caption, columns, rows, { wide: true })
}
