import type { EarlierReport, ReportFacts } from '../../../shared/model/earlier'
import type { Measure } from '../../../shared/model/measure'
import type { Persons } from '../../../shared/model/plan'
import { changeOf, hasStandardError, plainChange, type Change } from './earlier-change'

/** A measure of a criterion in both reports, or in one of them. `value` is null where the two figures are not of one thing. */
export type ComparedMeasure = {
  id: string
  then: Measure | null
  now: Measure | null
  value: number | null
  outcome: { tested: Change } | { untested: string }
  /** The same input files gave another figure. */
  restated: boolean
}

export type Comparing = { then: EarlierReport; facts: ReportFacts; persons: Persons; level: number }

/** The measures of both reports' criteria, this report's first. `judged`: ids of this report's; `measure`: any of its measures. */
export function comparedMeasures(
  comparing: Comparing,
  judged: readonly string[],
  measure: (id: string) => Measure | undefined
): ComparedMeasure[] {
  const before = new Map(comparing.then.measures.map((one) => [one.id, one]))
  const ids = [...new Set([...judged, ...before.keys()])]
  return ids.map((id) => comparedMeasure(comparing, id, before.get(id) ?? null, measure(id) ?? null))
}

function comparedMeasure(comparing: Comparing, id: string, then: Measure | null, now: Measure | null): ComparedMeasure {
  const pair = { id, then, now }
  if (then === null) return { ...pair, value: null, outcome: { untested: 'no criterion of the earlier report' }, restated: false }
  if (now === null) return { ...pair, value: null, outcome: { untested: 'not in this report' }, restated: false }
  const restated = sameInputs(then, now) && !sameFigure(then.estimate, now.estimate)
  const reason = whyNot(comparing, then, now)
  const value = sameDefinition(comparing, then, now) ? plainChange(then, now) : null
  if (reason !== null) return { ...pair, value, outcome: { untested: reason }, restated }
  const tested = changeOf(then, now, comparing.level)
  return { ...pair, value, outcome: tested === null ? { untested: 'not tested: a limit is missing or infinite' } : { tested }, restated }
}

function whyNot(comparing: Comparing, then: Measure, now: Measure): string | null {
  const { then: earlier, facts, persons } = comparing
  if (sameInputs(then, now))
    return sameFigure(then.estimate, now.estimate) ? 'the same data, the same figure' : 'restated: the same data, another figure'
  if (!sameDefinition(comparing, then, now)) return 'not comparable: the definition changed'
  if (earlier.population.inference.kind !== facts.population.inference.kind) return 'not comparable: the inference changed'
  if (persons === 'overlapping' || sharesInputs(then, now)) return 'not comparable: overlapping persons'
  if (persons === 'unknown') return 'not comparable: persons may overlap'
  if (then.estimate === null || now.estimate === null) return 'not tested: undefined'
  if (then.interval === null || now.interval === null) return 'not tested: no interval'
  return hasStandardError(then) && hasStandardError(now) ? null : 'not tested: its limits give no standard error'
}

/** One formula, one coding of the columns, one set of bins: what makes two figures figures of one thing. */
export const sameDefinition = ({ then: earlier, facts }: Comparing, then: Measure, now: Measure): boolean =>
  sameFormula(then, now) && earlier.definitions === facts.definitions && sameBins(earlier.bins, facts.bins)

export const sameFormula = (then: Measure, now: Measure): boolean => then.evidence.formula === now.evidence.formula

function sameBins(a: ReportFacts['bins'], b: ReportFacts['bins']): boolean {
  const names = [...new Set([...Object.keys(a), ...Object.keys(b)])]
  return names.every((name) => a[name]?.join(' ') === b[name]?.join(' '))
}

const inputsOf = ({ evidence }: Measure): string[] => [...evidence.inputs].sort()
const sameInputs = (a: Measure, b: Measure): boolean => inputsOf(a).join(' ') === inputsOf(b).join(' ')
const sharesInputs = (a: Measure, b: Measure): boolean => a.evidence.inputs.some((input) => b.evidence.inputs.includes(input))

const TOLERANCE = 1e-9

function sameFigure(a: number | null, b: number | null): boolean {
  if (a === null || b === null) return a === b
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b))
}
