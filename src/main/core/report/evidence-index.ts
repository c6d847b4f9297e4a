import type { Measure } from '../../../shared/model/measure'
import { grouped } from '../evidence/digest'
import type { Block, Cell, ColumnSpec } from './blocks'
import { code, cut, decimal, headed, left, note, paragraph, right, section, subsection, table } from './build'
import { count, counted, probability, sentence } from '../../../shared/words/format'
import { attributesOf, figures, grouping, indexKey, isOfSlice, type View } from '../../../shared/reading/view'
import { comparedText, conditionsText, groupValues, placeText, referenceValues, remarkText, specOf } from '../../../shared/words/words'

/** Section 10: where every printed number is found, and what is attached. */
export function evidenceIndex(view: View): Block[] {
  const { named, printed, report } = view
  const marks = marksOf(printed)
  return [
    section(10, 'Evidence index'),
    paragraph(
      [
        said(printed.length, report.measures.length),
        noRoom(named.length - printed.length),
        left_(report.measures.length - printed.length)
      ].join('')
    ),
    ...notes(marks),
    ...index(view, marks),
    note('The id of each measure, its formula and its filter are in report.json.'),
    ...inputs(view),
    subsection('Attached files'),
    ...attached(view)
  ]
}

const said = (printed: number, all: number): string =>
  sentence(
    `${counted(printed, 'measure')} of ${count(all)} printed: those with a criterion, of all rows, of single attributes and of named crossings; of strata only rates of favourable decisions.`
  )

const noRoom = (more: number): string =>
  more === 0 ? '' : ` ${count(more)} more of these have no room here; those that section 5 shows come first.`

function left_(more: number): string {
  if (more === 0) return ' These are all measures of this report.'
  return ` ${sentence(counted(more, 'measure'))} ${more === 1 ? 'is' : 'are'} in the attached report.json only, whose SHA-256 is the digest of this report.`
}

type Marks = ReadonlyMap<string, string>

/** Each remark's letter, in the order in which they are met: a to z, then aa. */
function marksOf(measures: readonly Measure[]): Marks {
  const said = [...new Set(measures.map(remarkText))].filter((text) => text !== '')
  const letter = (at: number): string => String.fromCharCode(97 + (at % 26))
  return new Map(said.map((text, at) => [text, at < 26 ? letter(at) : letter(Math.floor(at / 26) - 1) + letter(at)]))
}

const notes = (marks: Marks): Block[] =>
  marks.size === 0 ? [] : [note(`In the column Note: ${[...marks].map(([text, mark]) => `${mark}\u00a0${text}`).join('; ')}.`)]

/** One table for the measures with a criterion, then one for each attribute or crossing, so that its name is said once. */
function index(view: View, marks: Marks): Block[] {
  const judged = view.printed.filter((m) => view.verdicts(m.id).length > 0)
  const others = view.printed.filter((m) => view.verdicts(m.id).length === 0)
  const sets = [...grouping(others, indexKey).values()]
  const title = ([first]: readonly Measure[]): string =>
    first === undefined ? '' : isOfSlice(first) ? 'slice' : attributesOf(first).join(' × ')
  return [
    ...(judged.length === 0 ? [] : [indexTable(view, marks, 'Measures with a criterion', judged, comparedText)]),
    ...sets.map((of) => indexTable(view, marks, title(of) === '' ? 'Measures of all rows' : `Measures by ${title(of)}`, of, where))
  ]
}

