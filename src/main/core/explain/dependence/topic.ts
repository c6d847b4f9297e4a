import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { gridOf, placeOf } from '../effects/grid'
import { ranksOf } from '../importance/swarm'
import { models } from '../importance/topic'
import { about, nothing, valueText, type Output, type Topic } from '../input'
import { maskedNote, masksOf, type Masks } from '../masks'
import { shownFeatures } from '../shown-features'
import { cellsOf, edgesOf } from './cells'
import { interactionWithin } from './interaction'

const MOST_PLACES = 16
/** Less than this share left within the places means that the contribution follows from its own feature alone. */
const ALONE = 1e-9
/** A feature that what is left goes with to a lesser share is not named: on some rows a share of this size is chance. */
const TELLING = 0.05

/** How the contributions of the most important features go with their values, and with which other feature beyond that. */
export function dependenceTopic(topic: Topic): Output {
  const masks = masksOf(topic)
  if (masks !== null) return { ...nothing(), exhibits: [notShown(topic, masks)] }
  const ranks = topic.subject.features.map(({ levels }, feature) =>
    levels === null || levels.length === 2 ? ranksOf(topic.table.columns[feature]!) : null
  )
  const exhibits = shownFeatures(topic).flatMap((feature) => dependenceOf(topic, feature, ranks) ?? [])
  return exhibits.length === 0 ? nothing() : { ...nothing(), exhibits, tables: [tableOf(topic, exhibits)] }
}

/** A place of a feature and a stretch of its contributions hold few rows nearly always, and the ends are single rows'. */
const notShown = (topic: Topic, masks: Masks): ExhibitOf<'table'> => ({
  kind: 'table',
  ...about(topic, 'dependence', 'Contributions by value of the feature', {
    notes: [maskedNote(masks, 'and places of a feature with a stretch of its contributions hold few')]
  }),
  columns: [{ title: 'Features', align: 'left' }],
  rows: []
})

type Dependence = ExhibitOf<'dependence'>

/** Null for a feature that counts as one with others, or that no row has. */
function dependenceOf(topic: Topic, feature: number, ranks: readonly (Float64Array | null)[]): Dependence | null {
  const { table, subject, players, values } = topic
  const own = table.columns[feature]!
  const contributions = values[players.findIndex(({ features }) => features.length === 1 && features[0] === feature)]
  const { places } = gridOf(own, MOST_PLACES)
  if (contributions === undefined || places.length === 0) return null
  const { name } = subject.features[feature]!
  const place = Int32Array.from(own, (value) => placeOf(places, value))
  const edges = edgesOf(contributions)
  const most = strongest(topic, ranks, feature, (of) => interactionWithin({ place, places: places.length, own, contributions, ranks: of }))
  const other = most !== null && most.share >= TELLING ? most : null
  const missing = place.reduce((sum, at) => sum + Number(at < 0), 0)
  return {
    kind: 'dependence',
    ...about(topic, `dependence/${name}`, `Contributions of ${name} by its value`, {
      at: { feature: name },
      notes: notesOf(name, most, missing)
    }),
    unit: 'margin',
    x: { title: name, labels: Array.from(places, (value) => valueText(topic, feature, value)) },
    edges,
    other: other === null ? null : { name: other.name, share: other.share },
    cells: cellsOf(contributions, place, edges, other?.ranks ?? null)
  }
}

function notesOf(name: string, most: Other | null, missing: number): string[] {
  return [
    most === null
      ? `The contribution of ${name} follows from ${name} alone.`
      : most.share < TELLING
        ? `No feature goes with as much as ${TELLING * 100} % of what the contributions vary where ${name} is alike.`
        : `Of what the contributions vary where ${name} is alike, ${(most.share * 100).toFixed(0)} % go straight with ${most.name}, more than with any other feature.`,
    ...(missing === 0 ? [] : [`Not drawn: ${missing} rows without a value of ${name}.`])
  ]
}

type Other = { name: string; share: number; ranks: Float64Array }

/** The quantity, or category of two values, that most of what is left goes with; the first of equals. */
function strongest(
  { subject }: Topic,
  ranks: readonly (Float64Array | null)[],
  feature: number,
  within: (ranks: Float64Array) => ReturnType<typeof interactionWithin>
): Other | null {
  let best: Other | null = null
  for (const [at, { name }] of subject.features.entries()) {
    const of = ranks[at]
    if (at === feature || of == null) continue
    const { left, explained } = within(of)
    if (left > ALONE && explained > (best?.share ?? 0)) best = { name, share: explained, ranks: of }
  }
  return best
}

const tableOf = (topic: Topic, exhibits: readonly Dependence[]): Output['tables'][number] => ({
  name: `dependence-${models(topic)}.csv`,
  title: `Contributions of ${topic.subject.name} by value of the feature`,
  header: ['feature', 'value', 'contribution_from', 'contribution_to', 'rows', 'other_feature', 'other_mean_rank'],
  rows: exhibits.flatMap(({ x, edges, other, cells }) =>
    cells.map((cell) => [x.title, x.labels[cell.x] ?? '', edges[cell.y]!, edges[cell.y + 1]!, cell.rows, other?.name ?? null, cell.value])
  )
})
