import type { Verdict } from '../model/finding'
import type { Measure } from '../model/measure'
import type { Plan } from '../model/plan'
import type { Report } from '../model/report'
import type { SignOff } from '../model/statement'
import { figureTexts, type FigureTexts } from '../words/figure-texts'
import { NONE, valueText } from '../words/format'
import { CONTROLLED, QUESTIONS, STRATUM_QUESTION } from '../words/questions'

/** What every section looks up. */
export type View = {
  report: Report
  plan: Plan
  /** SHA-256 of the statement, in hex. */
  digest: string
  signOffs: readonly SignOff[]
  /** What the sections speak of: measures with a criterion, of all rows, of single attributes and of crossings that the plan names. */
  named: readonly Measure[]
  /** Those of them that the evidence index has room for, in the same order. */
  printed: readonly Measure[]
  measure: (id: string) => Measure | undefined
  /** E-0001 …; a dash where the measure is in the attached JSON only. */
  evidence: (id: string) => string
  verdicts: (measureId: string) => readonly Verdict[]
}

const MOST_PRINTED = 1_400
const MASKED = '·'

/** `room`: how many measures the evidence index may have, those with a criterion always. */
export function viewOf(report: Report, digest: string, signOffs: readonly SignOff[], room = MOST_PRINTED): View {
  const byId = new Map(report.measures.map((measure) => [measure.id, measure]))
  const verdicts = grouping(report.verdicts, (verdict) => verdict.measure)
  const named = namedMeasures(report, byId, verdicts)
  const printed = withRoom(named, verdicts, Math.max(room, verdicts.size))
  const evidence = new Map(printed.map((measure, at) => [measure.id, evidenceId(at)]))
  return {
    report,
    plan: report.plan.effective,
    digest,
    signOffs,
    named,
    printed,
    measure: (id) => byId.get(id),
    evidence: (id) => evidence.get(id) ?? NONE,
    verdicts: (id) => verdicts.get(id) ?? []
  }
}

const evidenceId = (at: number): string => `E-${String(at + 1).padStart(4, '0')}`

/** Measures with a criterion first, in the order of the verdicts; then those of everybody, of single attributes, and of the crossings that the plan names. */
function namedMeasures(report: Report, byId: ReadonlyMap<string, Measure>, verdicts: ReadonlyMap<string, unknown>): Measure[] {
  const judged = [...verdicts.keys()].flatMap((id) => byId.get(id) ?? [])
  const others = report.measures.filter((measure) => !verdicts.has(measure.id) && !isOfWindow(measure) && !isOfFineStratum(measure))
  const crossings = new Set(report.plan.effective.groups.crossings.map(setKey))
  const sets = [...grouping(others, indexKey)]
  const size = (of: readonly Measure[]): number => (of[0] === undefined ? 0 : isOfSlice(of[0]) ? 1 : attributesOf(of[0]).length)
  const shown = sets.filter(([key, of]) => size(of) < 2 || crossings.has(key)).map(([, of]) => of)
  return [judged, ...shown.sort((a, b) => size(a) - size(b))].flat()
}

/** Where they do not all fit, those with a criterion and those that answer a question go first, the further figures of crossings last. */
function withRoom(named: readonly Measure[], verdicts: ReadonlyMap<string, unknown>, room: number): readonly Measure[] {
  if (named.length <= room) return named
  const rank = (m: Measure): number => {
    if (verdicts.has(m.id)) return 0
    if (isOfSlice(m) || (m.assessment === 'fairness' && ANSWERS.has(m.metric))) return 1
    const attributes = attributesOf(m).length
    if (attributes === 0) return 2
    return m.at.bin !== undefined ? 3 : 3 + attributes
  }
  const first = new Set([...named].sort((a, b) => rank(a) - rank(b)).slice(0, room))
  return named.filter((m) => first.has(m))
}

const ANSWERS: ReadonlySet<string> = new Set([...QUESTIONS.flatMap(({ rate, comparisons }) => [rate, ...comparisons]), ...CONTROLLED])

/** Figures of drift by window are drawn, and attached as a table; the index has those with a criterion. */
const isOfWindow = ({ assessment, at }: Measure): boolean => assessment === 'drift' && at.window !== undefined

/** One value of a control, not all of them together. */
export const isOfStratum = ({ at }: Pick<Measure, 'at'>): boolean => (at.control ?? '').includes('=')

/** Strata of crossings are many and small, and so are further figures of strata: the JSON has them. */
const isOfFineStratum = (m: Measure): boolean =>
  isOfStratum(m) && (attributesOf(m).length > 1 || (m.assessment === 'fairness' && !OF_STRATA.has(m.metric)))

const OF_STRATA: ReadonlySet<string> = new Set([STRATUM_QUESTION.rate, ...STRATUM_QUESTION.comparisons])

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

export type Figures = FigureTexts & { n: string }

/** A measure's numbers as they are printed everywhere, with the same digits. */
export function figures(view: View, measure: Measure): Figures {
  const n = sizes(view, measure)
  if (suppressed(view, measure)) return { estimate: MASKED, low: MASKED, high: MASKED, interval: MASKED, n }
  const thresholds = view.verdicts(measure.id).flatMap((v) => [v.threshold.atLeast, v.threshold.atMost].filter((t) => t !== null))
  return { ...figureTexts(measure, thresholds), n }
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
