import type { Measure } from '../model/measure'
import type { MetricId } from '../model/metrics'
import type { Question } from '../words/questions'
import { comparedText, referenceKind, remarkText, specOf } from '../words/words'
import { attributesOf, figures, grouping, setKey, type View } from './view'

/** What a report says to one question about the groups of one attribute or crossing; `why`: the one reason why nothing can be said. */
export type FairnessAnswer = {
  question: Question
  rates: readonly Measure[]
  /** Against one reference, widest gap first, the unknown last. */
  comparisons: readonly Measure[]
  /** Between the extremes among the groups. */
  extremes: readonly Measure[]
  why: string | null
}

/** The fairness measures by the attributes they are about, single attributes first. */
export function bySetOfAttributes(measures: readonly Measure[]): Measure[][] {
  const found = measures.filter((m) => m.assessment === 'fairness' && attributesOf(m).length > 0)
  const sets = [...grouping(found, (m) => setKey(attributesOf(m))).values()]
  return sets.sort((a, b) => attributesOf(a[0]!).length - attributesOf(b[0]!).length)
}

/** Of the assessed part as a whole: no stratum, bin, class, window or bound. */
export function isPlain({ plan }: Pick<View, 'plan'>, { at }: Measure): boolean {
  const keys = Object.entries(at).filter(([key, value]) => key !== 'part' && value !== undefined)
  return keys.length === 0 && (at.part ?? 'current') === (plan.assessments.fairness?.part ?? 'current')
}

/** The answer from the plain measures of one set of attributes; null where none of its metrics was asked for. */
export function answerOf(view: View, question: Question, measures: readonly Measure[]): FairnessAnswer | null {
  const of = (metric: MetricId): Measure[] => measures.filter((m) => m.metric === metric && m.group !== null)
  const rates = of(question.rate)
  const candidates = question.comparisons.map((metric) => againstOneReference(view, of(metric))).filter((found) => found.length > 0)
  const comparisons = candidates.find((found) => found.some((m) => view.verdicts(m.id).length > 0)) ?? candidates[0] ?? []
  if (rates.length + comparisons.length === 0) return null
  return {
    question,
    rates,
    comparisons: byGap(comparisons),
    extremes: measures.filter((m) => m.metric === comparisons[0]?.metric && m.group === null),
    why: commonReason([...rates, ...comparisons])
  }
}

/** Where groups are held against several references: those with a criterion, else those that the plan names. */
export function againstOneReference(view: View, comparisons: readonly Measure[]): Measure[] {
  const kinds = [...grouping(comparisons, referenceKind).values()]
  const judged = kinds.find((of) => of.some((m) => view.verdicts(m.id).length > 0))
  return judged ?? kinds.find(([first]) => first !== undefined && referenceKind(first) === 'named') ?? kinds[0] ?? []
}

/** The reason why nothing can be said, where it is the same for every group. */
export function commonReason(measures: readonly Measure[]): string | null {
  const reasons = new Set(measures.map((m) => (m.estimate === null ? remarkText(m) : '')))
  const [only] = reasons
  return reasons.size === 1 && only !== undefined && only !== '' ? only : null
}

/** How far from no difference, on a scale where a ratio and its inverse are equally far. */
function gap(m: Measure): number {
  if (m.estimate === null) return -1
  if (specOf(m).unit !== 'ratio') return Math.abs(m.estimate)
  return m.estimate <= 0 ? Infinity : Math.max(m.estimate, 1 / m.estimate)
}

export const isUnknown = (m: Pick<Measure, 'group'>): boolean => Object.values(m.group ?? {}).includes(null)

/** Widest gap first; the unknown, who are no group, last. */
export const byGap = (measures: readonly Measure[]): Measure[] =>
  [...measures].sort((a, b) => Number(isUnknown(a)) - Number(isUnknown(b)) || (gap(a) === gap(b) ? 0 : gap(b) - gap(a)))

/** The sentence on the widest gap among groups that are large enough, and the measure it names. */
export function widestGap(view: View, sorted: readonly Measure[]): { measure: Measure; text: string; verdict: string } | null {
  const widest = sorted.find((m) => !isUnknown(m) && m.status.code !== 'small')
  if (widest === undefined || widest.estimate === null) return null
  const { estimate, interval } = figures(view, widest)
  const uncertain = widest.interval === null ? 'observed, without an interval' : `interval ${interval}`
  const text = `The largest gap among groups of at least ${view.plan.minimum_group_size} is that of ${comparedText(widest)}: ${specOf(widest).name.toLowerCase()} ${estimate} (${uncertain})`
  return { measure: widest, text, verdict: verdictSentence(view, widest) }
}

const VERDICT_SENTENCE = {
  pass: 'is met on this evidence',
  fail: 'is not met',
  insufficient: 'is neither met nor missed: the evidence is insufficient'
}

function verdictSentence(view: View, m: Measure): string {
  const [verdict] = view.verdicts(m.id)
  return verdict === undefined ? '' : `Criterion ${verdict.criterion} ${VERDICT_SENTENCE[verdict.verdict]}.`
}
