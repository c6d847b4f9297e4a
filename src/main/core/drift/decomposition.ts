import type { Exhibit } from '../../../shared/model/exhibit'
import { METRICS } from '../../../shared/model/metrics'
import type { AttachedRows } from '../assessment'
import { attributeOf } from '../columns/attribute'
import type { PlannedPart } from '../columns/planned-part'
import { attributesOf, useNamed } from '../columns/roles'
import { FEWEST_CLUSTERS } from '../stats/cluster'
import { normalInterval } from '../stats/means'
import { studentCritical } from '../stats/student-t'
import { undefinedQuantity, withInterval, withoutInterval, type Quantity } from '../stats/quantity'
import { outcomesOf, stratify, type Decomposed, type Stratification } from './decomposition-rows'
import type { Draft } from './draft'
import type { DriftInput } from './input'
import { maskedAsOne, maskedMembers, withMasks } from './decomposition-masks'
import { gradient, kitagawa, PART_NAMES, type Compared, type PartName, type Parts, type Strata } from './kitagawa'
import { countsOf, type Asked, type Period, type Question } from './question'
import { planned, type Dependence } from './slices'

export type Decompositions = { drafts: Draft[]; exhibits: Exhibit[]; tables: AttachedRows[] }

/** How much of the change of each rate is mix and how much is within strata. */
export function decompositions(input: DriftInput, dependence: Dependence): Decompositions {
  const rule = input.plan.assessments.drift?.decomposition
  if (rule === undefined) return { drafts: [], exhibits: [], tables: [] }
  const [before, now] = [planned(input, input.reference), planned(input, input.current)]
  const strata = stratify(before, now, rule.by)
  const groups = maskedMembers(before, now)
  const questions = rule.of
    .flatMap((metric) => questionsOf(metric, before, now, strata, dependence))
    .map((question) => withMasks(input.plan.suppress_below, question, strata, groups))
  const weighed = dependence.weights.reference !== null || dependence.weights.current !== null
  const answers = questions.map((question) => ({ question, ...(weighed ? refused('weighted') : answerOf(question, input.plan.level)) }))
  return {
    drafts: answers.flatMap(({ question, quantities }) =>
      PART_NAMES.map((part): Draft => ({
        metric: part === 'total' ? `${question.metric}_change` : `${question.metric}_change_${part}`,
        feature: null,
        kind: 'decomposition',
        slice: { group: question.group, at: 0, against: 0, small: isSmall(quantities.total.n, input.plan.minimum_group_size) },
        control: rule.by.join(' × '),
        quantity: quantities[part]
      }))
    ),
    exhibits: answers.flatMap(({ question, parts, quantities }) =>
      parts === null ? [] : [waterfallOf(input, question, rule.by, parts, quantities)]
    ),
    tables: weighed ? [] : [strataTable(questions, strata)]
  }
}

function questionsOf(metric: Decomposed, before: PlannedPart, now: PlannedPart, strata: Stratification, dependence: Dependence): Asked[] {
  const [reference, current] = [outcomesOf(before, metric), outcomesOf(now, metric)]
  if (reference === null || current === null) return []
  const period = (side: 'reference' | 'current', outcome: Uint8Array, member: Uint8Array): Period => ({
    strata: strata[side],
    outcome,
    member,
    clusters: dependence[side]
  })
  const size = strata.names.length
  if (metric !== 'selection_rate_ratio') {
    const all = (rows: number): Uint8Array => new Uint8Array(rows).fill(1)
    return [
      {
        metric,
        group: null,
        size,
        reference: period('reference', reference, all(before.rows)),
        current: period('current', current, all(now.rows))
      }
    ]
  }
  return attributesOf(now.plan)
    .filter((name) => before.columns.has(name) && now.columns.has(name))
    .flatMap((name) =>
      membersOf(before, now, name).map(({ value, members }): Asked => ({
        metric,
        group: { [name]: value },
        size,
        reference: period('reference', reference, members.reference),
        current: period('current', current, members.current)
      }))
    )
}

const isSmall = ({ group, reference }: Quantity['n'], minimum: number): boolean => Math.min(group, reference ?? group) < minimum

