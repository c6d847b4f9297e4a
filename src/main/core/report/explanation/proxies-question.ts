import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Block } from '../blocks'
import { cut, note, topic } from '../build'
import { exhibitTable } from '../exhibit-table'
import { measureList } from './measure-table'
import type { ModelView } from './model-view'

/** What the features say about protected attributes, and what becomes of the impact ratio without each. */
export function proxiesQuestion({ view, measures, exhibits }: ModelView): Block[] {
  const tables = exhibits.filter((one): one is ExhibitOf<'table'> => one.kind === 'table' && one.id.includes('proxies'))
  if (tables.length === 0) return []
  const joint = measures.filter((m) => m.metric === 'joint_proxy_auc' || m.metric === 'model_impact_ratio')
  const judged = measures.filter(
    (m) => ['proxy_auc', 'proxy_information', 'neutralised_impact_ratio'].includes(m.metric) && view.verdicts(m.id).length > 0
  )
  return [
    topic('Do features stand for protected attributes?'),
    ...tables.map((one) => exhibitTable(one)),
    ...(joint.length === 0 ? [] : [cut(measureList(view, 'All features together, and the model’s own impact ratio', joint), 40)]),
    ...(judged.length === 0 ? [] : [measureList(view, 'Proxies with a criterion', judged)]),
    note(
      'That a feature predicts an attribute does not say that the model uses it so; that it does not, alone, does not say that several together do not.'
    )
  ]
}
