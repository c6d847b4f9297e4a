import type { ExhibitOf } from '../../../shared/model/exhibit'
import { count } from '../../../shared/words/format'
import { about, nothing, type Output, type Topic } from './input'

/** How the section's figures came about. */
export const methodTopic = (topic: Topic): Output => ({ ...nothing(), exhibits: [method(topic)] })

/** What contributions were held against and how they were made. */
function method(topic: Topic): ExhibitOf<'table'> {
  const { heldAgainst, table, rows, exact, explanation, players, subject, design } = topic
  const made =
    exact !== null
      ? 'exact, by the formula for such models; interventional'
      : players.length <= 12
        ? 'exact, over all coalitions of the features; interventional'
        : `sampled: permutations walked both ways until the largest standard error is ${explanation.sampling.tolerance} of the range, or ${explanation.sampling.evaluations} predictions a row`
  return {
    kind: 'table',
    ...about(topic, 'method', `How the scores of ${subject.name} were looked at`),
    columns: [
      { title: 'What', align: 'left' },
      { title: 'How', align: 'left' }
    ],
    rows: [
      [
        'Rows',
        `${count(table.rows)} of ${count(rows)}${design.weight === null ? '' : ', drawn in proportion from groups and decisions, with weights'}`
      ],
      [
        'Background',
        heldAgainst === null ? 'none' : `${heldAgainst.rows} rows drawn from part ${heldAgainst.part}, SHA-256 ${heldAgainst.sha256}`
      ],
      ['Contributions', `${made}; on the scale of the margin`],
      [
        'Features that count as one',
        players
          .filter(({ features }) => features.length > 1)
          .map(({ name }) => name)
          .join(', ') || 'none'
      ]
    ]
  }
}
