import type { Measure } from '../model/measure'
import { isSlicedMetric, worstEnd } from '../model/assessments/slices'
import type { MetricId } from '../model/metrics'
import type { Plan } from '../model/plan'
import { count, counted, probability } from '../words/format'
import { conditionsText, specOf } from '../words/words'
import { figures, type View } from './view'

/** A slice as a report tells it; `name`: null where the search found it. */
export type ReadSlice = { name: string | null; postHoc: boolean; whole: Measure; difference: Measure }

/** How criteria and measures call the slices of the search. */
export const FOUND = 'found'

/** Slices, widest gap in the bad direction first. */
export function slicesOf({ report, plan }: View): ReadSlice[] {
  const own = report.measures.filter((m) => m.assessment === 'slices' && m.at.slice !== undefined)
  const keyOf = (m: Measure): string => `${m.at.slice} ${conditionsText(m.group)}`
  const wholes = new Map(own.flatMap((m) => (m.reference === null ? [[keyOf(m), m] as const] : [])))
  const named = new Map(plan.assessments.slices?.named.map((one) => [one.name, one.post_hoc]))
  const read = own.flatMap((difference): ReadSlice[] => {
    const whole = difference.reference === null ? undefined : wholes.get(keyOf(difference))
    const name = difference.at.slice === FOUND ? null : (difference.at.slice ?? null)
    return whole === undefined ? [] : [{ name, postHoc: named.get(name ?? '') === true, whole, difference }]
  })
  return read.sort((a, b) => badness(plan, b) - badness(plan, a) || (a.difference.id < b.difference.id ? -1 : 1))
}

/** How far a slice is on the bad side of all other rows. */
const badness = (plan: Plan, { whole: { metric }, difference: { estimate } }: ReadSlice): number =>
  estimate === null || !isSlicedMetric(metric) ? -Infinity : estimate * worstEnd(metric, plan.assessments.slices ?? {})

/** What was searched, in which rows, and the figure of all rows of the test half; null where the report has no slices. */
export function searchOf(view: View): { whole: Measure; text: string } | null {
  const of = (metric: MetricId): Measure | undefined => view.report.measures.find((m) => m.assessment === 'slices' && m.metric === metric)
  const whole = view.report.measures.find((m) => m.assessment === 'slices' && m.at.slice === undefined && !(m.metric in COUNTS))
  const [searched, carried] = [of('slices_searched'), of('slices_carried')]
  if (whole === undefined) return null
  if (searched === undefined || carried === undefined) return { whole, text: '' }
  const depth = view.plan.assessments.slices?.depth ?? 1
  const conditions = depth === 1 ? 'single conditions' : `conjunctions of up to ${depth} conditions`
  const text = `${count(searched.estimate ?? 0)} ${conditions} were looked at in the discovery half (${count(searched.n.group)} rows, ${view.evidence(searched.id)}). ${
    carried.estimate === 0
      ? 'None was worse there than chance alone would often make it, and none was carried'
      : `${sentenceOf(carried.estimate ?? 0)} carried`
  } to the test half (${count(carried.n.group)} rows, ${view.evidence(carried.id)}), where ${specOf(whole).name.toLowerCase()} of all rows is ${figures(view, whole).estimate} (${view.evidence(whole.id)}).`
  return { whole, text }
}

const COUNTS: Partial<Record<MetricId, true>> = { slices_searched: true, slices_carried: true }

const sentenceOf = (n: number): string =>
  `${n === 1 ? 'The worst one was' : `The worst ${count(n)}, of those that do not mostly share their rows, were`}`

/** What the test half says, and how sure that is. */
export function worstSentence(view: View, slices: readonly ReadSlice[]): string {
  const alpha = (1 - view.plan.level) / 2
  const sure = slices.filter(({ difference }) => difference.test !== null && difference.test.adjusted <= alpha)
  const tested = slices.filter(({ difference }) => difference.test !== null)
  if (slices.length === 0) return 'No slice was tested.'
  if (tested.length === 0) return 'No slice has a test: the figures are those of the rows at hand.'
  const [worst] = sure
  if (worst === undefined)
    return `None of the ${counted(tested.length, 'slice')} tested is shown to be worse than all other rows: what the discovery half showed may be chance.`
  const { estimate, interval } = figures(view, worst.difference)
  const others = sure.length === 1 ? '' : `; ${counted(sure.length - 1, 'other slice')} ${sure.length === 2 ? 'is' : 'are'} worse too`
  return `It is worst where ${conditionsText(worst.difference.group)}: ${specOf(worst.whole).name.toLowerCase()} ${figures(view, worst.whole).estimate}, ${estimate} from all other rows (${interval}), p ${probability(worst.difference.test!.adjusted)}${others}.`
}
