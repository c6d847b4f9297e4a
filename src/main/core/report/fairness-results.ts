import type { Measure } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import type { Block, Cell, Table } from './blocks'
import { cut, decimal, left, note, paragraph, right, subsection, table, topic } from './build'
import { calibration } from './calibration'
import { forest } from '../../../shared/reading/forest'
import { exhibitTable } from './exhibit-table'
import { counted, NONE, sentence } from '../../../shared/words/format'
import { CONTROLLED, QUESTIONS, type Question } from '../../../shared/words/questions'
import { answerOf, bySetOfAttributes, commonReason, isPlain, widestGap } from '../../../shared/reading/fairness-answer'
import { attributesOf, figures, grouping, type Figures, type View } from '../../../shared/reading/view'
import { atText, comparedText, groupValues, referenceValues, remarkText, specOf, VERDICT } from '../../../shared/words/words'

const MOST_ROWS = 60

/** Questions about groups, each with one picture, its table and a sentence. */
export function fairnessResults(view: View): Block[] {
  const shown = view.report.exhibits.flatMap((one) => (one.assessment === 'fairness' && one.kind === 'table' ? [exhibitTable(one)] : []))
  return [
    ...bySetOfAttributes(view.printed).flatMap((ofSet) => attribute(view, ofSet)),
    ...(shown.length === 0 ? [] : [subsection('Fairness: intervals shown on request'), ...shown])
  ]
}

/** Everything about the groups of one attribute or crossing. */
function attribute(view: View, measures: readonly Measure[]): Block[] {
  const what = attributesOf(measures[0]!).join(' × ')
  const plain = measures.filter((m) => isPlain(view, m))
  const answers = QUESTIONS.flatMap((question) => answer(view, question, plain, what))
  const rest = [...calibration(view, measures, what), ...controlled(view, measures, what), ...otherCriteria(view, measures, what)]
  return answers.length + rest.length === 0 ? [] : [subsection(`Fairness: ${what}`), ...answers, ...rest]
}

function answer(view: View, question: Question, measures: readonly Measure[], what: string): Block[] {
  const found = answerOf(view, question, measures)
  if (found === null) return []
  const { rates, comparisons, extremes, why } = found
  if (why !== null) return [topic(question.asks), paragraph(`Not answered for ${what}: ${why}.`)]
  const picture = forest(view, comparisons, what)
  return [
    topic(question.asks),
    ...(picture === null ? [] : [picture]),
    twin(view, rates, comparisons, what),
    ...sentences(view, comparisons, extremes)
  ]
}

function twin(view: View, rates: readonly Measure[], comparisons: readonly Measure[], what: string): Table {
  const rateOf = new Map(rates.map((m) => [groupValues(m.group), m]))
  const compared = new Set(comparisons.map((m) => groupValues(m.group)))
  const references = new Set(comparisons.map((m) => referenceValues(m.reference)))
  const alone = rates.filter((m) => !compared.has(groupValues(m.group)))
  const rateName = rates[0] === undefined ? 'Rate' : specOf(rates[0]).name
  const name = comparisons[0] === undefined ? '' : specOf(comparisons[0]).name
  const rows = [
    ...comparisons.map((m) => row(view, references, rateOf.get(groupValues(m.group)), m)),
    ...alone.map((m) => row(view, references, m, undefined))
  ]
  const judged = comparisons.some((m) => view.verdicts(m.id).length > 0)
  const columns = [
    [left(what, 1.6), right('n'), decimal(rateName), decimal('from'), decimal('to')],
    comparisons.length === 0 ? [] : [decimal(difference(name)), decimal('from'), decimal('to'), ...(judged ? [left('Criterion')] : [])],
    [left('Evidence')]
  ].flat()
  const kept = (cells: Cell[]): Cell[] => cells.filter((_, at) => at < 5 || at === 9 || (comparisons.length > 0 && (judged || at !== 8)))
  const caption = `${name === '' ? rateName : name} by ${what}`
  return cut(table(caption, columns, rows.map(kept), { wide: true, notes: remarks(view, [...rates, ...comparisons]) }), MOST_ROWS)
}

/** The kind of comparison: the rate it compares stands in the column before. */
const difference = (name: string): string => (name.endsWith('ratio') ? 'Ratio' : name.endsWith('difference') ? 'Difference' : name)

