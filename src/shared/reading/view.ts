import type { Verdict } from '../model/finding'
import type { Measure } from '../model/measure'
import type { Plan } from '../model/plan'
import type { Report } from '../model/report'
import type { SignOff } from '../model/statement'
import { decimalsOf, NONE, valueText } from '../words/format'
import { specOf } from '../words/words'

/** What every section looks up. */
export type View = {
  report: Report
  plan: Plan
  /** SHA-256 of the statement, in hex. */
  digest: string
  signOffs: readonly SignOff[]
  /** The measures of the evidence index, in its order. */
  printed: readonly Measure[]
  measure: (id: string) => Measure | undefined
  /** E-0001 …; a dash where the measure is in the attached JSON only. */
  evidence: (id: string) => string
  verdicts: (measureId: string) => readonly Verdict[]
}

const MOST_PRINTED = 1_400
const MASKED = '·'

export function viewOf(report: Report, digest: string, signOffs: readonly SignOff[]): View {
  const byId = new Map(report.measures.map((measure) => [measure.id, measure]))
  const verdicts = grouping(report.verdicts, (verdict) => verdict.measure)
  const printed = printedMeasures(report, byId, verdicts)
  const evidence = new Map(printed.map((measure, at) => [measure.id, evidenceId(at)]))
  return {
    report,
    plan: report.plan.effective,
    digest,
    signOffs,
    printed,
    measure: (id) => byId.get(id),
    evidence: (id) => evidence.get(id) ?? NONE,
    verdicts: (id) => verdicts.get(id) ?? []
  }
}

const evidenceId = (at: number): string => `E-${String(at + 1).padStart(4, '0')}`

/** Measures with a criterion first, in the order of the verdicts; then those of everybody, of single attributes, and of the crossings that the plan names. */
function printedMeasures(report: Report, byId: ReadonlyMap<string, Measure>, verdicts: ReadonlyMap<string, unknown>): Measure[] {
  const judged = [...verdicts.keys()].flatMap((id) => byId.get(id) ?? [])
  const others = report.measures.filter((measure) => !verdicts.has(measure.id) && !isOfWindow(measure) && !isOfFineStratum(measure))
  const named = new Set(report.plan.effective.groups.crossings.map(setKey))
  const sets = [...grouping(others, indexKey)]
  const size = (of: readonly Measure[]): number => (of[0] === undefined ? 0 : isOfSlice(of[0]) ? 1 : attributesOf(of[0]).length)
  const shown = sets.filter(([key, of]) => size(of) < 2 || named.has(key)).map(([, of]) => of)
  return [judged, ...shown.sort((a, b) => size(a) - size(b))].flat().slice(0, MOST_PRINTED)
}

/** Figures of drift by window are drawn, and attached as a table; the index has those with a criterion. */
const isOfWindow = ({ assessment, at }: Measure): boolean => assessment === 'drift' && at.window !== undefined

/** Strata of crossings are many and small: the JSON has them. */
const isOfFineStratum = (measure: Measure): boolean => (measure.at.control ?? '').includes('=') && attributesOf(measure).length > 1

/** The attributes whose groups a measure is about. */
export function attributesOf({ group, reference }: Pick<Measure, 'group' | 'reference'>): string[] {
  if (reference !== null && 'extremes' in reference) return reference.extremes
  return Object.keys(group ?? {})
}

/** Conditions of slices are no attributes: all slices stand together. */
export const isOfSlice = ({ assessment, at }: Measure): boolean => assessment === 'slices' && at.slice !== undefined

/** Which measures stand in one table of the evidence index. */
export const indexKey = (measure: Measure): string => (isOfSlice(measure) ? 'slices' : setKey(attributesOf(measure)))

/** One key for the same attributes in any order. */
export const setKey = (attributes: readonly string[]): string => JSON.stringify([...attributes].sort())

export function grouping<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>()
  for (const item of items) {
    const key = keyOf(item)
    const group = groups.get(key)
    if (group) group.push(item)
    else groups.set(key, [item])
  }
  return groups
}

export type Figures = { estimate: string; low: string; high: string; interval: string; n: string }

/** A measure's numbers as they are printed everywhere, with the same digits. */
export function figures(view: View, measure: Measure): Figures {
  const n = sizes(view, measure)
  if (suppressed(view, measure)) return { estimate: MASKED, low: MASKED, high: MASKED, interval: MASKED, n }
  const { unit } = specOf(measure)
  const { low, high } = measure.interval ?? { low: null, high: null }
  const thresholds = view.verdicts(measure.id).flatMap((v) => [v.threshold.atLeast, v.threshold.atMost].filter((t) => t !== null))
  const decimals = decimalsOf(unit, [measure.estimate], low, high, thresholds)
  const show = (x: number | null): string => valueText(x, unit, decimals)
  const limit = (x: number | null, open: string): string => (x === null && measure.interval !== null ? open : show(x))
  const texts = { estimate: show(measure.estimate), low: limit(low, '−∞'), high: limit(high, '∞') }
  return { ...texts, interval: measure.interval === null ? NONE : `${texts.low} to ${texts.high}`, n }
}

/** A size that is not told stands as 0 in a suppressed measure: it is no count. */
function sizes(view: View, { n, status }: Measure): string {
  const hides = status.code === 'undefined' && status.reason === 'suppressed'
  const size = (rows: number): string => (hides && rows === 0 ? MASKED : sizeText(view, rows))
  return n.reference === null ? size(n.group) : `${size(n.group)} / ${size(n.reference)}`
}

/** A count of persons; masked under the plan's limit. */
export function sizeText({ plan }: Pick<View, 'plan'>, n: number): string {
  return tooSmall(plan, n) ? `< ${plan.suppress_below}` : valueText(n, 'count', 0)
}

/** The plan masks cells as small as this measure's. */
export const suppressed = ({ plan }: Pick<View, 'plan'>, { n }: Measure): boolean =>
  [n.group, n.reference ?? 0].some((size) => tooSmall(plan, size))

const tooSmall = (plan: Plan, n: number): boolean => plan.suppress_below !== undefined && n > 0 && n < plan.suppress_below
