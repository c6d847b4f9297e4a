import type { Measure } from '../model/measure'
import { METRICS } from '../model/metrics'
import { decimalsOf, NONE, valueText } from './format'

export type FigureTexts = { estimate: string; low: string; high: string; interval: string }

/** A measure's estimate and limits with the digits that the report prints. `thresholds`: those that it is held against. */
export function figureTexts({ metric, estimate, interval }: Measure, thresholds: readonly number[] = []): FigureTexts {
  const { unit } = METRICS[metric]
  const { low, high } = interval ?? { low: null, high: null }
  const decimals = decimalsOf(unit, [estimate], low, high, thresholds)
  const show = (x: number | null): string => valueText(x, unit, decimals)
  const limit = (x: number | null, open: string): string => (x === null && interval !== null ? open : show(x))
  const [from, to] = [limit(low, '−∞'), limit(high, '∞')]
  return { estimate: show(estimate), low: from, high: to, interval: interval === null ? NONE : `${from} to ${to}` }
}
