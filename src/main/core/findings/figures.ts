import type { At, Group, Measure, Reference } from '../../../shared/model/measure'
import type { MetricSpec } from '../../../shared/model/metrics'
import { METRICS } from '../../../shared/model/metrics'
import { decimalsOf, valueText as inUnit } from '../../../shared/words/format'

const THIN = '\u202f'

export const specOf = ({ metric }: Pick<Measure, 'metric'>): MetricSpec => METRICS[metric]

const isShare = (spec: MetricSpec): boolean => spec.unit === 'proportion'

/** A whole number, thin spaces between groups of three from five digits on. */
export const wholeNumber = (n: number): string => {
  const text = Math.round(n).toString()
  return text.length < 5 ? text : text.replace(/\B(?=(\d{3})+$)/g, THIN)
}

/** A value in its metric's unit; `decimals` counts those of what is printed. */
export const figure = (x: number, spec: MetricSpec, decimals: number): string => inUnit(x, spec.unit, decimals)

/** As many digits as the tables of the report give the same figure. */
export const decimalsFor = ({ metric, estimate, interval }: Measure, thresholds: readonly number[]): number =>
  decimalsOf(METRICS[metric].unit, [estimate], interval?.low ?? null, interval?.high ?? null, thresholds)

/** A threshold as the plan wrote it: no digits added. */
export const edgeText = (edge: number, spec: MetricSpec): string =>
  isShare(spec) ? `${Number((edge * 100).toPrecision(12))}${THIN}%` : `${edge}`.replace('-', '−')

const pairText = ([name, value]: [string, string | null]): string => (value === null ? `${name} unknown` : `${name} = ${value}`)

/** `sex = F and race = Black`; `all rows` where there is no group. */
export const groupText = (group: Group | null): string =>
  group === null ? 'all rows' : Object.entries(group).map(pairText).join(' and ') || 'all rows'

/** `Selection rate ratio of race = Black against race = White`. */
export function subjectText(measure: Measure): string {
  const { reference, at } = measure
  const where = placeText(at)
  const { name } = specOf(measure)
  if (reference === null) return `${name} of ${groupText(measure.group)}${where}`
  if ('extremes' in reference) return `${name} between the extremes among the groups by ${reference.extremes.join(' and ')}${where}`
  return `${name} of ${groupText(measure.group)} against ${againstText(reference)}${where}`
}

function againstText(reference: Exclude<Reference, { extremes: string[] }>): string {
  if ('group' in reference) return groupText(reference.group)
  if ('part' in reference) return `part ${reference.part}`
  if ('model' in reference) return `model ${reference.model}`
  return 'rest' in reference ? 'all others' : 'everybody'
}

/** ` (feature income, window 2026-03)`; empty where the measure is of all rows. */
function placeText({ feature, window, slice, model, control }: At): string {
  const named = { feature, window, slice: slice === 'found' ? undefined : slice, model, within: control }
  const said = Object.entries(named).flatMap(([what, which]) => (which === undefined ? [] : [`${what} ${which}`]))
  return said.length === 0 ? '' : ` (${said.join(', ')})`
}

const sizes = ({ n, reference }: Measure): string => {
  if (reference === null || n.reference === null) return `n = ${wholeNumber(n.group)}`
  return `n = ${wholeNumber(n.group)} and ${wholeNumber(n.reference)}`
}

const open = (limit: number | null, spec: MetricSpec, decimals: number, word: string): string =>
  limit === null ? word : figure(limit, spec, decimals)

/** `0.612 (95 % interval 0.571 to 0.655; n = 1204 and 5210)`, or the reason in words where there is no value. */
export function valueText(measure: Measure, thresholds: readonly number[]): string {
  const spec = specOf(measure)
  if (measure.status.reason === 'suppressed') return 'masked (a small cell)'
  if (measure.estimate === null) return `undefined (${(measure.status.reason ?? 'no value').replaceAll('-', ' ')}; ${sizes(measure)})`
  const decimals = decimalsFor(measure, thresholds)
  const value = figure(measure.estimate, spec, decimals)
  const { interval } = measure
  if (interval === null) return `${value} (observed, no interval; ${sizes(measure)})`
  const level = Number((interval.level * 100).toPrecision(6))
  return `${value} (${level}${THIN}% interval ${open(interval.low, spec, decimals, 'unbounded')} to ${open(interval.high, spec, decimals, 'unbounded')}; ${sizes(measure)})`
}
