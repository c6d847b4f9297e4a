import type { IntervalMethod, Measure } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import type { CellFormat, CellValue, Pack, PackColumn } from '../../../shared/model/pack'
import type { Plan } from '../../../shared/model/plan'
import { ratioToHighest } from '../stats/extremes'
import type { Limits } from '../stats/estimate'
import { fisherTest } from '../stats/fisher'
import { isUndefined } from '../stats/interval'
import { EPSILON } from '../stats/math'
import { pooledZTest } from '../stats/rate-tests'
import type { Variant } from './choice'
import type { Measures } from './measures'
import type { Fraction } from './number-text'
import { count, decimal, fraction, MASKED, NONE, probability, quotient, rounded } from './number-text'
import type { Comparison, Counted } from './ratios'
import { countedOf } from './ratios'
import type { Row } from './rows'
import { applicantsOf, isMasked } from './rows'

/** What a table's cells are made from. `counted`: rows are independent draws that count one each; `simple`: and of a process. */
export type Sheet = {
  pack: Pack
  plan: Plan
  variant: Variant
  measures: Measures
  comparison: Comparison | null
  counted: boolean
  simple: boolean
}

/** A cell's value: exact where it can be, and the measures it was read from. */
export type Value = { number?: number; exact?: Fraction; text?: string; measures?: (Measure | undefined)[] }

const NOTHING: Value = {}

/** A row's rate and the reference's, where the row is compared with it. */
function pair(row: Row, { comparison }: Sheet): { own: Counted; highest: Counted; reference: Row } | null {
  const own = countedOf(row.rate)
  if (own === null || row.outside !== null || comparison === null) return null
  return { own, highest: comparison.highest, reference: comparison.reference }
}

function measureAgainst(row: Row, sheet: Sheet, metric: MetricId): Measure | undefined {
  const reference = sheet.comparison?.reference.group
  return row.group === null || reference === null || reference === undefined
    ? undefined
    : sheet.measures.against(metric, row.group, reference)?.measure
}

const exactOf = ({ k, n, whole }: Counted): Fraction | undefined => (whole ? fraction(k, n) : undefined)

export function ratioOf(row: Row, sheet: Sheet): Value {
  const both = pair(row, sheet)
  if (both === null || both.highest.k <= 0) return NOTHING
  const { own, highest, reference } = both
  const [a, b] = [exactOf(own), exactOf(highest)]
  const exact = a && b && quotient(a, b)
  const measures = [row.rate?.measure, reference.rate?.measure, measureAgainst(row, sheet, sheet.variant.ratio)]
  return { number: own.p / highest.p, measures, ...(exact ? { exact } : {}) }
}

/** Under the pack's mark; a ratio that equals it but for the last bits is not under it. */
export const isUnder = (ratio: number | undefined, mark: number | null): boolean =>
  ratio !== undefined && mark !== null && ratio < mark - 4 * EPSILON

function below(row: Row, sheet: Sheet): Value {
  const { number, measures = [] } = ratioOf(row, sheet)
  return number === undefined ? NOTHING : { text: isUnder(number, sheet.pack.mark_under) ? 'yes' : 'no', measures }
}

function rate(row: Row): Value {
  const counted = countedOf(row.rate)
  if (counted === null) return NOTHING
  const exact = exactOf(counted)
  return { number: counted.p, measures: [row.rate?.measure], ...(exact ? { exact } : {}) }
}

function fisher(row: Row, sheet: Sheet): Value {
  const both = pair(row, sheet)
  if (both === null || row === both.reference) return NOTHING
  const tested = (['selection_rate_ratio', 'selection_rate_difference', 'standard_deviations'] as const)
    .map((metric) => measureAgainst(row, sheet, metric))
    .find((measure) => measure?.test?.method === 'fisher-mid-p')
  if (tested?.test) return { number: tested.test.p, measures: [tested] }
  if (!sheet.counted || !both.own.whole || !both.highest.whole) return NOTHING
  const found = fisherTest(both.own, both.highest)
  return isUndefined(found) ? NOTHING : { number: found.midP.twoSided, measures: [row.rate?.measure, both.reference.rate?.measure] }
}

/** A companion of the four-fifths rule: the measure where there is one, else by its formula from whole counts. */
function companion(
  row: Row,
  sheet: Sheet,
  metric: 'standard_deviations' | 'shortfall' | 'flip_one',
  formula: (own: Counted, highest: Counted) => number | null
): Value {
  const both = pair(row, sheet)
  if (both === null || row === both.reference) return NOTHING
  const found = measureAgainst(row, sheet, metric)
  if (found !== undefined && found.estimate !== null) return { number: found.estimate, measures: [found] }
  const number = found === undefined && both.own.whole && both.highest.whole ? formula(both.own, both.highest) : null
  return number === null ? NOTHING : { number, measures: [row.rate?.measure, both.reference.rate?.measure] }
}

