import type { At, Group, Reference } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import { proportionInterval } from '../stats/proportion'
import { joinsOutcomes, labelState, needsLabelsOfAll, whyUnavailable } from './availability'
import { ppvBounds, selectionExtremesBounds, selectionRatioBounds, tprBounds } from './bounds'
import { BINS, calibrationBin } from './calibration'
import { ALL_GROUPS_METRICS, BIN_METRICS, BOUND_METRICS, CONTROL_METRICS, GROUP_METRICS, PAIR_METRICS, REST_METRICS } from './catalogue'
import type { Context } from './context'
import { DISPARITY_METRICS } from './demographic-disparity'
import type { Draft } from './draft'
import { isSmallIn, undefinedDraft } from './draft'
import { againstHighest } from './extremes'
import type { FairnessInput } from './input'
import type { Quantity } from '../stats/quantity'
import { undefinedQuantity, withInterval, withoutInterval } from '../stats/quantity'
import { ALL, pick } from './rates'
import { eligible, mostFavoured, plannedReference } from './reference'
import type { ReferenceGroup } from './reference'
import type { GroupTable } from './roll-up'
import { STRATIFIED_METRICS } from './stratified'
import { maskedGroups, maskedInStrata, maskedOutcomes } from './suppress'
import { maskedWithin, smallCells } from '../stats/suppress'
import type { View } from './view'
import { contextOf, facetsOf, strataOf, stratumName } from './view'
import type { Wanted } from './wanted'

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
  if (
    metric === 'rows' ||
    metric === 'share' ||
    metric in GROUP_METRICS ||
    BIN_METRICS.includes(metric) ||
    (BOUND_METRICS.includes(metric) && metric !== 'selection_rate_ratio_bound')
  )
    return of.flatMap((group) => (reason === null ? ofGroup(job, group) : [undefinedDraft(placeOf(job, group, null), reason)]))
  if (over.length === 0) return []
  if (reference === 'extremes') return metric === 'selection_rate_ratio_bound' ? ofExtremesBounds(job, reason) : [ofExtremes(job, reason)]
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

const hidden = (job: Job, group: number, reference?: number): boolean =>
  [group, reference].some((one) => one !== undefined && (job.masked.has(one) || job.outcomes.has(one)))

const shown = (job: Job, quantity: () => Quantity, group: number, reference?: number): Quantity =>
  hidden(job, group, reference) ? undefinedQuantity('suppressed', { group: 0, reference: reference === undefined ? null : 0 }) : quantity()

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

function ofExtremes(job: Job, reason: ReturnType<typeof whyUnavailable>): Draft {
  const { table, input } = job.context
  const place = { ...placeOf(job, null, { extremes: [...job.wanted.over] }), small: false }
  if (reason !== null) return undefinedDraft(place, reason)
  const metric = ALL_GROUPS_METRICS[job.wanted.metric]
  if (metric === undefined) return undefinedDraft(place, 'not-smooth')
  const among = eligible(input.plan, table).filter((group) => !hidden(job, group))
  return among.length < 2 ? undefinedDraft(place, 'one-group') : { place, quantity: metric(job.context, among) }
}

function ofExtremesBounds(job: Job, reason: ReturnType<typeof whyUnavailable>): Draft[] {
  const place = (bound: 'low' | 'high'): Place => ({ ...placeOf(job, null, { extremes: [...job.wanted.over] }, { bound }), small: false })
  const among = eligible(job.input.plan, job.context.table).filter((group) => !hidden(job, group))
  const absent = reason ?? (among.length < 2 ? 'one-group' : null)
  if (absent !== null) return [undefinedDraft(place('low'), absent), undefinedDraft(place('high'), absent)]
  const { low, high } = selectionExtremesBounds(job.context, among)
  return [
    { place: place('low'), quantity: low },
    { place: place('high'), quantity: high }
  ]
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
  const against: Reference = { group: table.groups[reference.index]!, ...(reference.among ? { by: 'most-favoured' as const } : {}) }
  return known(table).flatMap((group) => {
    if (group === reference.index && !(reference.among && TO_HIGHEST[job.wanted.metric])) return []
    const place = placeOf(job, group, against, {}, table.rows[reference.index])
    if (reason !== null) return [undefinedDraft(place, reason)]
    return compared(job, group, reference).map(({ at, quantity }) => ({
      place: { ...place, at: { ...place.at, ...at } },
      quantity: shown(job, () => quantity, group, reference.index)
    }))
  })
}

type Compared = { at: At; quantity: Quantity }

function compared({ wanted, context }: Job, group: number, reference: ReferenceGroup): Compared[] {
  const { metric } = wanted
  if (metric === 'selection_rate_ratio_bound') {
    const { low, high } = selectionRatioBounds(context, group, reference.index, reference.among)
    return [
      { at: { bound: 'low' }, quantity: low },
      { at: { bound: 'high' }, quantity: high }
    ]
  }
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
