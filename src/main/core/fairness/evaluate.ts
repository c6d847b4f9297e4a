import type { At, Group, Reference } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import { comparedBy, isUnknownBound } from '../../../shared/model/metrics'
import { proportionInterval } from '../stats/proportion'
import { joinsOutcomes, labelState, needsLabelsOfAll, whyUnavailable } from './availability'
import type { Bounds } from './label-bounds'
import { ppvBounds, tprBounds } from './label-bounds'
import { BINS, calibrationBin } from './calibration'
import { ALL_GROUPS_METRICS, CONTROL_METRICS, GROUP_METRICS, PAIR_METRICS, REST_METRICS } from './catalogue'
import type { Context } from './context'
import { DISPARITY_METRICS } from './demographic-disparity'
import type { Draft } from './draft'
import { isSmallIn, undefinedDraft } from './draft'
import { againstHighest } from './extremes'
import type { FairnessInput } from './input'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity, withheld, withInterval, withoutInterval } from '../stats/quantity'
import { ALL, pick } from './rates'
import { eligible, mostFavoured, plannedReference } from './reference'
import type { ReferenceGroup } from './reference'
import type { GroupTable } from './roll-up'
import { STRATIFIED_METRICS } from './stratified'
import { maskedGroups, maskedInStrata, maskedOutcomes } from './suppress'
import { maskedWithin, smallCells } from '../stats/suppress'
import type { View } from './view'
import { contextOf, facetsOf, strataOf, stratumName } from './view'
import { unknownBounds, unknownExtremesBounds } from './unknown-bounds'
import type { Wanted } from './wanted'
import { isOfOneGroup } from './wanted'

type Place = Draft['place']

/** One request on one table (all rows, or one stratum). */
type Job = {
  input: FairnessInput
  view: View
  wanted: Wanted
  context: Context
  at: At
  masked: ReadonlySet<number>
  /** Groups of which nothing that joins decision and label may be told. */
  outcomes: ReadonlySet<number>
}

/** All measures of a request. */
export function evaluate(input: FairnessInput, view: View, wanted: Wanted): Draft[] {
  const whole = view.table(wanted.over)
  const reason = whyNot(view, wanted.metric)
  if (reason !== null && !wanted.named) return []
  const { suppress_below: below } = input.plan
  const job = (table: GroupTable, at: At, masked: ReadonlySet<number>): Job => ({
    input,
    view,
    wanted,
    context: contextOf(input, view, table),
    at: { ...view.at, ...at },
    masked,
    outcomes: joinsOutcomes(wanted.metric) ? maskedOutcomes(table, masked, below) : NONE
  })
  const { control } = wanted
  const masked = maskedGroups(view, wanted.over, below)
  if (CONTROL_METRICS.includes(wanted.metric))
    return control === undefined ? [] : overStrata(job(whole, { control }, masked), control, reason)
  if (control === undefined) return onTable(job(whole, {}, masked), reason)
  const strata = strataOf(view.cells, control)
  const within = maskedInStrata(view, wanted.over, strata, below)
  return strata.flatMap((stratum, i) =>
    onTable(job(view.table(wanted.over, stratum), { control: stratumName(view.cells, stratum) }, within[i]!), reason)
  )
}

const NONE: ReadonlySet<number> = new Set()

function whyNot(view: View, metric: MetricId): ReturnType<typeof whyUnavailable> {
  const lacking = whyUnavailable(metric, view.frame)
  if (lacking !== null) return lacking
  const labels = labelState(view.frame, view.table([]))
  return labels.known !== undefined && needsLabelsOfAll(metric, labels.known) ? 'labels-follow-the-decision' : null
}

function onTable(job: Job, reason: ReturnType<typeof whyUnavailable>): Draft[] {
  const { metric, over, reference } = job.wanted
  const of = over.length === 0 ? [0].filter((i) => i < job.context.table.groups.length) : job.context.table.groups.map((_, i) => i)
  if (isOfOneGroup(metric))
    return of.flatMap((group) => (reason === null ? ofGroup(job, group) : [undefinedDraft(placeOf(job, group, null), reason)]))
  if (over.length === 0) return []
  if (reference === 'extremes') return ofExtremes(job, reason)
  if (metric in REST_METRICS) return ofRest(job, reason)
  return ofPairs(job, reason)
}

function placeOf(job: Job, group: number | null, reference: Reference | null, at: At = {}, referenceRows = Infinity): Place {
  const { table, input } = job.context
  const named: Group | null = group === null || job.wanted.over.length === 0 ? null : table.groups[group]!
  const rows = Math.min(group === null ? Infinity : table.rows[group]!, referenceRows)
  return {
    metric: job.wanted.metric,
    group: named,
    reference,
    at: { ...job.at, ...at },
    small: isSmallIn(input.plan, rows),
    over: job.wanted.over
  }
}

