import type { EarlierReport } from '../../../shared/model/earlier'
import type { Measure } from '../../../shared/model/measure'
import type { Persons } from '../../../shared/model/plan'
import { grouped } from '../evidence/digest'
import { holm } from '../stats/multiplicity'
import type { Block, Cell } from './blocks'
import { definitions, left, list, paragraph, right, section, subsection, table } from './build'
import { isFactor } from './earlier-change'
import { comparedFacts } from './earlier-comparison'
import { factsOf } from './earlier-facts'
import { comparedMeasures, sameFormula, type ComparedMeasure } from './earlier-measures'
import { counted, decimalsFor, decimalsOf, fixed, NONE, probability, timeText, valueText } from '../../../shared/words/format'
import { suppressed, type View } from '../../../shared/reading/view'
import { measureText, specOf } from '../../../shared/words/words'

/** Section 11: what changed since an earlier report. */
export function changes(view: View): Block[] {
  const { earlier } = view.report
  return [section(11, 'Changes and comparability'), ...(earlier === null ? withoutEarlier(view) : withEarlier(view, earlier))]
}

const superseded = ({ plan: { supersedes } }: View): { term: string; text: string; code?: boolean }[] =>
  supersedes === undefined
    ? []
    : [
        { term: 'Supersedes', text: grouped(supersedes.report), code: true },
        { term: 'Reason', text: supersedes.reason }
      ]

function withoutEarlier(view: View): Block[] {
  if (view.plan.supersedes === undefined)
    return [paragraph('No earlier report is named. Nothing is compared, and no earlier figure is restated.')]
  return [
    definitions(superseded(view)),
    paragraph(
      'The earlier report was not an input. Its figures are not compared with these and not restated: where model, data, plan, definition, threshold or program changed, a difference between the two reports is not a change of the model.'
    )
  ]
}

const PERSONS: Record<Persons, string> = {
  disjoint: 'nobody is in the data of both, as the plan claims',
  overlapping: 'some are in the data of both: a report does not hold the paired variance that a test would need',
  unknown: 'whether some are in the data of both is not known'
}

function withEarlier(view: View, earlier: EarlierReport): Block[] {
  const persons = view.plan.earlier?.persons ?? 'unknown'
  const facts = factsOf(view.report)
  const judged = view.report.verdicts.map(({ measure }) => measure)
  const rows = comparedMeasures({ then: earlier, facts, persons, level: view.plan.level }, judged, view.measure)
  return [
    definitions([
      { term: 'Earlier report', text: grouped(earlier.report), code: true },
      { term: 'Written', text: `${timeText(earlier.at)}, as claimed` },
      { term: 'Signed', text: signedText(earlier) },
      { term: 'Persons', text: PERSONS[persons] },
      ...superseded(view)
    ]),
    paragraph(
      'What the earlier report said is copied here, and a re-performance copies it again: it is checked against the earlier report, not against the data. Where anything below changed, a difference between the two reports need not be a change of the model.'
    ),
    table(
      'What changed since the earlier report',
      [left('What'), left('Status'), left('Then → now', 4)],
      comparedFacts(earlier, facts, formulasThatDiffer(rows)).map(({ what, same, detail }): Cell[] => [
        what,
        same ? 'same' : 'changed',
        detail || NONE
      ])
    ),
    subsection('Figures of the criteria'),
    ...(rows.length === 0
      ? [paragraph('Neither report has a criterion that was measured.')]
      : [figuresTable(view, earlier, rows), restatedList(view, earlier, rows)])
  ]
}

const signedText = ({ signers }: EarlierReport): string =>
  signers.length === 0
    ? 'unsigned: nobody vouches for what it says'
    : `${counted(signers.length, 'signature')} that hold; whose the keys are was not judged: ${signers.map(({ role, key }) => `${role} ${key.slice(0, 16)}…`).join(', ')}`

const formulasThatDiffer = (rows: readonly ComparedMeasure[]): string[] => [
  ...new Set(rows.flatMap(({ then, now }) => (then !== null && now !== null && !sameFormula(then, now) ? [specOf(now).name] : [])))
]