/** Each group against the one the plan names, or else against the largest of the reference part. */
function membersOf(
  before: PlannedPart,
  now: PlannedPart,
  name: string
): { value: string; members: { reference: Uint8Array; current: Uint8Array } }[] {
  const use = useNamed(now.plan, name)
  const [a, b] = [attributeOf(before, use), attributeOf(now, use)]
  const named = now.plan.groups.reference[name]
  const counts = a.groups.map(() => 0)
  for (let row = 0; row < a.codes.length; row++) {
    const group = a.map[a.codes[row]!]!
    if (group > 0) counts[group - 1]!++
  }
  const largest = a.groups[counts.indexOf(Math.max(...counts))]
  const base = named !== undefined && a.groups.includes(named) ? named : largest
  return a.groups
    .filter((value) => value !== base && b.groups.includes(value))
    .map((value) => {
      const members = ({ codes, map, groups }: typeof a): Uint8Array => {
        const role = Uint8Array.from(map, (group) =>
          group === 0 ? 0 : groups[group - 1] === value ? 1 : groups[group - 1] === base ? 2 : 0
        )
        return Uint8Array.from(codes, (code) => role[code]!)
      }
      return { value, members: { reference: members(a), current: members(b) } }
    })
}

/** Weighted rows have no decomposition here, masked groups tell none. */
function refused(why: 'weighted' | 'suppressed'): ReturnType<typeof answerOf> {
  const none = undefinedQuantity(why, { group: 0, reference: 0 })
  return { parts: null, quantities: { total: none, mix: none, model: none, unmatched: none } }
}

function answerOf(question: Question, level: number): { parts: Parts | null; quantities: Record<PartName, Quantity> } {
  if (question.suppressed) return refused('suppressed')
  const { metric, size } = question
  const [reference, current] = [maskedAsOne(question, 'reference'), maskedAsOne(question, 'current')]
  const ratio = metric === 'selection_rate_ratio'
  const compared: Compared = {
    reference: countsOf(reference, size, 1),
    current: countsOf(current, size, 1),
    ...(ratio ? { against: { reference: countsOf(reference, size, 2), current: countsOf(current, size, 2) } } : {})
  }
  const total = ({ rows }: Strata): number => rows.reduce((sum, x) => sum + x, 0)
  const n = { group: total(compared.current), reference: total(compared.reference) }
  const parts = kitagawa(compared)
  if (!Object.values(parts).every(Number.isFinite)) {
    const none = undefinedQuantity(n.group === 0 || n.reference === 0 ? 'no-rows' : 'no-common-stratum', n)
    return { parts: null, quantities: { total: none, mix: none, model: none, unmatched: none } }
  }
  const [a, b] = [varianceOf(compared, 'reference', reference), varianceOf(compared, 'current', current)]
  const quantity = (part: PartName): Quantity => {
    const variance = a.variance[part] + b.variance[part]
    const clusters = Math.min(a.clusters, b.clusters)
    if (clusters < FEWEST_CLUSTERS) return withoutInterval(parts[part], 'few-clusters', { n })
    const clustered = Number.isFinite(clusters)
    return withInterval(
      parts[part],
      level,
      (asked) => {
        if (!clustered) return normalInterval(parts[part], variance, asked, 'delta')
        const spread = studentCritical(asked, clusters - 1) * Math.sqrt(variance)
        return { low: parts[part] - spread, high: parts[part] + spread, level: asked, method: 'cluster-robust' }
      },
      { n }
    )
  }
  return {
    parts,
    quantities: { total: quantity('total'), mix: quantity('mix'), model: quantity('model'), unmatched: quantity('unmatched') }
  }
}

type Variance = { variance: Record<PartName, number>; clusters: number }