const hidden = (job: Job, ...groups: number[]): boolean => groups.some((group) => job.masked.has(group) || job.outcomes.has(group))

type Valued = { at: At; quantity: Quantity }

/** Both ends of bounds over the unknown rows, which tell how many there are: where these are masked, the ends decide and are not told. */
function unknownEnds(job: Job, bounds: Bounds): Valued[] {
  const { unknown } = job.context.table
  const told = (quantity: Quantity): Quantity => (unknown >= 0 && hidden(job, unknown) ? withheld(quantity) : quantity)
  return [
    { at: { bound: 'low' }, quantity: told(bounds.low) },
    { at: { bound: 'high' }, quantity: told(bounds.high) }
  ]
}

const shown = (job: Job, quantity: () => Quantity, group: number, reference?: number): Quantity =>
  hidden(job, group, ...(reference === undefined ? [] : [reference]))
    ? undefinedQuantity('suppressed', { group: 0, reference: reference === undefined ? null : 0 })
    : quantity()

function ofGroup(job: Job, group: number): Draft[] {
  const { metric } = job.wanted
  const draft = (quantity: () => Quantity, at: At = {}): Draft => ({
    place: placeOf(job, group, null, at),
    quantity: shown(job, quantity, group)
  })
  if (metric === 'rows')
    return [
      draft(() =>
        withoutInterval(job.context.table.rows[group]!, 'a-count', { n: { group: job.context.table.rows[group]!, reference: null } })
      )
    ]
  if (metric === 'share') return job.wanted.over.length === 0 ? [] : [draft(() => shareOf(job.context, group))]
  if (metric === 'tpr_bound' || metric === 'ppv_bound') {
    const bounds = (metric === 'tpr_bound' ? tprBounds : ppvBounds)(job.context, group)
    return [draft(() => bounds.low, { bound: 'low' }), draft(() => bounds.high, { bound: 'high' })]
  }
  if (metric === 'calibration_bin_score' || metric === 'calibration_bin_rate')
    return ofBins(job, group, metric).map((quantity, bin) => draft(() => quantity, { bin }))
  return [draft(() => GROUP_METRICS[metric]!(job.context, group))]
}

/** The bins of a curve add up to their group: none that is masked may stand alone. */
function ofBins({ context, input }: Job, group: number, metric: 'calibration_bin_score' | 'calibration_bin_rate'): Quantity[] {
  const { suppress_below: below } = input.plan
  const bins = Array.from(
    { length: BINS },
    (_, bin) => calibrationBin(context, group, bin)[metric === 'calibration_bin_score' ? 'score' : 'rate']
  )
  const rows = bins.map(({ n }) => n.group)
  const filled = rows.flatMap((n, bin) => (n > 0 ? [bin] : []))
  const masked = below === undefined ? NONE : maskedWithin(rows, [filled], smallCells(rows, below), below)
  return bins.map((quantity, bin) => (masked.has(bin) ? undefinedQuantity('suppressed', { group: 0, reference: null }) : quantity))
}

/** Weighted share of all rows of the table. */
function shareOf({ table, design }: Context, group: number): Quantity {
  const total = table.groups.reduce((sum, _, i) => sum + pick(table.w, i, ALL), 0)
  const own = pick(table.w, group, ALL)
  const n = { group: table.rows[group]!, reference: null }
  if (design.kind !== 'independent') return withoutInterval(own / total, design.kind === 'weighted' ? 'weighted' : 'rows-repeat', { n })
  const factor = 1 / Math.max(design.correction, 1e-9)
  return withInterval(own / total, design.level, (at) => proportionInterval(own * factor, total * factor, at), { n })
}

function ofExtremes(job: Job, reason: ReturnType<typeof whyUnavailable>): Draft[] {
  const { table, input } = job.context
  const place = { ...placeOf(job, null, { extremes: [...job.wanted.over] }), small: false }
  const among = eligible(input.plan, table).filter((group) => !hidden(job, group))
  const absent = reason ?? (among.length < 2 ? 'one-group' : null)
  if (absent !== null) return [undefinedDraft(place, absent)]
  const found = ofExtremesAmong(job, among)
  if (found === null) return [undefinedDraft(place, 'not-smooth')]
  return found.map(({ at, quantity }) => ({ place: { ...place, at: { ...place.at, ...at } }, quantity }))
}