function figuresTable(view: View, earlier: EarlierReport, rows: readonly ComparedMeasure[]): Block {
  const tests = rows.flatMap((row) => ('tested' in row.outcome && !masked(view, earlier, row) ? [row] : []))
  const adjusted = holm(tests.map(({ outcome }) => ('tested' in outcome ? outcome.tested.p : 1)))
  const holmOf = (row: ComparedMeasure): number => adjusted[tests.indexOf(row)] ?? 1
  const family = `Holm over ${counted(tests.length, 'test')}`
  const notes = [
    'Change: now − then, of shares in percentage points; of ratios the factor, now / then.',
    ...(tests.length === 0
      ? ['No change is tested.']
      : [
          `p: approximate, from the printed intervals (MOVER, Zou & Donner 2008; ratios on the log scale), for independent data; then adjusted, ${family}.`
        ])
  ]
  return table(
    'Criterion measures, then and now',
    [left('Measure', 3), right('Then'), right('Now'), right('Change'), right('Interval'), right('p'), right('Adjusted'), left('Remark', 2)],
    rows.map((row): Cell[] => [measureText(row.now ?? row.then!), ...figureCells(view, earlier, row, holmOf(row))]),
    { wide: true, notes }
  )
}

function figureCells(view: View, earlier: EarlierReport, row: ComparedMeasure, adjusted: number): Cell[] {
  const both = estimates(view, earlier, row)
  if (masked(view, earlier, row)) return [...both, NONE, NONE, NONE, NONE, 'masked: a small cell']
  if ('untested' in row.outcome) return [...both, plain(row), NONE, NONE, NONE, row.outcome.untested]
  const { value, low, high, p } = row.outcome.tested
  const decimals = decimalsFor(((high - low) / 2) * scaleOf(row), 1)
  const text = (x: number): string => changeText(row, x, decimals)
  return [...both, text(value), `${text(low)} to ${text(high)}`, probability(p), probability(adjusted), 'tested']
}

function estimates(view: View, earlier: EarlierReport, row: ComparedMeasure): [then: string, now: string] {
  const shown = (measure: Measure | null): string => (measure === null ? NONE : masked(view, earlier, row) ? MASKED : estimateText(measure))
  return [shown(row.then), shown(row.now)]
}

/** With the digits that its own interval allows: the thresholds of the two reports can differ. */
function estimateText(measure: Measure): string {
  const { unit } = specOf(measure)
  const { low, high } = measure.interval ?? { low: null, high: null }
  return valueText(measure.estimate, unit, decimalsOf(unit, [measure.estimate], low, high))
}

const MASKED = '·'

/** Either report's plan can mask a cell, of either report. */
const masked = (view: View, { suppressBelow }: EarlierReport, { then, now }: ComparedMeasure): boolean =>
  [then, now].some((one) => one !== null && (suppressed(view, one) || small(one, suppressBelow)))

const small = ({ n }: Measure, limit: number | null): boolean =>
  limit !== null && [n.group, n.reference ?? 0].some((size) => size > 0 && size < limit)

const scaleOf = ({ now }: ComparedMeasure): number => (now !== null && specOf(now).unit === 'proportion' ? 100 : 1)
const plain = (row: ComparedMeasure): string => (row.value === null ? NONE : changeText(row, row.value, scaleOf(row) === 100 ? 1 : 3))

function changeText(row: ComparedMeasure, x: number, decimals: number): string {
  if (row.now !== null && isFactor(row.now)) return `× ${fixed(x, decimals)}`
  return (x > 0 ? '+' : '') + fixed(x * scaleOf(row), decimals)
}

function restatedList(view: View, earlier: EarlierReport, rows: readonly ComparedMeasure[]): Block {
  const restated = rows.filter((row) => row.restated)
  if (restated.length === 0) return paragraph('Restated prior figures: none; no figure of the same input files differs.')
  return list(
    restated.map((row) => {
      const [then, now] = estimates(view, earlier, row)
      return `Restated, from the same input files: ${measureText(row.now ?? row.then!)}: ${then} then, ${now} now.`
    })
  )
}