function indexTable(view: View, marks: Marks, caption: string, measures: readonly Measure[], group: (m: Measure) => string): Block {
  const scans = new Set(measures.map((m) => m.evidence.scan))
  const one = scans.size === 1
  const byMetric = [...grouping(measures, (m) => `${m.metric} ${m.evidence.scan}`).values()]
  const inParts = measures.length > 2 * byMetric.length
  const named = (m: Measure): string => (inParts ? placeText(m, group(m)) : unheaded(m, group))
  const fields: { column: ColumnSpec; cell: (m: Measure) => Cell; optional?: true }[] = [
    { column: left('Id'), cell: (m) => view.evidence(m.id) },
    { column: left(inParts ? 'Group' : 'Measure', 3), cell: named },
    { column: right('n'), cell: (m) => figures(view, m).n },
    { column: decimal('Estimate'), cell: (m) => figures(view, m).estimate },
    { column: decimal('from'), cell: (m) => figures(view, m).low },
    { column: decimal('to'), cell: (m) => figures(view, m).high },
    { column: decimal('p'), cell: ({ test }) => (test === null ? '' : probability(test.p)), optional: true },
    { column: decimal('adjusted'), cell: ({ test }) => (test === null || test.m < 2 ? '' : probability(test.adjusted)), optional: true },
    { column: left('Note'), cell: (m) => marks.get(remarkText(m)) ?? '', optional: true },
    ...(one || inParts ? [] : [{ column: left('Scan'), cell: (m: Measure): Cell => m.evidence.scan }])
  ]
  const shown = fields.filter(({ cell, optional }) => optional === undefined || measures.some((m) => cell(m) !== ''))
  const rows = (of: readonly Measure[]): Cell[][] => of.map((m) => shown.map(({ cell }) => cell(m)))
  const sizes = [`n: rows of the group / of its reference.${one ? ` All from scan ${[...scans][0] ?? ''}.` : ''}`]
  const columns = shown.map(({ column }) => column)
  if (!inParts) return table(caption, columns, byMetric.flatMap(rows), { wide: true, notes: sizes })
  const parts = byMetric.map((of): [string, Cell[][]] => [headOf(of[0]!, one), rows(of)])
  return headed(caption, columns, parts, sizes)
}

const headOf = (first: Measure, oneScan: boolean): string => `${specOf(first).name}${oneScan ? '' : ` (${first.evidence.scan})`}`

/** The metric, the group and the place; of all rows the group is not named. */
const unheaded = (m: Measure, group: (m: Measure) => string): string =>
  [specOf(m).name, ...(m.group === null && placeText(m, '') === '' ? [] : [placeText(m, m.group === null ? '' : group(m))])].join(', ')

/** The group and its reference without the names of their attributes, which the caption has. */
function where(m: Measure): string {
  if (isOfSlice(m)) return conditionsText(m.group)
  if (m.reference !== null && 'extremes' in m.reference) return 'extremes among the groups'
  return m.reference === null ? groupValues(m.group) : `${groupValues(m.group)} / ${referenceValues(m.reference)}`
}

function inputs({ report }: View): Block[] {
  if (report.scans.length === 0) return []
  return [
    {
      ...cut(
        table(
          'Scans: the inputs behind the measures',
          [left('Scan'), left('Part'), right('Rows'), left('Attributes', 2), left('Dataset', 2.4)],
          report.scans.map((scan): Cell[] => [
            scan.id,
            scan.part,
            count(scan.rows),
            scan.attributes.join(', '),
            code(grouped(scan.dataset))
          ]),
          { wide: true }
        ),
        40
      ),
      first: true
    }
  ]
}

function attached({ report, digest }: View): Block[] {
  const files: Cell[][] = [
    ['report.json', 'The report: all measures', '', code(grouped(digest))],
    ['plan.yaml', 'The plan, byte for byte', '', code(grouped(report.plan.sha256))],
    ...report.tables.map((one): Cell[] => [one.name, one.title, count(one.rows), code(grouped(one.sha256))])
  ]
  return [
    {
      ...table('Attached files', [left('Name', 1.6), left('Content', 2), right('Rows'), left('SHA-256', 3)], files, { wide: true }),
      first: true
    },
    note(
      'The sign-offs are attached as signed envelopes. In the tables, a cell that a spreadsheet could take for a formula is preceded by an apostrophe.'
    )
  ]
}