function ofExtremesAmong(job: Job, among: readonly number[]): Valued[] | null {
  const { wanted, context } = job
  const { metric } = wanted
  if (!isUnknownBound(metric)) {
    const value = ALL_GROUPS_METRICS[metric]
    return value === undefined ? null : [{ at: {}, quantity: value(context, among) }]
  }
  const bounds = unknownExtremesBounds(metric, context, among)
  return bounds === null ? null : unknownEnds(job, bounds)
}

/** Every known group but the planned reference, against all other known rows. */
function ofRest(job: Job, reason: ReturnType<typeof whyUnavailable>): Draft[] {
  const { table, input } = job.context
  const planned = plannedReference(input.plan, table)
  return known(table).flatMap((group) => {
    if (group === planned?.index && known(table).length > 1) return []
    const rest = job.view.rest(table, group)
    const place = placeOf(job, group, { rest: true }, {}, rest.rows[1])
    if (reason !== null) return [undefinedDraft(place, reason)]
    return [{ place, quantity: shown(job, () => REST_METRICS[job.wanted.metric]!({ ...job.context, table: rest }, 0, 1), group) }]
  })
}

const known = (table: GroupTable): number[] => table.groups.map((_, i) => i).filter((i) => i !== table.unknown)

function referenceOf(job: Job): ReferenceGroup | null {
  const { table, input } = job.context
  return job.wanted.reference === 'most_favoured' ? mostFavoured(table, eligible(input.plan, table)) : plannedReference(input.plan, table)
}

const TO_HIGHEST: Partial<Record<MetricId, 'ratio' | 'difference'>> = {
  selection_rate_ratio: 'ratio',
  scoring_rate_ratio: 'ratio',
  selection_rate_difference: 'difference'
}

/** Every known group against the reference; a reference that the data choose is listed too, against itself. */
function ofPairs(job: Job, reason: ReturnType<typeof whyUnavailable>): Draft[] {
  const { table } = job.context
  const reference = referenceOf(job)
  if (reference === null) return []
  const { metric } = job.wanted
  const toHighest = TO_HIGHEST[isUnknownBound(metric) ? comparedBy(metric) : metric] !== undefined
  const against: Reference = { group: table.groups[reference.index]!, ...(reference.among ? { by: 'most-favoured' as const } : {}) }
  return known(table).flatMap((group) => {
    if (group === reference.index && !(reference.among && toHighest)) return []
    const place = placeOf(job, group, against, {}, table.rows[reference.index])
    if (reason !== null) return [undefinedDraft(place, reason)]
    return compared(job, group, reference).map(({ at, quantity }) => ({
      place: { ...place, at: { ...place.at, ...at } },
      quantity: shown(job, () => quantity, group, reference.index)
    }))
  })
}

function compared(job: Job, group: number, reference: ReferenceGroup): Valued[] {
  const { wanted, context } = job
  const { metric } = wanted
  if (isUnknownBound(metric)) return unknownEnds(job, unknownBounds(metric, context, group, reference))
  const kind = TO_HIGHEST[metric]
  const { index, among } = reference
  if (among !== null && kind !== undefined) return [{ at: {}, quantity: againstHighest(context, group, { index, among }, kind) }]
  const pair = PAIR_METRICS[metric]
  if (pair === undefined) return []
  const quantity = pair(context, group, index)
  return [{ at: {}, quantity: among ? ofChosen(quantity) : quantity }]
}

/** Limits and tests against a group fixed beforehand do not hold for one that the data chose. */
function ofChosen({ estimate, reason, n, noInterval }: Quantity): Quantity {
  return { estimate, n, interval: null, limits: null, ...(reason ? { reason } : {}), noInterval: noInterval ?? 'chosen-by-the-data' }
}

function overStrata(job: Job, control: string, reason: ReturnType<typeof whyUnavailable>): Draft[] {
  const { view, wanted, context } = job
  const { table } = context
  const stratified = STRATIFIED_METRICS[wanted.metric]
  const facet = DISPARITY_METRICS[wanted.metric]
  const reference = plannedReference(context.input.plan, table)
  const strata = { marginal: table, within: strataOf(view.cells, control).map((stratum) => view.table(wanted.over, stratum)) }
  return known(table).flatMap((group): Draft[] => {
    if (reference === null || group === reference.index) return []
    const against: Reference = stratified ? { group: table.groups[reference.index]! } : { rest: true }
    const place = placeOf(job, group, against, {}, table.rows[reference.index])
    if (reason !== null) return [undefinedDraft(place, reason)]
    const quantity = (): Quantity =>
      stratified ? stratified(context, strata, group, reference.index) : facet!(context, facetsOf(view, table, group, control))
    const value = shown(job, quantity, group, reference.index)
    return [{ place, quantity: stratified && reference.among ? ofChosen(value) : value }]
  })
}
