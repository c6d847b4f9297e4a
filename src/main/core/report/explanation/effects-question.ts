import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { fixed, NONE, percent } from '../../../../shared/words/format'
import type { Block, Cell, Table } from '../blocks'
import { cut, decimal, left, note, right, table, topic } from '../build'
import { exhibitTable } from '../exhibit-table'
import { significant } from '../figure'
import { curvesOf } from './curves'
import { measureTable } from './measure-table'
import type { ModelView } from './model-view'

/** How the response moves with the features, and whether it keeps to the declared directions. */
export function effectsQuestion({ view, measures, exhibits, exhibit }: ModelView): Block[] {
  const curves = exhibits.filter((one): one is ExhibitOf<'curve'> => one.kind === 'curve')
  const pairs = exhibits.filter((one): one is ExhibitOf<'grid'> => one.kind === 'grid' && one.id.includes('two-way'))
  const masked = exhibit('table', 'two-way')
  const directions = measures.filter((m) => m.metric === 'monotonicity_violations')
  if (curves.length + pairs.length + directions.length === 0 && masked === undefined) return []
  const [first] = curves
  return [
    topic('How does the response move with the features?'),
    ...(first === undefined
      ? []
      : [curvesOf(curves, 'Effects of the features on the response'), cut(twin(curves), 60), ...first.notes.map(note)]),
    ...pairs.map((pair) => exhibitTable(pair)),
    ...(masked === undefined ? [] : [note(`${masked.title}: ${masked.notes.join(' ')}`)]),
    ...(directions.length === 0
      ? []
      : [
          measureTable(
            view,
            'Rows whose response moves against the declared direction',
            'Feature',
            (m) => `${m.at.feature ?? ''}, ${view.plan.assessments.explanation?.directions[m.at.feature ?? ''] ?? ''}`,
            [{ metric: 'monotonicity_violations', title: 'Rows against it' }],
            directions
          )
        ])
  ]
}

/** About seven places of each curve; all are in the JSON. */
function twin(curves: readonly ExhibitOf<'curve'>[]): Table {
  const rows = curves.flatMap(({ x, series, density }) => {
    const count = x.numbers?.length ?? x.labels?.length ?? 0
    const step = Math.max(1, Math.ceil((count - 1) / 6))
    const [mean, local] = series
    return Array.from({ length: count }, (_, i) => i)
      .filter((i) => i % step === 0 || i === count - 1)
      .map((i): Cell[] => [
        x.title,
        x.numbers === null ? (x.labels?.[i] ?? '') : placeOf(x.numbers[i]!),
        density?.[i] === undefined ? NONE : percent(density[i], 1),
        ...shown(mean, i),
        ...shown(local?.low === null ? undefined : local, i)
      ])
  })
  return table(
    'Effects of the features on the response, at some places',
    [
      left('Feature', 1.4),
      right('Place'),
      decimal('Share of rows'),
      decimal('Partial dependence'),
      decimal('from'),
      decimal('to'),
      decimal('Local effects'),
      decimal('from'),
      decimal('to')
    ],
    rows,
    { wide: true }
  )
}

const placeOf = (x: number): string => (Number.isInteger(x) ? fixed(x, 0) : significant(x))
const shown = (series: ExhibitOf<'curve'>['series'][number] | undefined, i: number): Cell[] => [
  show(series?.values[i]),
  show(series?.low?.[i]),
  show(series?.high?.[i])
]
const show = (value: number | null | undefined): string => (value === null || value === undefined ? NONE : significant(value))
