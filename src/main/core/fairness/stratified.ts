import type { MetricId } from '../../../shared/model/metrics'
import type { Computed, Estimate } from '../stats/interval'
import type { Stratum } from '../stats/mantel-haenszel'
import { breslowDayTaroneTest, cmhTest, commonOddsRatio, commonRiskRatio } from '../stats/mantel-haenszel'
import type { Context } from './context'
import type { Quantity } from '../stats/quantity'
import { fromStats, undefinedQuantity, withoutInterval } from '../stats/quantity'
import { pick, REJECTED, SELECTED } from './rates'
import type { GroupTable } from './roll-up'

/** A group against its reference within each value of a control: `strata` has the groups crossed with the control, in the same order as `marginal`. */
export type Strata = { marginal: GroupTable; within: readonly GroupTable[] }

export type StratifiedMetric = (context: Context, strata: Strata, group: number, reference: number) => Quantity

/** Index of a marginal group within a stratum, −1 where it has no rows there. */
export function indexIn(stratum: GroupTable, { groups }: GroupTable, group: number): number {
  const key = JSON.stringify(groups[group])
  return stratum.groups.findIndex((other) => JSON.stringify(other) === key)
}

const counts = (table: GroupTable, group: number): { selected: number; rejected: number } =>
  group < 0 ? { selected: 0, rejected: 0 } : { selected: pick(table.w, group, SELECTED), rejected: pick(table.w, group, REJECTED) }

function stratumOf(table: GroupTable, group: number, reference: number): Stratum {
  const [g, r] = [counts(table, group), counts(table, reference)]
  return { a: g.selected, b: g.rejected, c: r.selected, d: r.rejected }
}

const strataOf = ({ marginal, within }: Strata, group: number, reference: number): Stratum[] =>
  within.map((table) => stratumOf(table, indexIn(table, marginal, group), indexIn(table, marginal, reference)))

/** Rows with a decision, whatever they weigh. */
const sizes = ({ marginal, within }: Strata, group: number, reference: number): Quantity['n'] => {
  const rows = (table: GroupTable, index: number): number => (index < 0 ? 0 : pick(table.counts, index, [...SELECTED, ...REJECTED]))
  const over = (index: number): number => within.reduce((sum, table) => sum + rows(table, indexIn(table, marginal, index)), 0)
  return { group: over(group), reference: over(reference) }
}

const common =
  (rule: (strata: readonly Stratum[], level: number) => Computed<Estimate>): StratifiedMetric =>
  ({ design }, strata, group, reference) => {
    const cells = strataOf(strata, group, reference)
    const n = sizes(strata, group, reference)
    const result = rule(cells, design.level)
    if ('undefined' in result) return undefinedQuantity(whyUndefined(result.undefined), n)
    if (!design.countsRows) return withoutInterval(result.estimate, design.kind === 'weighted' ? 'weighted' : 'rows-repeat', { n })
    const test = cmhTest(cells, false)
    const tested = 'undefined' in test ? {} : { test: { method: 'cmh' as const, p: test.p } }
    return fromStats(result.estimate, design.level, (at) => rule(cells, at), { n, ...tested })
  }

const whyUndefined = (reason: string): 'no-common-stratum' | 'zero-reference' | 'component-below-five' | 'zero-denominator' =>
  reason === 'no-rows'
    ? 'no-common-stratum'
    : reason === 'zero-reference'
      ? 'zero-reference'
      : reason === 'zero-cell'
        ? 'component-below-five'
        : 'zero-denominator'

const homogeneity: StratifiedMetric = ({ design }, strata, group, reference) => {
  const cells = strataOf(strata, group, reference)
  const n = sizes(strata, group, reference)
  if (!design.countsRows) return undefinedQuantity(design.kind === 'weighted' ? 'weighted' : 'rows-repeat', n)
  const result = breslowDayTaroneTest(cells)
  if ('undefined' in result) return undefinedQuantity('no-common-stratum', n)
  return { ...withoutInterval(result.p, 'a-statistic', { n }), test: { method: 'breslow-day-tarone', p: result.p } }
}

const gap = ({ a, b, c, d }: Stratum): number => a / (a + b) - c / (c + d)

/** Strata in which the gap has the opposite sign of the gap over all rows. */
const reversal: StratifiedMetric = (_, strata, group, reference) => {
  const cells = strataOf(strata, group, reference).filter(({ a, b, c, d }) => a + b > 0 && c + d > 0)
  const marginal = gap(stratumOf(strata.marginal, group, reference))
  const n = sizes(strata, group, reference)
  if (cells.length === 0 || !Number.isFinite(marginal)) return undefinedQuantity('no-common-stratum', n)
  return withoutInterval(cells.filter((cell) => gap(cell) * marginal < 0).length, 'a-count', { n })
}

/** Metrics of a group against its reference over the strata of a control. */
export const STRATIFIED_METRICS: Partial<Record<MetricId, StratifiedMetric>> = {
  mantel_haenszel_odds_ratio: common(commonOddsRatio),
  mantel_haenszel_risk_ratio: common(commonRiskRatio),
  breslow_day: homogeneity,
  simpson_reversal: reversal
}