function row(view: View, references: ReadonlySet<string>, rate: Measure | undefined, comparison: Measure | undefined): Cell[] {
  const empty: Figures = { estimate: NONE, low: NONE, high: NONE, interval: NONE, n: NONE }
  const a = rate === undefined ? empty : figures(view, rate)
  const b = comparison === undefined ? empty : figures(view, comparison)
  const [verdict] = comparison === undefined ? [] : view.verdicts(comparison.id)
  const group = (rate ?? comparison)?.group ?? null
  const ids = [rate, comparison].flatMap((m) => (m === undefined ? [] : [view.evidence(m.id)]))
  const small = (rate ?? comparison)?.status.code !== 'ok'
  return [
    { text: groupValues(group), ...(small ? { hatched: true } : {}) },
    rate === undefined ? (b.n.split(' / ')[0] ?? NONE) : a.n,
    a.estimate,
    a.low,
    a.high,
    comparison === undefined && references.has(groupValues(group)) ? 'reference' : b.estimate,
    b.low,
    b.high,
    verdict === undefined ? '' : { text: VERDICT[verdict.verdict], mark: verdict.verdict },
    ids.join(', ')
  ]
}

/** Why figures are missing or to be read with care: one note a reason, naming the groups. */
function remarks(view: View, measures: readonly Measure[]): string[] {
  const said = grouping(
    measures.filter((m) => remarkText(m) !== ''),
    remarkText
  )
  const notes = [...said].map(([why, of]) => `${[...new Set(of.map((m) => groupValues(m.group)))].slice(0, 8).join(', ')}: ${why}.`)
  return view.plan.suppress_below === undefined ? notes : [...notes, `· : masked, fewer than ${view.plan.suppress_below} rows.`]
}

function sentences(view: View, sorted: readonly Measure[], extremes: readonly Measure[]): Block[] {
  const blocks: Block[] = []
  const widest = widestGap(view, sorted)
  if (widest !== null) {
    const { measure, text, verdict } = widest
    blocks.push(paragraph(`${text}, ${view.evidence(measure.id)}.${verdict === '' ? '' : ` ${verdict}`}`))
  }
  for (const m of extremes) {
    const { estimate, interval } = figures(view, m)
    const biased = specOf(m).unit === 'ratio' ? ' The observed ratio of extremes is biased low.' : ''
    if (m.estimate !== null) blocks.push(note(`Between the extremes: ${estimate} (${interval}), ${view.evidence(m.id)}.${biased}`))
  }
  return blocks
}

function controlled(view: View, measures: readonly Measure[], what: string): Block[] {
  const found = measures.filter((m) => CONTROLLED.includes(m.metric))
  if (found.length === 0) return []
  const known = found.filter((m) => m.estimate !== null)
  const unsaid = found.length - known.length
  const why = commonReason(found.filter((m) => m.estimate === null)) ?? 'every figure is undefined'
  if (known.length === 0) return [topic('Do the gaps remain within strata?'), paragraph(`Not answered for ${what}: ${why}.`)]
  const left =
    unsaid === 0
      ? []
      : [note(`${sentence(counted(unsaid, 'further figure'))} ${unsaid === 1 ? 'is' : 'are'} undefined; section 10 gives the reasons.`)]
  return [topic('Do the gaps remain within strata?'), list(view, `Controlled comparisons, ${what}`, known), ...left]
}

/** Measures with a criterion that no question above shows. */
function otherCriteria(view: View, measures: readonly Measure[], what: string): Block[] {
  const shown = new Set<MetricId>([...QUESTIONS.flatMap((q) => [q.rate, ...q.comparisons]), ...CONTROLLED])
  const found = measures.filter((m) => view.verdicts(m.id).length > 0 && (!shown.has(m.metric) || !isPlain(view, m)))
  return found.length === 0
    ? []
    : [topic('Further measures with a criterion'), list(view, `Further measures with a criterion, ${what}`, found)]
}

function list(view: View, caption: string, measures: readonly Measure[]): Table {
  const judged = measures.some((m) => view.verdicts(m.id).length > 0)
  const columns = [
    left('Measure', 2),
    left('Group', 3),
    decimal('Estimate'),
    decimal('from'),
    decimal('to'),
    ...(judged ? [left('Criterion')] : []),
    left('Evidence')
  ]
  const rows = measures.map((m): Cell[] => {
    const { estimate, low, high } = figures(view, m)
    const [verdict] = view.verdicts(m.id)
    const where = [comparedText(m), atText(m.at)].filter((text) => text !== '').join('; ')
    return [
      specOf(m).name,
      where,
      estimate,
      low,
      high,
      ...(judged ? [verdict === undefined ? '' : { text: VERDICT[verdict.verdict], mark: verdict.verdict }] : []),
      view.evidence(m.id)
    ]
  })
  return cut(table(caption, columns, rows, { wide: true, notes: remarks(view, measures) }), MOST_ROWS)
}
