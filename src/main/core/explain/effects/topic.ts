import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { FindingDraft } from '../../../../shared/model/finding'
import { randomStream } from '../../stats/random'
import { undefinedQuantity } from '../../stats/quantity'
import { drawnRows } from '../drawn-rows'
import { about, nothing, valueText, type Found, type Output, type Topic } from '../input'
import { maskedNote, masksOf, type Masks } from '../masks'
import { shareQuantity, type Design } from '../means'
import { featureNamed, shownFeatures } from '../shown-features'
import type { Table } from '../subject'
import { accumulatedEffects } from './accumulated-effects'
import { placesOfDirection } from './direction-places'
import { gridOf, toldGrid, type Grid } from './grid'
import { violationsOf } from './monotonicity'
import { conditionalResponses, partialDependence } from './partial-dependence'
import { twoWayEffects } from './two-way-effects'

/** Rows that curves are averaged over: a place of the grid costs a prediction of each. */
const MOST_ROWS = 2_000
/** Curves of single rows that are drawn. */
const SINGLE_ROWS = 3

type Drawn = { table: Table; design: Design }

/** How the response moves with the features, and whether it keeps to the declared directions. */
export function effectsTopic(topic: Topic): Output {
  const drawn = drawnRows(topic, MOST_ROWS, 'effects')
  const features = shownFeatures(topic)
  const masks = masksOf(topic)
  const curves = features.flatMap((feature) => curveOf(topic, drawn, feature, masks))
  const pairs = topic.explanation.effects.two_way.flatMap(([first, second]) => {
    const places = [featureNamed(topic, first, 'effects.two_way'), featureNamed(topic, second, 'effects.two_way')] as const
    return places.includes(-1) ? [] : [pairOf(topic, drawn, places)]
  })
  const directions = Object.entries(topic.explanation.directions).flatMap(([name, direction]) => {
    const feature = featureNamed(topic, name, 'directions')
    return feature < 0 ? [] : [directionOf(topic, drawn, feature, direction)]
  })
  return {
    ...nothing(),
    found: directions.flatMap(({ found }) => found),
    findings: directions.flatMap(({ findings }) => findings),
    exhibits: [...curves, ...(masks !== null && pairs.length > 0 ? [notShown(topic, masks)] : pairs)]
  }
}

function curveOf(topic: Topic, { table, design }: Drawn, feature: number, masks: Masks | null): ExhibitOf<'curve'>[] {
  const { subject, plan, explanation, seed } = topic
  const { name, levels } = subject.features[feature]!
  const grid =
    masks === null
      ? gridOf(topic.table.columns[feature]!, explanation.effects.grid)
      : toldGrid(table.columns[feature]!, explanation.effects.grid, masks.limit)
  if (grid.places.length === 0) return []
  const curves = conditionalResponses(subject, table, feature, grid.places)
  const mean = partialDependence(curves, design, plan.level)
  const series = (
    of: string,
    values: readonly number[],
    limits: readonly ({ low: number; high: number } | null)[] | null
  ): ExhibitOf<'curve'>['series'][number] => ({
    name: of,
    values: values.map((value) => (value === value ? value : null)),
    low: limits?.map((one) => one?.low ?? null) ?? null,
    high: limits?.map((one) => one?.high ?? null) ?? null
  })
  const centre = mean.values.reduce((sum, value, i) => sum + value * grid.share[i]!, 0)
  const local =
    levels === null && grid.places.length > 2 ? accumulatedEffects(subject, table, feature, grid.places, design, plan.level) : null
  const random = randomStream(`${seed} curves`, feature)
  const single = masks === null ? Math.min(SINGLE_ROWS, table.rows) : 0
  const rows = Array.from({ length: single }, () => Math.floor(random.uniform() * table.rows))
  const curve: ExhibitOf<'curve'> = {
    kind: 'curve',
    ...about(topic, `effect/${name}`, `Effect of ${name}`, {
      at: { feature: name },
      notes: [
        `Partial dependence: the mean response of ${table.rows} rows with ${name} set to each place. Local effects accumulate changes where the data lie and are moved to the same mean; where the two part, ${name} goes together with other features. ${masks === null ? 'Three single rows are drawn by the seed.' : maskedNote(masks, 'so no single row, no share of rows and no place of few rows is drawn')}`
      ]
    }),
    x: { title: name, ...axisOf(topic, feature, grid) },
    y: { title: 'response' },
    series: [
      series('partial dependence', mean.values, mean.limits),
      ...(local === null
        ? []
        : [
            series(
              'accumulated local effects',
              local.values.map((value) => value + centre),
              local.limits.map((one) => (one === null ? null : { low: one.low + centre, high: one.high + centre }))
            )
          ]),
      ...rows.map((row, i) =>
        series(
          `single row ${i + 1}`,
          curves.map((curve) => curve[row]!),
          null
        )
      )
    ],
    density: masks === null ? [...grid.share] : null,
    band: null,
    marks: []
  }
  return [curve]
}

