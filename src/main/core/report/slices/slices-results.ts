import type { Measure } from '../../../../shared/model/measure'
import { forest } from '../../../../shared/reading/forest'
import { searchOf, slicesOf, worstSentence, type ReadSlice } from '../../../../shared/reading/slices'
import { figures, type View } from '../../../../shared/reading/view'
import { NONE, probability } from '../../../../shared/words/format'
import { conditionsText, remarkText, specOf, VERDICT } from '../../../../shared/words/words'
import type { Block, Cell, Table } from '../blocks'
import { exhibitTable } from '../exhibit-table'
import { decimal, left, note, paragraph, right, subsection, table, topic } from '../build'

/** Where the model does worst: the slices that the discovery half gave, in the test half. */
export function slicesResults(view: View): Block[] {
  const asked = view.plan.assessments.slices
  const search = searchOf(view)
  if (asked === undefined || search === null) return []
  const found = slicesOf(view)
  const heading = [subsection(`Slices: part “${asked.part}”`), topic('Where is it worst?')]
  if (search.whole.estimate === null)
    return [...heading, paragraph(`Not answered: ${specOf(search.whole).name.toLowerCase()} is ${remarkText(search.whole)}.`)]
  const picture = forest(
    view,
    found.map(({ difference }) => difference),
    'slice'
  )
  return [
    ...heading,
    paragraph(search.text),
    ...(found.length === 0 ? [] : [...(picture === null ? [] : [picture]), twin(view, found)]),
    paragraph(worstSentence(view, found)),
    ...crossing(view),
    note(
      'A slice describes rows, not what makes them differ. Every figure is of the test half, which the search had not seen; a second look at the same data with another plan would have seen it.'
    )
  ]
}

function twin(view: View, found: readonly ReadSlice[]): Table {
  const first = found[0]!
  const judged = found.some(({ difference }) => view.verdicts(difference.id).length > 0)
  const columns = [
    left('Slice', 3),
    right('n'),
    decimal(specOf(first.whole).name),
    decimal('Difference'),
    decimal('from'),
    decimal('to'),
    right('p, Holm'),
    ...(judged ? [left('Criterion')] : []),
    left('Evidence')
  ]
  const rows = found.map(({ name, whole, difference }): Cell[] => {
    const gap = figures(view, difference)
    const [verdict] = view.verdicts(difference.id)
    return [
      name === null ? conditionsText(difference.group) : `${name}: ${conditionsText(difference.group)}`,
      figures(view, whole).n,
      figures(view, whole).estimate,
      gap.estimate,
      gap.low,
      gap.high,
      pText(difference),
      ...(judged ? [verdict === undefined ? '' : { text: VERDICT[verdict.verdict], mark: verdict.verdict }] : []),
      [whole, difference].map((m) => view.evidence(m.id)).join(', ')
    ]
  })
  const caption = `${specOf(first.whole).name} by slice, against all other rows`
  return table(caption, columns, rows, { wide: true, notes: notesOf(found) })
}

/** More columns than that do not fit a page; the window and the JSON have them. */
const MOST_ACROSS = 10
const MOST_DOWN = 30

const crossing = ({ report }: View): Block[] =>
  report.exhibits.flatMap((one) =>
    one.assessment === 'slices' && one.kind === 'grid' && one.columns.labels.length <= MOST_ACROSS && one.rows.labels.length <= MOST_DOWN
      ? [{ ...exhibitTable(one), notes: one.notes }]
      : []
  )

const pText = ({ test }: Measure): string => (test === null ? NONE : probability(test.adjusted))

function notesOf(found: readonly ReadSlice[]): string[] {
  const said = new Set(
    found.flatMap(({ difference }) =>
      remarkText(difference) === '' ? [] : [`${conditionsText(difference.group)}: ${remarkText(difference)}.`]
    )
  )
  const m = found.find(({ difference }) => difference.test !== null)?.difference.test?.m
  const p = m === undefined ? [] : [`p: one-sided, of “no worse than all other rows”, after Holm’s adjustment over the ${m} tested.`]
  const late = found.some(({ postHoc }) => postHoc) ? ['Without p: chosen after the rows had been looked at.'] : []
  return [...p, ...late, ...said]
}
