import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { FindingDraft } from '../../../../shared/model/finding'
import { undefinedQuantity, withoutInterval, type Quantity } from '../../stats/quantity'
import { drawnRows } from '../drawn-rows'
import { respondAt } from '../effects/accumulated-effects'
import { about, joined, nothing, type Found, type Output, type Topic } from '../input'
import { countsOf, isMaskedGroup, maskedCells, maskedNote, masksOf, type Masks } from '../masks'
import { take } from '../subject'
import { rankOrder } from '../rank-order'
import type { Grouped } from '../sample'
import { areaOfHalves, areaQuantity } from './area'
import { impactRatio, sameNumberSelected } from './impact'
import { binsOf, uncertaintyCoefficient } from './information'
import { crossFitted, designColumns } from './joint'

const BINS = 10
const MOST_FEATURES = 60
const MOST_LISTED = 10
const MOST_ROWS_JOINTLY = 4_000
/** From here on a feature tells a group well: AUC at least this or at most its complement. */
const STRONG = 0.7

/** How much the features say about the protected attributes, and what becomes of the impact ratios without each. */
export function proxiesTopic(topic: Topic): Output {
  if (!topic.explanation.proxies) return nothing()
  return joined(topic.groups.filter(({ reference }) => reference !== null).map((grouped) => ofAttribute(topic, grouped)))
}

type Shown = { feature: number; name: string; share: number }

/** The features with the largest share of contributions; a player of several is looked at feature by feature. */
function shownFeatures({ players, values, subject }: Topic): Shown[] {
  const reach = values.map((column) => column.reduce((sum, value) => sum + Math.abs(value), 0))
  const total = reach.reduce((sum, one) => sum + one, 0)
  return players
    .flatMap(({ features }, p) =>
      features.map((feature) => ({ feature, name: subject.features[feature]!.name, share: total > 0 ? reach[p]! / total : 0 }))
    )
    .sort((a, b) => b.share - a.share || a.feature - b.feature)
    .slice(0, MOST_FEATURES)
}

function ofAttribute(topic: Topic, grouped: Grouped): Output {
  const { attribute, groups, codes, reference } = grouped
  const shown = shownFeatures(topic)
  const masks = masksOf(topic)
  const hiddenCodes = masks?.groups.get(attribute) ?? NONE
  const isHidden = (g: number): boolean => [g, reference!].some((one) => isMaskedGroup(masks, grouped, one))
  const information = shown.map(({ feature }) =>
    uncertaintyCoefficient(
      binsOf(topic.table.columns[feature]!, topic.subject.features[feature]!.levels === null ? BINS : Infinity),
      asOne(codes, hiddenCodes),
      topic.design.weight
    )
  )
  const neutral = shown.map(({ feature }) => neutralised(topic, feature))
  const compared = groups.flatMap((name, g) =>
    g === reference ? [] : [{ name, hidden: isHidden(g), ...against(topic, grouped, g, shown, neutral, masks) }]
  )
  const found: Found[] = [
    ...shown.flatMap(({ name }, i): Found[] => {
      const { value, rows } = information[i]!
      if (value !== value) return []
      return [
        {
          metric: 'proxy_information',
          at: { feature: name, control: attribute },
          quantity: withoutInterval(value, 'a-statistic', { n: { group: rows, reference: null } })
        }
      ]
    }),
    ...compared.flatMap(({ found: more }) => more)
  ]
  const exhibit: ExhibitOf<'table'> = {
    kind: 'table',
    ...about(topic, `proxies/${attribute}`, `What the features say about ${attribute}`, {
      notes: [
        `Information: share of the uncertainty about ${attribute} that a feature (a number in ten bins, a category as it is) takes away. AUC: how well it orders each group against ${groups[reference!]}; 0.5 says nothing. Ratio without: impact ratio of the model’s scores at the same number selected, the feature set to its background median or mode.${hiddenCodes.size > 0 && masks !== null ? ` ${maskedNote(masks, 'here groups')}` : ''}`
      ]
    }),
    columns: [
      { title: 'Feature', align: 'left' },
      { title: 'Share of contributions', align: 'decimal' },
      { title: 'Information', align: 'decimal' },
      { title: 'Group', align: 'left' },
      { title: 'AUC', align: 'decimal' },
      { title: 'Ratio without', align: 'decimal' }
    ],
    rows: shown
      .slice(0, MOST_LISTED)
      .flatMap(({ name, share }, i) =>
        compared.map(({ name: group, hidden, areas, ratios }, g) => [
          g === 0 ? name : '',
          g === 0 ? share : '',
          g > 0 ? '' : information[i]!.value === information[i]!.value && !hiddenCodes.has(0) ? information[i]!.value : null,
          group,
          hidden ? null : (areas[i] ?? null),
          hidden ? null : (ratios[i] ?? null)
        ])
      )
  }
  return { ...nothing(), found, exhibits: [exhibit], findings: compared.flatMap(({ hidden, findings }) => (hidden ? [] : findings)) }
}

const NONE: ReadonlySet<number> = new Set()

/** Masked groups as one: from many figures over all groups the counts of each could be searched out. */
function asOne(codes: Grouped['codes'], masked: ReadonlySet<number>): Grouped['codes'] {
  const [one] = [...masked].filter((code) => code > 0)
  return one === undefined ? codes : codes.map((code) => (code > 0 && masked.has(code) ? one : code))
}

/** Groups whose n would tell how few of them have, or lack, a value of the feature. */
function maskedLacking(
  values: Float64Array,
  { attribute, groups, codes }: Pick<Grouped, 'attribute' | 'groups' | 'codes'>,
  { limit, groups: masked }: Masks
): ReadonlySet<number> {
  const size = groups.length + 1
  const known = countsOf(codes, size, (row) => values[row] === values[row])
  const lacking = countsOf(codes, size, (row) => values[row] !== values[row])
  if (lacking.every((n) => n === 0)) return NONE
  const few = known.flatMap((n, code) => (n > 0 && n < limit ? [code] : []))
  return maskedCells(lacking, [...few, ...(masked.get(attribute) ?? [])], limit)
}