/** A cell of two features' places holds few rows nearly always. */
const notShown = (topic: Topic, masks: Masks): ExhibitOf<'table'> => ({
  kind: 'table',
  ...about(topic, 'two-way', 'Two-way effects that the plan asks for', {
    notes: [maskedNote(masks, 'and stretches of two features together hold few')]
  }),
  columns: [{ title: 'Features', align: 'left' }],
  rows: []
})

const axisOf = (topic: Topic, feature: number, { places }: Grid): { numbers: number[] | null; labels: string[] | null } =>
  topic.subject.features[feature]!.levels === null
    ? { numbers: [...places], labels: null }
    : { numbers: null, labels: Array.from(places, (place) => valueText(topic, feature, place)) }

function pairOf(topic: Topic, { table, design }: Drawn, features: readonly [number, number]): ExhibitOf<'grid'> | ExhibitOf<'table'> {
  const places = features.map((feature) => gridOf(topic.table.columns[feature]!, 8).places)
  const [across, along] = places as [Float64Array, Float64Array]
  const [a, b] = features.map((feature) => topic.subject.features[feature]!.name) as [string, string]
  const id = `two-way/${a}/${b}`
  const title = `What ${a} and ${b} do together beyond each alone (two-way accumulated local effects)`
  const still = [a, b].filter((_, i) => places[i]!.length < 2)
  if (still.length > 0)
    return {
      kind: 'table',
      ...about(topic, id, title, { notes: [`Not drawn: fewer than two values of ${still.join(' and of ')} occur.`] }),
      columns: [{ title: 'Features', align: 'left' }],
      rows: []
    }
  return {
    kind: 'grid',
    ...about(topic, id, title),
    rows: { title: a, labels: Array.from(across, (place) => valueText(topic, features[0], place)) },
    columns: { title: b, labels: Array.from(along, (place) => valueText(topic, features[1], place)) },
    values: twoWayEffects(topic.subject, table, features, [across, along], design.weight),
    neutral: 0
  }
}

/** A feature with one value can break no direction, nor keep one. */
const untried = (name: string, rows: number): Found => ({
  metric: 'monotonicity_violations',
  at: { feature: name },
  quantity: undefinedQuantity('one-value', { group: rows, reference: null })
})

function directionOf(
  topic: Topic,
  { table, design }: Drawn,
  feature: number,
  direction: 'increasing' | 'decreasing'
): { found: Found[]; findings: FindingDraft[] } {
  const { name } = topic.subject.features[feature]!
  const places = placesOfDirection(topic, feature)
  if (places.length < 2) return { found: [untried(name, table.rows)], findings: [] }
  const { violates, worst } = violationsOf(conditionalResponses(topic.subject, table, feature, places), direction)
  const quantity = shareQuantity(violates, design, topic.plan.level)
  const found: Found[] = [{ metric: 'monotonicity_violations', at: { feature: name }, quantity }]
  if (quantity.estimate === null || quantity.estimate === 0) return { found, findings: [] }
  const share = (quantity.estimate * 100).toFixed(1)
  return {
    found,
    findings: [
      {
        key: `direction-${name}`,
        severity: quantity.estimate > 0.05 ? 'moderate' : 'low',
        kind: 'method',
        title: `The response moves against the declared direction of ${name}`,
        condition: `For ${share} % of the rows the response of ${topic.subject.name} moves against “${direction}” somewhere as ${name} grows${topic.plan.suppress_below === undefined ? `, by up to ${worst.toPrecision(3)}` : ''}.`,
        criterion: `The plan declares the response as ${direction} in ${name}.`,
        cause: 'Not established by this analysis.',
        effect: 'Persons who are alike but for this feature can be scored in the opposite order of what was declared.',
        recommendation: 'Constrain the model to the direction, or state where and why it may turn.',
        evidence: [`monotonicity_violations ${name}`]
      }
    ]
  }
}
