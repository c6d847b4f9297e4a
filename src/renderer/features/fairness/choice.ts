import type { Verdict } from '../../../shared/model/finding'
import type { Measure } from '../../../shared/model/measure'
import { METRICS, type MetricId } from '../../../shared/model/metrics'
import { againstOneReference, answerOf, byGap, bySetOfAttributes, isPlain, isUnknown } from '../../../shared/reading/fairness-answer'
import { attributesOf, grouping, type View } from '../../../shared/reading/view'
import { QUESTIONS } from '../../../shared/words/questions'
import { groupValues, referenceKind, referenceValues } from '../../../shared/words/words'

/** The groups of one attribute or crossing, and every measure about them. */
export type GroupSet = { key: string; name: string; attributes: readonly string[]; measures: readonly Measure[] }

export const groupSets = (view: View): GroupSet[] =>
  bySetOfAttributes(view.report.measures).map((measures) => {
    const attributes = attributesOf(measures[0]!)
    return { key: attributes.join('+'), name: attributes.join(' × '), attributes, measures }
  })

const URGENCY = ['fail', 'insufficient', 'pass'] as const

/** The set with the gravest verdict; without criteria the first. */
export function firstSet(view: View, sets: readonly GroupSet[]): GroupSet | undefined {
  const verdicts = new Map(
    sets.map((set) => [set, new Set(set.measures.flatMap(({ id }) => view.verdicts(id).map(({ verdict }) => verdict)))])
  )
  for (const urgent of URGENCY) {
    const found = sets.find((set) => verdicts.get(set)?.has(urgent))
    if (found !== undefined) return found
  }
  return sets[0]
}

export type MetricChoice = { group: string; items: { value: MetricId; label: string }[] }

const KINDS = ['Comparisons of rates', 'Rates', 'Scores and others'] as const

function kindOf(metric: MetricId): (typeof KINDS)[number] {
  const { unit } = METRICS[metric]
  return unit === 'difference' || unit === 'ratio' ? 'Comparisons of rates' : unit === 'proportion' ? 'Rates' : 'Scores and others'
}

const WITHOUT_A_PICTURE: readonly MetricId[] = ['rows', 'share']

/** Metrics that a set of groups can be shown by. */
export function metricChoices(view: View, { measures }: GroupSet): MetricChoice[] {
  const found = new Set(measures.filter((m) => m.group !== null && isPlain(view, m)).map((m) => m.metric))
  const offered = [...found].filter((metric) => !WITHOUT_A_PICTURE.includes(metric))
  return KINDS.flatMap((kind) => {
    const items = offered.filter((metric) => kindOf(metric) === kind).map((value) => ({ value, label: METRICS[value].name }))
    return items.length === 0 ? [] : [{ group: kind, items }]
  })
}

/** What the first question that can be answered is answered by. */
export function firstMetric(view: View, { measures }: GroupSet): MetricId | null {
  const plain = measures.filter((m) => isPlain(view, m))
  const answers = QUESTIONS.flatMap((question) => answerOf(view, question, plain) ?? [])
  const best = answers.find((answer) => answer.why === null && answer.comparisons.length > 0) ?? answers[0]
  return best?.comparisons[0]?.metric ?? best?.rates[0]?.metric ?? plain.find((m) => m.group !== null)?.metric ?? null
}

export type GroupRow = {
  key: string
  name: string
  unknown: boolean
  /** This group is what the others are held against. */
  reference: boolean
  rate: Measure | null
  comparison: Measure | null
  verdict: Verdict | null
}

export type FairnessPicture = {
  metric: MetricId
  rateMetric: MetricId | null
  /** How groups are held against another, where there is a choice. */
  references: { value: string; label: string }[]
  against: string
  /** The measures of the chosen metric, widest gap first. */
  sorted: readonly Measure[]
  rows: readonly GroupRow[]
}

/** `selection_rate_ratio` compares `selection_rate`. */
export function comparedRate(metric: MetricId): MetricId | null {
  const stem = metric.replace(/_(difference|ratio)$/, '')
  return stem !== metric && stem in METRICS ? (stem as MetricId) : null
}

type ReferenceKind = ReturnType<typeof referenceKind>

const REFERENCE_NAMES: Record<ReferenceKind, string> = {
  none: 'nothing',
  named: 'the plan’s reference',
  'most-favoured': 'the most favoured',
  extremes: 'the extremes',
  rest: 'all others',
  overall: 'everybody',
  part: 'another part',
  model: 'another model'
}

/** The figures of one metric over one set of groups. `against`: a kind of reference, where the plan holds groups against several. */
export function pictureOf(view: View, { measures }: GroupSet, metric: MetricId, against: string): FairnessPicture {
  const plain = measures.filter((m) => isPlain(view, m) && m.group !== null)
  const all = plain.filter((m) => m.metric === metric)
  const kinds = [...grouping<Measure>(all, referenceKind)] as [ReferenceKind, Measure[]][]
  const chosen = kinds.find(([kind]) => kind === against)?.[1] ?? againstOneReference(view, all)
  const sorted = chosen[0]?.reference == null ? [...chosen] : byGap(chosen)
  const rateMetric = comparedRate(metric)
  const rates = plain.filter((m) => m.metric === (rateMetric ?? metric) && m.reference === null)
  return {
    metric,
    rateMetric,
    references: kinds.map(([kind, of]) => ({ value: kind, label: referenceLabel(kind, of) })),
    against: chosen[0] === undefined ? '' : referenceKind(chosen[0]),
    sorted,
    rows: rowsOf(view, sorted, rates, rateMetric === null && chosen[0]?.reference === null)
  }
}

const referenceLabel = (kind: ReferenceKind, of: readonly Measure[]): string => {
  const names = [...new Set(of.map((m) => referenceValues(m.reference)))]
  return kind === 'named' && names.length === 1 ? (names[0] ?? '') : REFERENCE_NAMES[kind]
}

function rowsOf(view: View, sorted: readonly Measure[], rates: readonly Measure[], alone: boolean): GroupRow[] {
  const rateOf = new Map(rates.map((m) => [groupValues(m.group), m]))
  const references = new Set(sorted.map((m) => referenceValues(m.reference)))
  const row = (of: Measure, comparison: Measure | null): GroupRow => ({
    key: of.id,
    name: groupValues(of.group),
    unknown: isUnknown(of),
    reference: comparison === null && references.has(groupValues(of.group)),
    rate: alone ? of : (rateOf.get(groupValues(of.group)) ?? null),
    comparison,
    verdict: view.verdicts(of.id)[0] ?? null
  })
  if (alone) return sorted.map((m) => row(m, null))
  const compared = new Set(sorted.map((m) => groupValues(m.group)))
  return [...sorted.map((m) => row(m, m)), ...rates.filter((m) => !compared.has(groupValues(m.group))).map((m) => row(m, null))]
}
