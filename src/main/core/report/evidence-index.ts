import type { Measure } from '../../../shared/model/measure'
import { grouped } from '../evidence/digest'
import type { Block, Cell } from './blocks'
import { code, cut, decimal, left, note, paragraph, right, section, subsection, table } from './build'
import { count, counted, probability } from '../../../shared/words/format'
import { attributesOf, figures, grouping, indexKey, isOfSlice, type View } from '../../../shared/reading/view'
import { comparedText, conditionsText, groupValues, placeText, referenceValues, remarkText, specOf } from '../../../shared/words/words'

/** Section 10: where every printed number is found, and what is attached. */
export function evidenceIndex(view: View): Block[] {
  const { printed, report } = view
  const left_ = report.measures.length - printed.length
  const rest =
    left_ === 0
      ? 'These are all measures of this report.'
      : `${counted(left_, 'further measure')} ${left_ === 1 ? 'is' : 'are'} in the attached report.json, whose SHA-256 is the digest of this report.`
  return [
    section(10, 'Evidence index'),
    paragraph(
      `${counted(printed.length, 'measure')} of ${count(report.measures.length)} printed: those with a criterion, of single attributes and of named crossings, these without their strata. ${rest}`.replace(
        /^./,
        (c) => c.toUpperCase()
      )
    ),
    ...index(view),
    note('The id of each measure, its formula and its filter are in report.json.'),
    ...inputs(view),
    subsection('Attached files'),
    ...attached(view)
  ]
}

/** One table for the measures with a criterion, then one for each attribute or crossing, so that its name is said once. */
function index(view: View): Block[] {
  const judged = view.printed.filter((m) => view.verdicts(m.id).length > 0)
  const others = view.printed.filter((m) => view.verdicts(m.id).length === 0)
  const sets = [...grouping(others, indexKey).values()]
  const title = ([first]: readonly Measure[]): string =>
    first === undefined ? '' : isOfSlice(first) ? 'slice' : attributesOf(first).join(' × ')
  return [
    ...(judged.length === 0 ? [] : [indexTable(view, 'Measures with a criterion', judged, comparedText)]),
    ...sets.map((of) => indexTable(view, title(of) === '' ? 'Measures of all rows' : `Measures by ${title(of)}`, of, where))
  ]
}

function indexTable(view: View, caption: string, measures: readonly Measure[], group: (m: Measure) => string): Block {
  const scans = new Set(measures.map((m) => m.evidence.scan))
  const one = scans.size === 1
  const byMetric = [...grouping(measures, (m) => `${m.metric} ${m.evidence.scan}`).values()]
  const headed = measures.length > 2 * byMetric.length
  const columns = [
    left('Id'),
    left(headed ? 'Group' : 'Measure', 3),
    right('n'),
    decimal('Estimate'),
    decimal('from'),
    decimal('to'),
    left('Test, remarks', 2),
    ...(one || headed ? [] : [left('Scan')])
  ]
  let at = 0
  const heads = byMetric.map((of) => ({ at: (at += of.length) - of.length, text: headOf(of, one) }))
  const named = (m: Measure): string => (headed ? group(m) : [specOf(m).name, ...(m.group === null ? [] : [group(m)])].join(', '))
  const rows = byMetric.flatMap((of) => of.map((m) => row(view, m, named(m), !headed || commonRemark(of) === null, one || headed)))
  const notes = [`n: rows of the group / of its reference.${one ? ` All from scan ${[...scans][0] ?? ''}.` : ''}`]
  return { ...table(caption, columns, rows, { wide: true, notes }), ...(headed ? { heads } : {}) }
}

function row(view: View, m: Measure, group: string, withRemarks: boolean, withoutScan: boolean): Cell[] {
  const { estimate, low, high, n } = figures(view, m)
  return [
    view.evidence(m.id),
    placeText(m, group),
    n,
    estimate,
    low,
    high,
    withRemarks ? remarks(m) : '',
    ...(withoutScan ? [] : [m.evidence.scan])
  ]
}

/** What is remarked on every one of several measures is said once, in their head. */
function commonRemark(of: readonly Measure[]): string | null {
  const said = new Set(of.map(remarks))
  const [only] = said
  return of.length > 1 && said.size === 1 && only !== undefined && only !== '' ? only : null
}

function headOf(of: readonly Measure[], oneScan: boolean): string {
  const [first] = of
  const name = first === undefined ? '' : `${specOf(first).name}${oneScan ? '' : ` (${first.evidence.scan})`}`
  const remark = commonRemark(of)
  return remark === null ? name : `${name}: ${remark}`
}

/** The group and its reference without the names of their attributes, which the caption has. */
function where(m: Measure): string {
  if (isOfSlice(m)) return conditionsText(m.group)
  if (m.reference !== null && 'extremes' in m.reference) return 'extremes among the groups'
  return m.reference === null ? groupValues(m.group) : `${groupValues(m.group)} / ${referenceValues(m.reference)}`
}

function remarks(m: Measure): string {
  const p = m.test === null ? '' : `p ${equals(probability(m.test.p))}${m.test.m > 1 ? `, adjusted ${probability(m.test.adjusted)}` : ''}`
  return [p, remarkText(m)].filter((text) => text !== '').join('; ')
}

const equals = (p: string): string => (p.startsWith('<') ? p : `= ${p}`)

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
