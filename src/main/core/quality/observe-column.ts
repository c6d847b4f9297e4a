import type { Role } from '../../../shared/model/dataset'
import type { LoadedColumn } from '../assessment'
import { powerInteger } from '../stats/math'
import { undefinedQuantity, withoutInterval, type Quantity } from '../stats/quantity'
import { shareOfRows, tally, type Flags, type RowDesign } from '../stats/share-of-rows'
import type { ColumnFacts, NumberFacts } from './facts'
import { isQuantity } from './how-read'
import { FIRST_ROWS, type ColumnObservation, type ColumnSummary, type Notice, type QualityDraft } from './observation'
import { categoryFlags, firstRows, missingFlags, numberFlags } from './row-flags'
import { sameValues, unitRatio } from './units'

/** `loaded` is null for texts that are too many. `expected`: what the reference part has in the column of that name. */
export type ColumnToObserve = {
  loaded: LoadedColumn | null
  facts: ColumnFacts
  expected: ColumnFacts | null
  role: Role
  design: RowDesign
  robustZ: number
}

/** Everything that is measured of one column by itself and against the reference. */
export function observeColumn(input: ColumnToObserve): ColumnObservation {
  const found = [missing(input), constant(input), ...against(input), ...(hasOutliers(input) ? outliers(input) : [])]
  return {
    summary: summaryOf(input.facts),
    drafts: found.flatMap(({ drafts }) => drafts),
    notices: found.flatMap(({ notices }) => notices)
  }
}

type Found = Pick<ColumnObservation, 'drafts' | 'notices'>
const nothing: Found = { drafts: [], notices: [] }

function summaryOf(facts: ColumnFacts): ColumnSummary {
  const { column, n } = facts
  if (facts.kind === 'texts') return { column, n, distinct: null, mostFrequent: null, low: null, median: null, high: null }
  const { distinct, mostFrequent } = facts
  if (facts.kind === 'categories' || n === 0) return { column, n, distinct, mostFrequent, low: null, median: null, high: null }
  return { column, n, distinct, mostFrequent, low: facts.low, median: facts.quartiles[1], high: facts.high }
}

const draft = (input: ColumnToObserve, metric: QualityDraft['metric'], quantity: Quantity, comparing = false): QualityDraft => ({
  metric,
  at: { feature: input.facts.column.name },
  quantity,
  comparing
})

const notice = (input: ColumnToObserve, kind: Notice['kind'], flags: Flags, said: string): Notice => {
  const { events, rows } = tally(flags)
  return {
    kind,
    column: input.facts.column.name,
    rows: events,
    share: events / Math.max(1, rows),
    first: firstRows(flags, FIRST_ROWS),
    said
  }
}

/** Texts that are too many are counted on import. */
function missing(input: ColumnToObserve): Found {
  const { loaded, facts, design } = input
  if (loaded !== null) {
    const flags = missingFlags(loaded)
    const notices = facts.n < facts.rows && input.role !== 'label' ? [notice(input, 'missing', flags, '')] : []
    return { drafts: [draft(input, 'missing_rate', shareOfRows(flags, design))], notices }
  }
  const share = (facts.rows - facts.n) / facts.rows
  const n = { group: facts.rows, reference: null }
  const quantity = facts.rows === 0 ? undefinedQuantity('no-rows', n) : withoutInterval(share, 'a-statistic', { n })
  const notices: Notice[] =
    share > 0 ? [{ kind: 'missing', column: facts.column.name, rows: facts.rows - facts.n, share, first: [], said: '' }] : []
  return { drafts: [draft(input, 'missing_rate', quantity)], notices }
}

function constant(input: ColumnToObserve): Found {
  const { facts } = input
  if (facts.kind === 'texts') return nothing
  const n = { group: facts.n, reference: null }
  if (facts.n === 0) return { drafts: [draft(input, 'most_frequent_share', undefinedQuantity('no-rows', n))], notices: [] }
  const share = facts.mostFrequent / facts.n
  const drafts = [draft(input, 'most_frequent_share', withoutInterval(share, 'a-statistic', { n }))]
  return {
    drafts,
    notices: facts.distinct > 1 ? [] : [{ kind: 'constant', column: facts.column.name, rows: facts.n, share, first: [], said: '' }]
  }
}

/** Columns of these roles have other values in every part. */
const NAMES_ROWS: readonly Role[] = ['id', 'cluster', 'time']

function against(input: ColumnToObserve): Found[] {
  const { loaded, facts, expected } = input
  if (loaded === null || expected === null || expected.n === 0 || NAMES_ROWS.includes(input.role)) return []
  if ('codes' in loaded && expected.kind === 'categories')
    return [
      unseen(
        input,
        loaded,
        expected.values.filter((_, k) => expected.counts[k]! > 0)
      )
    ]
  if (
    'numbers' in loaded &&
    facts.kind === 'numbers' &&
    expected.kind === 'numbers' &&
    isQuantity(facts.column) &&
    isQuantity(expected.column)
  )
    return [outside(input, loaded.numbers, expected), fractions(input, loaded.numbers, expected), units(input, facts, expected)]
  return []
}

