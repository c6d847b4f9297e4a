import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { count } from '../../../../shared/words/format'
import { about, nothing, type Output, type Topic } from '../input'

const NEEDS_MODEL =
  'Permutation importance, effects, directions, proxies with a feature neutralised, counterfactuals, LIME and the stability of reasons: they ask the model again, and the plan names none.'

/** Where the contributions come from, and what is left out for want of a model. */
export function importedMethod(topic: Topic): Output {
  const { table, rows, design, explanation, contributions } = topic
  const score =
    topic.imported?.score == null
      ? 'no score is logged'
      : `against the logged score${explanation.attributions?.link === 'logit' ? ' in log-odds' : ''}`
  const check =
    topic.imported?.base == null ? 'not possible: the plan gives no base value' : `${score}, largest residual ${contributions.residual}`
  const exhibit: ExhibitOf<'table'> = {
    kind: 'table',
    ...about(topic, 'method', 'How the logged contributions were looked at'),
    columns: [
      { title: 'What', align: 'left' },
      { title: 'How', align: 'left' }
    ],
    rows: [
      [
        'Rows',
        `${count(table.rows)} of ${count(rows)}${design.weight === null ? '' : ', drawn in proportion from groups and decisions, with weights'}`
      ],
      ['Contributions', 'as the log has them; how they were computed, and against what, is not known to this report'],
      ['Additivity', check],
      ['Left out', NEEDS_MODEL]
    ]
  }
  return { ...nothing(), exhibits: [exhibit] }
}