/** Σ over rows, or over clusters of rows, of the squared sums of each row's gradient: the delta method for counts, of degree zero in them. */
function varianceOf(compared: Compared, side: 'reference' | 'current', period: Period): Variance {
  const own = [compared[side], ...(compared.against === undefined ? [] : [compared.against[side]])]
  const slopes = own.map(({ rows, hits }) => ({
    rows: Array.from(rows, (count, i) => (count > 0 ? gradient(compared, rows, i) : null)),
    hits: Array.from(rows, (count, i) => (count > 0 ? gradient(compared, hits, i) : null))
  }))
  const weightOf = (row: number, part: PartName): number => {
    const who = period.member[row]!
    if (who === 0 || period.outcome[row] === 2 || slopes[who - 1] === undefined) return 0
    const at = period.strata[row]!
    const { rows, hits } = slopes[who - 1]!
    return (rows[at]?.[part] ?? 0) + (period.outcome[row] === 1 ? (hits[at]?.[part] ?? 0) : 0)
  }
  const variance = { total: 0, mix: 0, model: 0, unmatched: 0 }
  if (period.clusters === null) {
    for (const part of PART_NAMES)
      for (let row = 0; row < period.strata.length; row++) {
        const weight = weightOf(row, part)
        variance[part] += weight * weight
      }
    return { variance, clusters: Infinity }
  }
  const { order, starts, clusters } = period.clusters
  let used = 0
  for (const part of PART_NAMES)
    for (let cluster = 0; cluster < clusters; cluster++) {
      let sum = 0
      for (let i = starts[cluster]!; i < starts[cluster + 1]!; i++) sum += weightOf(order[i]!, part)
      variance[part] += sum * sum
    }
  for (let cluster = 0; cluster < clusters; cluster++) {
    for (let i = starts[cluster]!; i < starts[cluster + 1]!; i++)
      if (period.member[order[i]!] !== 0 && period.outcome[order[i]!] !== 2) {
        used++
        break
      }
  }
  for (const part of PART_NAMES) variance[part] *= used / Math.max(1, used - 1)
  return { variance, clusters: used }
}

function waterfallOf(
  { current, reference }: DriftInput,
  { metric, group }: Question,
  by: readonly string[],
  parts: Parts,
  quantities: Record<PartName, Quantity>
): Exhibit {
  const name = METRICS[metric].name
  const who = group === null ? '' : `, ${Object.values(group).join(' × ')}`
  const step = (part: PartName, label: string): { label: string; value: number; low: number | null; high: number | null } => ({
    label,
    value: parts[part],
    low: quantities[part].interval?.low ?? null,
    high: quantities[part].interval?.high ?? null
  })
  return {
    kind: 'waterfall',
    id: `drift/decomposition/${metric}/${encodeURIComponent(
      Object.entries(group ?? {})
        .flat()
        .join('=')
    )}`,
    assessment: 'drift',
    title: `${name}${who}: from ${reference.part} to ${current.part}`,
    at: { part: current.part, control: by.join(' × ') },
    group,
    notes: [
      `Strata: ${by.join(' × ')}. Mix: what the changed shares of the strata come to; within strata: what the changed rates come to. An accounting, not a cause.`
    ],
    unit: METRICS[metric].unit,
    start: { label: reference.part, value: parts.from },
    steps: [
      step('mix', 'changed mix of strata'),
      step('model', 'changed rates within strata'),
      ...(parts.unmatched === 0 ? [] : [step('unmatched', 'strata that only one part has')])
    ],
    end: { label: current.part, value: parts.to }
  }
}

/** Rows and rates of every stratum in both parts; small ones are masked, with what it takes that they cannot be had by subtraction. */
function strataTable(questions: readonly Question[], { names }: Stratification): AttachedRows {
  const rate = (rows: number, hits: number): number | null => (rows === 0 ? null : hits / rows)
  return {
    name: 'drift-strata.csv',
    title: 'Drift: rows and rates of the strata behind the decompositions',
    header: ['measure', 'group', 'stratum', 'reference rows', 'reference rate', 'current rows', 'current rate'],
    rows: questions.flatMap(({ metric, group, reference, current, size, masked }) => {
      const [a, b] = [countsOf(reference, size, 1), countsOf(current, size, 1)]
      return names.flatMap((name, i) =>
        a.rows[i]! + b.rows[i]! === 0
          ? []
          : [
              [
                metric,
                Object.values(group ?? {}).join(' × '),
                name,
                ...(masked.has(i)
                  ? [null, null, null, null]
                  : [a.rows[i]!, rate(a.rows[i]!, a.hits[i]!), b.rows[i]!, rate(b.rows[i]!, b.hits[i]!)])
              ]
            ]
      )
    })
  }
}
