import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { drawnRows } from '../drawn-rows'
import { maskedNote, masksOf, type Masks } from '../masks'
import { about, nothing, valueText, type Case, type Output, type Topic } from '../input'
import { lime } from '../lime/lime'
import { alternativesOf } from './alternatives'
import { counterfactual } from './counterfactual'

const MOST_STEPS = 12
const SIMILAR = 5
const LIME = { samples: 2_000, width: 0.75, seeds: 5, rows: 2_000 }

/** Single rows as far as logged contributions tell of them. */
export const loggedCases = (topic: Topic): Output => casesBy(topic, (one) => [waterfall(topic, one), similar(topic, one)])

/** Single rows: what the score is attributed to, who is alike, what would turn the decision. */
export const casesTopic = (topic: Topic): Output =>
  casesBy(topic, (one) => [waterfall(topic, one), similar(topic, one), ...turning(topic, one), localModel(topic, one)])

function casesBy(topic: Topic, exhibitsOf: (one: Case) => Output['exhibits']): Output {
  const masks = masksOf(topic)
  if (topic.cases.length === 0) return nothing()
  return { ...nothing(), exhibits: masks === null ? topic.cases.flatMap(exhibitsOf) : [notShown(topic, masks)] }
}

/** A row is a cell of one. */
const notShown = (topic: Topic, masks: Masks): ExhibitOf<'table'> => ({
  kind: 'table',
  ...about(topic, 'cases', 'Single cases that the plan asks for', { notes: [maskedNote(masks, 'and a single case is one row')] }),
  columns: [{ title: 'Case', align: 'left' }],
  rows: []
})

function waterfall(topic: Topic, { name, at }: Case): ExhibitOf<'waterfall'> {
  const { players, values, contributions, margins, responses } = topic
  const order = players.map((_, p) => p).sort((a, b) => Math.abs(values[b]![at]!) - Math.abs(values[a]![at]!) || a - b)
  const label = (p: number): string => {
    const { name: player, features } = players[p]!
    return features.length === 1 ? `${player} = ${valueText(topic, features[0]!, topic.table.columns[features[0]!]![at]!)}` : player
  }
  const error = (p: number): number | null => contributions.errors?.[p]?.[at] ?? null
  const step = (p: number): ExhibitOf<'waterfall'>['steps'][number] => {
    const [value, spread] = [values[p]![at]!, error(p)]
    return { label: label(p), value, low: spread === null ? null : value - 2 * spread, high: spread === null ? null : value + 2 * spread }
  }
  const rest = order.slice(MOST_STEPS)
  const others = { label: `${rest.length} other features`, value: rest.reduce((sum, p) => sum + values[p]![at]!, 0), low: null, high: null }
  return {
    kind: 'waterfall',
    ...about(topic, `case/${name}`, `Score of ${name}, feature by feature`, { notes: [`Response ${responses[at]!.toPrecision(6)}.`] }),
    unit: 'margin',
    start: { label: topic.imported == null ? 'mean of the background' : 'base value', value: contributions.bias },
    steps: [...order.slice(0, MOST_STEPS).map(step), ...(rest.length > 0 ? [others] : [])],
    end: { label: name, value: margins[at]! }
  }
}

/** Rows whose contributions are nearest, by the sum of absolute differences. */
function similar(topic: Topic, { name, at }: Case): ExhibitOf<'table'> {
  const { values, table, responses, decision, design } = topic
  const distance = new Float64Array(table.rows)
  for (const column of values) for (let row = 0; row < table.rows; row++) distance[row]! += Math.abs(column[row]! - column[at]!)
  const nearest = Array.from(distance.keys())
    .filter((row) => row !== at)
    .sort((a, b) => distance[a]! - distance[b]! || a - b)
    .slice(0, SIMILAR)
  const decided = (row: number): string =>
    decision === null ? '' : decision[row] === 1 ? 'favourable' : decision[row] === 0 ? 'unfavourable' : 'unknown'
  return {
    kind: 'table',
    ...about(topic, `similar/${name}`, `Rows that are scored for the same reasons as ${name}`, {
      notes: ['Distance: sum of absolute differences of contributions. A row that is near and decided otherwise is worth a look.']
    }),
    columns: [
      { title: 'Row', align: 'right' },
      { title: 'Distance', align: 'decimal' },
      { title: 'Response', align: 'decimal' },
      { title: 'Logged decision', align: 'left' }
    ],
    rows: [at, ...nearest].map((row) => [`${design.rows[row]! + 1}`, distance[row]!, responses[row]!, decided(row)])
  }
}