const deviations = (own: Counted, highest: Counted): number | null => {
  const found = pooledZTest(own, highest)
  return isUndefined(found) ? null : found.z
}

const shortfall = (own: Counted, highest: Counted): number => (own.n * (own.k + highest.k)) / (own.n + highest.n) - own.k

const flipOne = (own: Counted, highest: Counted): number | null =>
  highest.k > 1 && own.k < own.n ? (own.k + 1) / own.n / ((highest.k - 1) / highest.n) : null

export const flippedRatio = (row: Row, sheet: Sheet): number | undefined => companion(row, sheet, 'flip_one', flipOne).number

type Bounded = Partial<Limits> & { method?: IntervalMethod; measures?: (Measure | undefined)[] }

const bounded = (measure: Measure | undefined): Bounded =>
  measure?.interval
    ? {
        ...(measure.interval.low === null ? {} : { low: measure.interval.low }),
        ...(measure.interval.high === null ? {} : { high: measure.interval.high }),
        method: measure.interval.method,
        measures: [measure]
      }
    : {}

/** Limits of a ratio to the highest rate, which the data choose (STATISTICS §3): from the counts compared, else those of the measure. */
function ratioLimits(row: Row, sheet: Sheet): Bounded {
  const { comparison, simple, plan } = sheet
  if (pair(row, sheet) === null || comparison === null) return {}
  const index = comparison.rows.indexOf(row)
  if (simple && comparison.whole && index >= 0) {
    const found = ratioToHighest(comparison.counts, index, plan.level)
    if (!isUndefined(found))
      return {
        low: found.interval.low,
        high: found.interval.high,
        method: 'intersection-union-ratio',
        measures: comparison.rows.map((compared) => compared.rate?.measure)
      }
  }
  return bounded(measureAgainst(row, sheet, sheet.variant.ratio))
}

const METHOD: Partial<Record<IntervalMethod, string>> = {
  wilson: 'Wilson',
  'clopper-pearson': 'Clopper–Pearson',
  hypergeometric: 'hypergeometric',
  'intersection-union-ratio': 'intersection–union of score limits',
  'koopman-ratio': 'Koopman score',
  'cluster-robust': 'cluster-robust',
  'design-based': 'design-based'
}

function limit({ measures = [], ...limits }: Bounded, end: 'low' | 'high' | 'method'): Value {
  if (end === 'method') return limits.method === undefined ? NOTHING : { text: METHOD[limits.method] ?? limits.method, measures }
  const number = limits[end]
  return number === undefined ? NOTHING : { number, measures }
}

const VALUES: Record<CellValue, (row: Row, sheet: Sheet) => Value> = {
  applicants: (row) => ({ number: applicantsOf(row), measures: [row.rate?.measure] }),
  selected: (row) => {
    const counted = countedOf(row.rate)
    return counted === null ? NOTHING : { number: counted.k, measures: [row.rate?.measure] }
  },
  rate,
  ratio: ratioOf,
  below,
  fisher_mid_p: fisher,
  standard_deviations: (row, sheet) => companion(row, sheet, 'standard_deviations', sheet.counted ? deviations : () => null),
  shortfall: (row, sheet) => companion(row, sheet, 'shortfall', shortfall),
  flip_one: (row, sheet) => companion(row, sheet, 'flip_one', flipOne),
  rate_low: (row) => limit(bounded(row.rate?.measure), 'low'),
  rate_high: (row) => limit(bounded(row.rate?.measure), 'high'),
  rate_method: (row) => limit(bounded(row.rate?.measure), 'method'),
  ratio_low: (row, sheet) => limit(ratioLimits(row, sheet), 'low'),
  ratio_high: (row, sheet) => limit(ratioLimits(row, sheet), 'high'),
  ratio_method: (row, sheet) => limit(ratioLimits(row, sheet), 'method')
}

function written({ number, exact, text }: Value, format: CellFormat): string {
  if (text !== undefined) return text
  if (number === undefined) return NONE
  if (format === 'count') return Number.isInteger(number) ? count(number) : decimal(number, 1)
  if (format === 'p') return probability(number)
  if (format === 'text') return String(number)
  if ('percent' in format) return `${exact ? rounded(exact, format.percent, 100) : decimal(number * 100, format.percent)}%`
  return exact ? rounded(exact, format.decimals) : decimal(number, format.decimals)
}

/** The text of a cell and the measures it rests on. */
export function cell(row: Row, column: PackColumn, sheet: Sheet): { text: string; measures: string[] } {
  if (isMasked(row)) return { text: MASKED, measures: [row.rate?.measure.id ?? ''] }
  const value = VALUES[column.value](row, sheet)
  return { text: written(value, column.format), measures: (value.measures ?? []).flatMap((measure) => measure?.id ?? []) }
}
