import type { Measure } from '../../../../shared/model/measure'
import type { MetricId } from '../../../../shared/model/metrics'
import { figures } from '../../../../shared/reading/view'
import type { Block } from '../blocks'
import { cut, note, paragraph, topic } from '../build'
import { exhibitTable } from '../exhibit-table'
import type { ModelView } from './model-view'
import { measureTable } from './measure-table'
import { swarmOf } from './swarm'

const COLUMNS: readonly { metric: MetricId; title: string }[] = [
  { metric: 'mean_absolute_contribution', title: 'Mean |contribution|' },
  { metric: 'contribution_share', title: 'Share' },
  { metric: 'permutation_importance', title: 'Permutation' },
  { metric: 'permutation_importance_conditional', title: 'Conditional' },
  { metric: 'gain_share', title: 'Gain' }
]
const MOST_ROWS = 20

/** What the scores rest on, and whether the measures of it agree. */
export function importanceQuestion({ view, measures, exhibit }: ModelView): Block[] {
  const of = COLUMNS.flatMap(({ metric }) => measures.filter((m) => m.metric === metric))
  if (of.length === 0) return []
  const order = of.filter((m) => m.metric === 'mean_absolute_contribution').sort((a, b) => (b.estimate ?? 0) - (a.estimate ?? 0))
  const features = order.map((m) => m.at.feature)
  const sorted = [...of].sort((a, b) => features.indexOf(a.at.feature) - features.indexOf(b.at.feature))
  const swarm = exhibit('swarm', 'contributions')
  const agreement = exhibit('grid', 'agreement')
  return [
    topic('What do the scores rest on?'),
    ...(swarm === undefined ? [] : [swarmOf(swarm, swarm.title), ...swarm.notes.map(note)]),
    cut(
      measureTable(view, 'Importance of the features', 'Feature', (m) => m.at.feature ?? '', COLUMNS, sorted),
      MOST_ROWS
    ),
    paragraph(additivity({ view, measures })),
    ...(agreement === undefined ? [] : [exhibitTable(agreement), ...agreement.notes.map(note)])
  ]
}

function additivity({ view, measures }: Pick<ModelView, 'view' | 'measures'>): string {
  const text = (metric: MetricId): string => {
    const found = measures.find((m): m is Measure => m.metric === metric)
    if (found === undefined || found.estimate === null) return 'a number not known'
    const size = found.estimate > 0 && found.estimate < 0.0005 ? 'less than 0.001' : figures(view, found).estimate
    return `${found.estimate === 0 ? '0' : size} (${view.evidence(found.id)})`
  }
  return `The contributions of a row and the bias add up to its margin within ${text('additivity_residual')}; the largest standard error of a contribution is ${text('contribution_error')}.`
}