function unseen(input: ColumnToObserve, { codes, values }: Extract<LoadedColumn, { codes: unknown }>, known: readonly string[]): Found {
  const seen = new Set(known)
  const flags = categoryFlags(codes, values, (value) => !seen.has(value))
  const drafts = [draft(input, 'unseen_category_share', shareOfRows(flags, input.design), true)]
  const { facts } = input
  const fresh = facts.kind === 'categories' ? values.filter((value, k) => !seen.has(value) && facts.counts[k]! > 0).length : 0
  if (fresh === 0 || input.role === 'model_version') return { drafts, notices: [] }
  return { drafts, notices: [notice(input, 'unseen', flags, `${fresh} ${fresh === 1 ? 'value' : 'values'} that the reference never has`)] }
}

function outside(input: ColumnToObserve, numbers: Float64Array, { low, high, n }: NumberFacts): Found {
  const flags = numberFlags(numbers, (value) => value < low || value > high)
  const drafts = [draft(input, 'out_of_range_share', shareOfRows(flags, input.design), true)]
  const { events, rows } = tally(flags)
  return events === 0 || exceedanceP(events, rows, n) > RARELY
    ? { drafts, notices: [] }
    : { drafts, notices: [notice(input, 'out-of-range', flags, `outside ${Number(low.toPrecision(9))} to ${Number(high.toPrecision(9))}`)] }
}

/** Range that rows drawn alike leave so far more rarely than this is worth a notice. */
const RARELY = 0.001

/**
 * P(at least k of n rows lie outside the range of N others drawn alike): each end is passed by a geometric number with ratio n/(n + N), as it is in long
 * samples. Gumbel & von Schelling 1950.
 */
function exceedanceP(k: number, n: number, others: number): number {
  const ratio = n / (n + others)
  return powerInteger(ratio, k) * (1 + k * (1 - ratio))
}

function fractions(input: ColumnToObserve, numbers: Float64Array, expected: NumberFacts): Found {
  if (expected.fractional > 0) return nothing
  const flags = numberFlags(numbers, (value) => !Number.isInteger(value))
  const drafts = [draft(input, 'fractional_share', shareOfRows(flags, input.design), true)]
  return tally(flags).events === 0
    ? { drafts, notices: [] }
    : { drafts, notices: [notice(input, 'fractional', flags, 'fractions where the reference has whole numbers only')] }
}

function units(input: ColumnToObserve, facts: NumberFacts, expected: NumberFacts): Found {
  const n = { group: facts.n, reference: expected.n }
  if (facts.n === 0) return { drafts: [draft(input, 'unit_ratio', undefinedQuantity('no-rows', n), true)], notices: [] }
  if (!(expected.medianSize > 0)) return { drafts: [draft(input, 'unit_ratio', undefinedQuantity('zero-reference', n), true)], notices: [] }
  const ratio = facts.medianSize / expected.medianSize
  const drafts = [draft(input, 'unit_ratio', withoutInterval(ratio, 'a-statistic', { n }), true)]
  const found = unitRatio(facts, expected)
  if (found === null) return { drafts, notices: [] }
  const said = `values about ${found.times} times those of the reference, in median and spread alike${found.units}`
  return { drafts, notices: [{ kind: 'units', column: facts.column.name, rows: facts.n, share: 1, first: [], said }] }
}

const hasOutliers = ({ facts, role }: ColumnToObserve): boolean =>
  facts.kind === 'numbers' && isQuantity(facts.column) && role !== 'id' && role !== 'cluster' && role !== 'label' && facts.distinct > 2

function outliers(input: ColumnToObserve): Found[] {
  const { loaded, facts, design, robustZ } = input
  if (facts.kind !== 'numbers' || loaded === null || !('numbers' in loaded)) return []
  const { quartiles, mad } = facts
  const n = { group: facts.n, reference: null }
  const share = (metric: 'outlier_share' | 'tukey_outlier_share', scale: number, isOut: (value: number) => boolean): Found => {
    if (sameValues(scale)) return { drafts: [draft(input, metric, undefinedQuantity('zero-denominator', n))], notices: [] }
    const flags = numberFlags(loaded.numbers, isOut)
    const drafts = [draft(input, metric, shareOfRows(flags, design))]
    return tally(flags).events === 0
      ? { drafts, notices: [] }
      : { drafts, notices: metric === 'outlier_share' ? [] : [notice(input, 'outliers', flags, "beyond Tukey's outer fences")] }
  }
  const reach = robustZ * 1.4826 * mad
  const fence = 3 * (quartiles[2] - quartiles[0])
  return [
    share('outlier_share', mad, (value) => Math.abs(value - quartiles[1]) > reach),
    share('tukey_outlier_share', fence, (value) => value < quartiles[0] - fence || value > quartiles[2] + fence)
  ]
}
