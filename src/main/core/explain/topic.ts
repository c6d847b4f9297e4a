import { attributeRows } from './shapley/attribute-rows'
import type { Explained, ExplanationInput, Topic } from './input'
import { playersOf, type Contributions, type Player } from './subject'

/** A model's contributions, exact where it has a formula for them, by players; and what follows from its scores. */
export function topicOf(input: ExplanationInput, explained: Explained): Topic {
  const { subject, table, background } = explained
  const players = playersOf(subject.features, featureGroups(input, explained))
  const contributions = subject.attribute === null ? sampled(input, explained, players) : subject.attribute(table, background)
  const margins = subject.margin(table)
  const responses = margins.map(subject.respond)
  return {
    ...input,
    ...explained,
    players,
    contributions,
    values: subject.attribute === null ? contributions.values : byPlayer(contributions, players),
    margins,
    responses,
    selected: selectedBy(input, responses)
  }
}

function sampled(input: ExplanationInput, { subject, table, background }: Explained, players: readonly Player[]): Contributions {
  const box = {
    predict: subject.margin,
    players,
    seed: `${input.seed} contributions`,
    sampling: input.explanation.sampling,
    checkpoint: input.checkpoint
  }
  return attributeRows(box, table, background)
}

/** Contributions add up, so a group has the sum of its features'. */
function byPlayer({ values }: Contributions, players: readonly Player[]): Float64Array[] {
  return players.map(({ features }) => {
    const [first, ...rest] = features.map((feature) => values[feature]!)
    if (rest.length === 0) return first!
    return first!.map((value, row) => rest.reduce((sum, column) => sum + column[row]!, value))
  })
}

/** The plan's groups of features, as far as this model has them. */
function featureGroups({ explanation }: ExplanationInput, { subject }: Explained): Player[] {
  const index = new Map(subject.features.map(({ name }, feature) => [name, feature]))
  return Object.entries(explanation.feature_groups).flatMap(([name, names]) => {
    const features = names.flatMap((one) => index.get(one) ?? [])
    return features.length < 2 ? [] : [{ name, features }]
  })
}

/** The decision that follows from each response. */
function selectedBy({ plan, explanation }: ExplanationInput, responses: Float64Array): Uint8Array | null {
  const rule = explanation.decide ?? plan.assessments.fairness?.decide
  if (rule === undefined) return null
  const { score_at_least: least = -Infinity, score_at_most: most = Infinity } = rule
  return Uint8Array.from(responses, (response) => (response >= least && response <= most ? 1 : 0))
}
