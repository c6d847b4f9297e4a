import type { Measure } from '../../../../shared/model/measure'
import type { MetricId } from '../../../../shared/model/metrics'
import type { Block } from '../blocks'
import { cut, note, paragraph, topic } from '../build'
import { exhibitTable } from '../exhibit-table'
import type { ModelView } from './model-view'
import { figureOf, measureTable } from './measure-table'
import { swarmOf } from './swarm'

type Importances = { caption: string; columns: readonly { metric: MetricId; title: string }[] }

/** Two tables: side by side all of them leave no room for a feature's name. */
const TABLES: readonly Importances[] = [
  {
    caption: 'Importance of the features, by contributions and in training',
    columns: [
      { metric: 'mean_absolute_contribution', title: 'Mean |contribution|' },
      { metric: 'contribution_share', title: 'Share' },
      { metric: 'gain_share', title: 'Gain' }
    ]
  },
  {
    caption: 'Importance of the features, by permutation',
    columns: [
      { metric: 'permutation_importance', title: 'Permutation' },
      { metric: 'permutation_importance_conditional', title: 'Within subgroups' }
    ]
  }
]
const MOST_ROWS = 20

/** What the scores rest on, and whether the measures of it agree. */
export function importanceQuestion({ view, measures, exhibit }: ModelView): Block[] {
  const metrics = TABLES.flatMap(({ columns }) => columns.map(({ metric }) => metric))
  const of = metrics.flatMap((metric) => measures.filter((m) => m.metric === metric))
  if (of.length === 0) return []
  const order = of.filter((m) => m.metric === 'mean_absolute_contribution').sort((a, b) => (b.estimate ?? 0) - (a.estimate ?? 0))
  const features = order.map((m) => m.at.feature)
  const sorted = [...of].sort((a, b) => features.indexOf(a.at.feature) - features.indexOf(b.at.feature))
  const swarm = exhibit('swarm', 'contributions')
  const agreement = exhibit('grid', 'agreement')
  return [
    topic('What do the scores rest on?'),
    ...(swarm === undefined ? [] : [swarmOf(swarm, swarm.title), ...swarm.notes.map(note)]),
    ...TABLES.flatMap(({ caption, columns }) => {
      const mine = sorted.filter((m) => columns.some(({ metric }) => metric === m.metric))
      const whole = measureTable(view, caption, 'Feature', (m) => m.at.feature ?? '', columns, mine)
      return mine.length === 0 ? [] : [cut(whole, MOST_ROWS)]
    }),
    paragraph(additivity({ view, measures })),
    ...(agreement === undefined ? [] : [exhibitTable(agreement), ...agreement.notes.map(note)])
  ]
}

function additivity({ view, measures }: Pick<ModelView, 'view' | 'measures'>): string {
  const text = (metric: MetricId): string => {
    const found = measures.find((m): m is Measure => m.metric === metric)
    if (found === undefined) return 'a number not known'
    return `${figureOf(view, found)} (${view.evidence(found.id)})`
  }
  return `The contributions of a row and the bias add up to its margin within ${text('additivity_residual')}; the largest standard error of a contribution is ${text('contribution_error')}.`
}
