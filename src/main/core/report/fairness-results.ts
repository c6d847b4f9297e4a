import type { Measure } from '../../../shared/model/measure'
import type { MetricId } from '../../../shared/model/metrics'
import type { Block, Cell, ColumnSpec, Table } from './blocks'
import { cut, decimal, headed, left, note, paragraph, right, subsection, table, topic } from './build'
import { calibration } from './calibration'
import { forest } from '../../../shared/reading/forest'
import { exhibitTable } from './exhibit-table'
import { counted, NONE, sentence } from '../../../shared/words/format'
import { CONTROLLED, QUESTIONS, STRATUM_QUESTION, type Question } from '../../../shared/words/questions'
import { answerOf, bySetOfAttributes, commonReason, isPlain, widestGap, type FairnessAnswer } from '../../../shared/reading/fairness-answer'
import { attributesOf, figures, grouping, isOfStratum, suppressed, type Figures, type View } from '../../../shared/reading/view'
import { atText, comparedText, groupValues, referenceValues, remarkText, specOf, VERDICT } from '../../../shared/words/words'

const MOST_ROWS = 60

/** Questions about groups, each with one picture, its table and a sentence. */
export function fairnessResults(view: View): Block[] {
  const shown = view.report.exhibits.flatMap((one) => (one.assessment === 'fairness' && one.kind === 'table' ? [exhibitTable(one)] : []))
  return [
    ...bySetOfAttributes(view.named).flatMap((ofSet) => attribute(view, ofSet)),
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
  const { caption, columns, rows } = compared(view, [{ rates, comparisons }], what)
  return cut(
    table(`${caption} by ${what}`, columns, rows.flat(), { wide: true, notes: remarks(view, [...rates, ...comparisons]) }),
    MOST_ROWS
  )
}

type Compared = Pick<FairnessAnswer, 'rates' | 'comparisons'>

/** The groups' rates beside their comparisons, answer by answer in the same columns. */
function compared(view: View, answers: readonly Compared[], what: string): { caption: string; columns: ColumnSpec[]; rows: Cell[][][] } {
  const rate = answers.flatMap(({ rates }) => rates)[0]
  const comparisons = answers.flatMap((of) => of.comparisons)
  const rateName = rate === undefined ? 'Rate' : specOf(rate).name
  const name = comparisons[0] === undefined ? '' : specOf(comparisons[0]).name
  const judged = comparisons.some((m) => view.verdicts(m.id).length > 0)
  const columns = [
    [left(what, 1.6), right('n'), decimal(rateName), decimal('from'), decimal('to')],
    comparisons.length === 0 ? [] : [decimal(difference(name)), decimal('from'), decimal('to'), ...(judged ? [left('Criterion')] : [])],
    [left('Evidence')]
  ].flat()
  const kept = (cells: Cell[]): Cell[] => cells.filter((_, at) => at < 5 || at === 9 || (comparisons.length > 0 && (judged || at !== 8)))
  return { caption: name === '' ? rateName : name, columns, rows: answers.map((of) => comparedRows(view, of).map(kept)) }
}

function comparedRows(view: View, { rates, comparisons }: Compared): Cell[][] {
  const rateOf = new Map(rates.map((m) => [groupValues(m.group), m]))
  const held = new Set(comparisons.map((m) => groupValues(m.group)))
  const references = new Set(comparisons.map((m) => referenceValues(m.reference)))
  const alone = rates.filter((m) => !held.has(groupValues(m.group)))
  return [
    ...comparisons.map((m) => row(view, references, rateOf.get(groupValues(m.group)), m)),
    ...alone.map((m) => row(view, references, m, undefined))
  ]
}

/** The kind of comparison: the rate it compares stands in the column before. */
const difference = (name: string): string => (name.endsWith('ratio') ? 'Ratio' : name.endsWith('difference') ? 'Difference' : name)

function row(view: View, references: ReadonlySet<string>, rate: Measure | undefined, comparison: Measure | undefined): Cell[] {
  const empty: Figures = { estimate: NONE, low: NONE, high: NONE, interval: NONE, n: NONE }
  const a = rate === undefined ? empty : figures(view, rate)
  const b = comparison === undefined ? empty : figures(view, comparison)
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
    comparison === undefined ? '' : verdictCell(view, comparison),
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
  const masked = measures.some((m) => suppressed(view, m) || m.status.reason === 'suppressed')
  return masked ? [...notes, `· : masked, fewer than ${view.plan.suppress_below ?? 0} rows.`] : notes
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
    if (m.estimate !== null)
      blocks.push(note(`Between the extremes: ${estimate}${m.interval === null ? '' : ` (${interval})`}, ${view.evidence(m.id)}.${biased}`))
  }
  return blocks
}

