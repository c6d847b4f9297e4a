import type { Plan } from '../../../shared/model/plan'
import type { Population } from '../../../shared/model/report'
import type { Pack } from '../../../shared/model/pack'
import type { Estimate } from '../stats/estimate'
import { EPSILON } from '../stats/math'
import type { Count } from '../stats/two-proportions'
import { fraction } from './number-text'
import type { Row } from './rows'

/** A row's rate as events of applicants; `whole` where both are whole numbers, so that text and tests can be exact. */
export type Counted = { k: number; n: number; p: number; whole: boolean }

export function countedOf(rate: Estimate | undefined): Counted | null {
  const p = rate?.measure.estimate ?? null
  const n = rate?.measure.n.group ?? 0
  if (p === null || !(n > 0)) return null
  const k = Math.round(p * n)
  const whole = fraction(k, n) !== undefined && Math.abs(k / n - p) <= 4 * EPSILON
  return { k: whole ? k : p * n, n, p, whole }
}

/** The rows that ratios are taken among, and the one with the highest rate (the first in order among equals). */
export type Comparison = { rows: Row[]; counts: Count[]; reference: Row; highest: Counted; whole: boolean }

/** Null where no row has a rate. Compared: rows with a rate that are in no way outside; the reference also has the minimum size where the pack says so. */
export function comparisonOf(pack: Pack, plan: Plan, rows: readonly Row[]): Comparison | null {
  const compared = rows.flatMap((row) => {
    const counted = countedOf(row.rate)
    return counted === null || row.outside !== null ? [] : [{ row, counted }]
  })
  const least = pack.reference === 'highest' ? 1 : plan.minimum_group_size
  const highest = compared
    .filter(({ counted }) => counted.n >= least)
    .reduce<(typeof compared)[number] | null>((best, next) => (best === null || next.counted.p > best.counted.p ? next : best), null)
  if (highest === null) return null
  return {
    rows: compared.map(({ row }) => row),
    counts: compared.map(({ counted: { k, n } }) => ({ k, n })),
    reference: highest.row,
    highest: highest.counted,
    whole: compared.every(({ counted }) => counted.whole)
  }
}

/** Whether rows are independent draws that count one each: only then are tests taken from the counts themselves. */
export const isCounted = (plan: Plan, { weights, clusters }: Population): boolean =>
  plan.inference.kind !== 'census' && weights === null && clusters?.repeats !== true

/** Limits are taken from the counts only where these repeat without end: a sample of a frame has narrower ones. */
export const isSimple = (plan: Plan, population: Population): boolean => plan.inference.kind === 'process' && isCounted(plan, population)