/** What would turn the decision, where the plan says from which response it follows. */
function turning(topic: Topic, { name, at }: Case): ExhibitOf<'table'>[] {
  const rule = topic.explanation.decide ?? topic.plan.assessments.fairness?.decide
  if (rule === undefined || topic.selected === null || topic.selected[at] === 1) return []
  const { score_at_least: least = -Infinity, score_at_most: most = Infinity } = rule
  const row = topic.table.columns.map((column) => column[at]!)
  const alternatives = alternativesOf(topic, at)
  const { way, proven } = counterfactual(
    topic.subject,
    row,
    alternatives,
    (response) => response >= least && response <= most,
    topic.responses[at]! < least ? 1 : -1
  )
  const title = `Fewest changes after which ${name} would be selected`
  const tried = alternatives.some(({ sampled }) => sampled) ? ' Numbers were tried at quantiles of their values.' : ''
  const notes =
    way === null
      ? [
          `No change of up to three features to values in the data, within what the plan lets change, turns the decision${proven ? '' : ', as far as all could be tried'}.${tried}`
        ]
      : [
          `Response after the changes: ${way.response.toPrecision(6)}. ${proven ? 'Every smaller set of changes was tried.' : 'Not every smaller set of changes could be tried.'}${tried} The model’s answer to other inputs, not a promise that a person who changes so will be approved.`
        ]
  return [
    {
      kind: 'table',
      ...about(topic, `change/${name}`, title, { notes }),
      columns: [
        { title: 'Feature', align: 'left' },
        { title: 'From', align: 'right' },
        { title: 'To', align: 'right' }
      ],
      rows: (way?.changes ?? []).map(({ feature, to }) => [
        topic.subject.features[feature]!.name,
        valueText(topic, feature, row[feature]!),
        valueText(topic, feature, to)
      ])
    }
  ]
}

/** LIME beside the exact contributions, with how much its draws decide. */
function localModel(topic: Topic, { name, at }: Case): ExhibitOf<'table'> {
  const { subject, table, seed, players, values } = topic
  const data = drawnRows(topic, LIME.rows, 'lime').table
  const row = table.columns.map((column) => column[at]!)
  const runs = Array.from({ length: LIME.seeds }, (_, run) => lime(subject, data, row, { ...LIME, seed: `${seed} lime ${run}` }))
  const mean = subject.features.map((_, j) => runs.reduce((sum, { weights }) => sum + weights[j]!, 0) / runs.length)
  const spread = mean.map((centre, j) =>
    Math.sqrt(runs.reduce((sum, { weights }) => sum + (weights[j]! - centre) * (weights[j]! - centre), 0) / (runs.length - 1))
  )
  const order = mean.map((_, j) => j).sort((a, b) => Math.abs(mean[b]!) - Math.abs(mean[a]!) || a - b)
  const grouped = players.some(({ features }) => features.length > 1)
  const player = (j: number): number => players.findIndex(({ features }) => features.includes(j))
  return {
    kind: 'table',
    ...about(topic, `lime/${name}`, `LIME of ${name}, on the scale of the response, over ${LIME.seeds} seeds`, {
      notes: [
        `${LIME.samples} samples a seed, kernel width ${LIME.width} √features. The spread over seeds shows how much of a weight is chance; contributions are on the scale of the margin and exact unless said otherwise${grouped ? ', of features that count as one those of all of them' : ''}.`
      ]
    }),
    columns: [
      { title: 'Feature', align: 'left' },
      { title: 'Value', align: 'right' },
      { title: 'Weight', align: 'decimal' },
      { title: 'Spread over seeds', align: 'decimal' },
      { title: 'Contribution', align: 'decimal' }
    ],
    rows: order
      .slice(0, 10)
      .map((j) => [subject.features[j]!.name, valueText(topic, j, row[j]!), mean[j]!, spread[j]!, values[player(j)]![at]!])
  }
}