function controlled(view: View, measures: readonly Measure[], what: string): Block[] {
  const asks = topic('Do the gaps remain within strata?')
  const strata = withinStrata(view, measures, what)
  const found = measures.filter((m) => CONTROLLED.includes(m.metric))
  if (found.length === 0) return strata.length === 0 ? [] : [asks, ...strata]
  const known = found.filter((m) => m.estimate !== null)
  const unsaid = found.length - known.length
  const why = commonReason(found.filter((m) => m.estimate === null)) ?? 'every figure is undefined'
  if (known.length === 0) return [asks, ...strata, paragraph(`Not answered over all strata for ${what}: ${why}.`)]
  const left =
    unsaid === 0
      ? []
      : [note(`${sentence(counted(unsaid, 'further figure'))} ${unsaid === 1 ? 'is' : 'are'} undefined; section 10 gives the reasons.`)]
  return [asks, ...strata, overStrata(view, known, what), ...left]
}

/** The first question, asked of each stratum. */
function withinStrata(view: View, measures: readonly Measure[], what: string): Block[] {
  const answers = [...grouping(measures.filter(isOfStratum), (m) => m.at.control ?? '')].flatMap(([control, of]) => {
    const found = answerOf(view, STRATUM_QUESTION, of)
    return found === null || found.why !== null ? [] : [{ control, ...found }]
  })
  if (answers.length === 0) return []
  const { caption, columns, rows } = compared(view, answers, what)
  const shown = answers.flatMap(({ rates, comparisons }) => [...rates, ...comparisons])
  const parts = answers.map(({ control }, at): [string, Cell[][]] => [control.replace('=', ' = '), rows[at] ?? []])
  return [cut(headed(`${caption} by ${what}, stratum by stratum`, columns, parts, remarks(view, shown)), MOST_ROWS)]
}

/** All strata taken together, metric by metric. */
function overStrata(view: View, measures: readonly Measure[], what: string): Table {
  const judged = measures.some((m) => view.verdicts(m.id).length > 0)
  const columns = [
    left(what, 3),
    decimal('Estimate'),
    decimal('from'),
    decimal('to'),
    ...(judged ? [left('Criterion')] : []),
    left('Evidence')
  ]
  const cells = (m: Measure): Cell[] => {
    const { estimate, low, high } = figures(view, m)
    const whom = `${groupValues(m.group)} against ${referenceValues(m.reference)}`
    return [whom, estimate, low, high, ...(judged ? [verdictCell(view, m)] : []), view.evidence(m.id)]
  }
  const parts = [...grouping(measures, (m) => `${specOf(m).name}, ${atText(m.at)}`)].map(([head, of]): [string, Cell[][]] => [
    head,
    of.map(cells)
  ])
  return cut(headed(`Over all strata, ${what}`, columns, parts, remarks(view, measures)), MOST_ROWS)
}

function verdictCell(view: View, m: Measure): Cell {
  const [verdict] = view.verdicts(m.id)
  return verdict === undefined ? '' : { text: VERDICT[verdict.verdict], mark: verdict.verdict }
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
    const where = [comparedText(m), atText(m.at)].filter((text) => text !== '').join('; ')
    return [specOf(m).name, where, estimate, low, high, ...(judged ? [verdictCell(view, m)] : []), view.evidence(m.id)]
  })
  return cut(table(caption, columns, rows, { wide: true, notes: remarks(view, measures) }), MOST_ROWS)
}