type Compared = { found: Found[]; findings: FindingDraft[]; areas: (number | null)[]; ratios: (number | null)[] }

function against(
  topic: Topic,
  { attribute, groups, codes, reference }: Grouped,
  g: number,
  shown: readonly Shown[],
  neutral: readonly (Uint8Array | null)[],
  masks: Masks | null
): Compared {
  const { design, plan, table, subject, selected, seed } = topic
  const pair = { group: (row: number) => codes[row] === g + 1, reference: (row: number) => codes[row] === reference! + 1 }
  const outcome = Float64Array.from(codes, (_, row) => (pair.group(row) ? 1 : pair.reference(row) ? 0 : NaN))
  const of = { group: { [attribute]: groups[g]! }, reference: { group: { [attribute]: groups[reference!]! } } }
  const areas = shown.map(({ feature }): Quantity | null => {
    if (subject.features[feature]!.levels !== null) return null
    const lacking = masks === null ? NONE : maskedLacking(table.columns[feature]!, { attribute, groups, codes }, masks)
    return lacking.has(g + 1) || lacking.has(reference! + 1)
      ? undefinedQuantity('suppressed', { group: 0, reference: 0 })
      : areaQuantity(table.columns[feature]!, outcome, design, plan.level)
  })
  const ratios = neutral.map((flags) => (flags === null ? null : impactRatio(flags, pair, design, plan.level)))
  const found: Found[] = shown.flatMap(({ name }, i): Found[] => [
    ...(areas[i] == null ? [] : [{ metric: 'proxy_auc' as const, ...of, at: { feature: name }, quantity: areas[i] }]),
    ...(ratios[i] == null ? [] : [{ metric: 'neutralised_impact_ratio' as const, ...of, at: { feature: name }, quantity: ratios[i] }])
  ])
  if (selected !== null) found.push({ metric: 'model_impact_ratio', ...of, quantity: impactRatio(selected, pair, design, plan.level) })
  const drawn = drawnRows(topic, MOST_ROWS_JOINTLY, 'proxies')
  const ofDrawn = Float64Array.from(drawn.rows, (row) => outcome[row]!)
  const counts = [0, 1].map((y) => ofDrawn.filter((one) => one === y).length)
  if (Math.min(...counts) >= plan.minimum_group_size) {
    const { scores, half } = crossFitted(
      designColumns(take(table, drawn.rows), subject.features),
      ofDrawn,
      drawn.design,
      `${seed} proxies ${attribute}`
    )
    found.push({ metric: 'joint_proxy_auc', ...of, quantity: areaOfHalves(scores, ofDrawn, half, drawn.design, plan.level) })
  }
  const strong = shown.filter((_, i) => {
    const area = areas[i]?.estimate ?? 0.5
    const n = areas[i]?.n
    return Math.max(area, 1 - area) >= STRONG && Math.min(n?.group ?? 0, n?.reference ?? 0) >= plan.minimum_group_size
  })
  return {
    found,
    areas: areas.map((area) => area?.estimate ?? null),
    ratios: ratios.map((ratio) => ratio?.estimate ?? null),
    findings: strong.length === 0 ? [] : [strongFinding(topic, attribute, groups[g]!, groups[reference!]!, strong)]
  }
}

function strongFinding({ subject }: Topic, attribute: string, group: string, reference: string, strong: readonly Shown[]): FindingDraft {
  const heavy = strong.some(({ share }) => share >= 0.05)
  const named = strong.slice(0, 6).map(({ name, share }) => `${name} (${(share * 100).toFixed(1)} % of contributions)`)
  return {
    key: `proxy-${attribute}-${group}`,
    severity: heavy ? 'moderate' : 'low',
    kind: 'method',
    title: `Features tell ${group} from ${reference} (${attribute})`,
    condition: `In ${subject.name}, ${named.join(', ')} order${strong.length === 1 ? 's' : ''} ${group} against ${reference} with an AUC of at least 0.7, or at most 0.3.`,
    criterion: `A feature that predicts a protected attribute with an AUC of 0.7 or more is looked at as a possible proxy.`,
    cause: 'The feature and the attribute go together in these data; why is not established by this analysis.',
    effect: 'A score that rests on the feature can differ between the groups without naming the attribute.',
    recommendation: 'State the business need of the feature; compare the impact ratio with the feature neutralised.',
    evidence: strong.map(({ name }) => `proxy_auc ${name} ${group}`)
  }
}

/** Who is selected with a feature set to its background median (or most frequent category), at the same number selected. */
function neutralised(topic: Topic, feature: number): Uint8Array | null {
  const { selected, background, subject, explanation, plan, table } = topic
  if (selected === null) return null
  const value = subject.features[feature]!.levels === null ? medianOf(background.columns[feature]!) : modeOf(background.columns[feature]!)
  const rule = explanation.decide ?? plan.assessments.fairness?.decide
  return sameNumberSelected(
    respondAt(subject, table, feature, () => value),
    selected,
    topic.design.weight,
    rule?.score_at_least !== undefined
  )
}

function medianOf(values: Float64Array): number {
  const order = rankOrder(values)
  return order.length === 0 ? NaN : values[order[(order.length - 1) >> 1]!]!
}

function modeOf(values: Float64Array): number {
  const counts = new Map<number, number>()
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1)
  return [...counts].reduce((best, one) => (one[1] > best[1] ? one : best), [NaN, 0])[0]
}
