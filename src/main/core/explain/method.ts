import type { ExhibitOf } from '../../../shared/model/exhibit'
import { count, counted } from '../../../shared/words/format'
import { about, nothing, type Output, type Topic } from './input'

/** How the section's figures came about. */
export const methodTopic = (topic: Topic): Output => ({ ...nothing(), exhibits: [method(topic)] })

export const backgroundText = ({ part, rows, of, sha256 }: NonNullable<Topic['heldAgainst']>): string =>
  `${rows === of ? `all ${counted(of, 'row')} of` : `${counted(rows, 'row')} drawn from`} part ${part}, SHA-256 ${sha256}`

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
      ['Background', heldAgainst === null ? 'none' : backgroundText(heldAgainst)],
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
