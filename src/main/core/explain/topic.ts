import { attributeRows } from './shapley/attribute-rows'
import { halvesOf } from './halves'
import type { Explained, ExplanationInput, Topic } from './input'
import { playersOf, type Contributions, type Player, type Subject, type Table } from './subject'

/** A model's contributions by players, exact where it has a formula for them; and what follows from its scores. */
export function topicOf(input: ExplanationInput, explained: Explained): Topic {
  const { subject, table, background, exact } = explained
  const players = playersIn(input, subject)
  const against = (one: Table): Contributions => sampled(input, explained, players, one)
  const contributions = exact?.whole ?? against(background)
  const margins = subject.margin(table)
  const responses = subject.response === undefined ? margins.map(subject.respond) : subject.response(table)
  return {
    ...input,
    ...explained,
    players,
    contributions,
    values: contributions.values,
    halves: exact?.halves ?? halvesOf(background).map(against),
    margins,
    responses,
    selected: selectedBy(input, responses)
  }
}

/** Each feature on its own, save those that the plan takes together. */
export const playersIn = (input: Pick<ExplanationInput, 'explanation'>, subject: Pick<Subject, 'features'>): Player[] =>
  playersOf(subject.features, featureGroups(input, subject))

function sampled(input: ExplanationInput, { subject, table }: Explained, players: readonly Player[], background: Table): Contributions {
  const box = {
    predict: subject.margin,
    players,
    seed: `${input.seed} contributions`,
    sampling: input.explanation.sampling,
    checkpoint: input.checkpoint
  }
  return attributeRows(box, table, background)
}

/** The plan's groups of features, as far as this model has them. */
function featureGroups({ explanation }: Pick<ExplanationInput, 'explanation'>, subject: Pick<Subject, 'features'>): Player[] {
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
