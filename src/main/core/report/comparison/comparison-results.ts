import type { Measure } from '../../../../shared/model/measure'
import {
  contestSentence,
  contestsOf,
  differencesForest,
  gapsForest,
  outsetSentence,
  type Contest
} from '../../../../shared/reading/comparison'
import { figures, type View } from '../../../../shared/reading/view'
import { NONE, probability } from '../../../../shared/words/format'
import { groupText, remarkText, VERDICT } from '../../../../shared/words/words'
import type { Block, Cell, Table } from '../blocks'
import { cut, decimal, left, note, paragraph, right, subsection, table, topic } from '../build'
import { exhibitTable } from '../exhibit-table'

const MOST_GROUPS = 40

/** Which of two models: the audited one and each challenger on the same rows. */
export function comparisonResults(view: View): Block[] {
  const asked = view.plan.assessments.comparison
  const contests = contestsOf(view).filter(({ rows }) => rows !== null)
  if (asked === undefined || contests.length === 0) return []
  return [
    subsection(`Comparison of models: part “${asked.part}”`),
    ...contests.flatMap((contest) => contestBlocks(view, contest)),
    note(
      'All figures are of the rows that every model judges. A challenger that was fitted to these rows, or chosen by them, looks better here than it is.'
    )
  ]
}

function contestBlocks(view: View, contest: Contest): Block[] {
  const { champion, challenger, rows } = contest
  if (rows?.estimate === 0) return [paragraph(`No row is judged by all models: ${champion} and ${challenger} are not compared.`)]
  const drawn = [differencesForest(view, contest), gapsForest(view, contest)].map((one) => (one === null ? [] : [one]))
  return [
    topic(`Which of two models: ${champion} or ${challenger}?`),
    paragraph(outsetSentence(view, contest)),
    paragraph(contestSentence(view, contest)),
    ...drawn[0]!,
    figuresTable(view, contest),
    ...matrices(view, contest),
    ...drawn[1]!,
    ...(contest.groups.length === 0 ? [] : [cut(groupsTable(view, contest), MOST_GROUPS)])
  ]
}

const shown = (view: View, measure: Measure | null): string => (measure === null ? NONE : figures(view, measure).estimate)
const pText = (measure: Measure | null): string => (measure?.test == null ? NONE : probability(measure.test.adjusted))
const cited = (view: View, measures: readonly (Measure | null)[]): string =>
  measures.flatMap((m) => (m === null || view.evidence(m.id) === NONE ? [] : [view.evidence(m.id)])).join(', ') || NONE

function figuresTable(view: View, { champion, challenger, figures: all }: Contest): Table {
  const judged = all.some((one) => verdictOf(view, one.difference) !== '')
  const columns = [
    left('Measure', 2),
    decimal(champion),
    decimal(challenger),
    decimal('Difference'),
    decimal('from'),
    decimal('to'),
    right('p, Holm'),
    ...(judged ? [left('Criterion')] : []),
    left('Evidence', 1.5)
  ]
  const rows = all.map(({ name, ...of }): Cell[] => {
    const gap = of.difference === null ? null : figures(view, of.difference)
    return [
      name,
      shown(view, of.champion),
      shown(view, of.challenger),
      gap?.estimate ?? NONE,
      gap?.low ?? NONE,
      gap?.high ?? NONE,
      pText(of.difference),
      ...(judged ? [verdictOf(view, of.difference)] : []),
      cited(view, [of.champion, of.challenger, of.difference])
    ]
  })
  return table(`${champion} and ${challenger} on the same rows`, columns, rows, {
    wide: true,
    notes: notesOf(all.map(({ difference }) => difference))
  })
}

function verdictOf(view: View, measure: Measure | null): Cell {
  const [verdict] = measure === null ? [] : view.verdicts(measure.id)
  return verdict === undefined ? '' : { text: VERDICT[verdict.verdict], mark: verdict.verdict }
}

function groupsTable(view: View, { champion, challenger, groups }: Contest): Table {
  const columns = [
    left('Group', 2.4),
    right('n'),
    decimal('A'),
    decimal('B'),
    decimal('Ratio, A'),
    decimal('Ratio, B'),
    decimal('Gap'),
    decimal('from'),
    decimal('to'),
    right('p, Holm'),
    left('Evidence', 2)
  ]
  const rows = groups.map(({ group, rates, ratios, change }): Cell[] => {
    const gap = change === null ? null : figures(view, change)
    return [
      groupText(group.group),
      figures(view, group).n,
      shown(view, rates[0]),
      shown(view, rates[1]),
      shown(view, ratios[0]),
      shown(view, ratios[1]),
      gap?.estimate ?? NONE,
      gap?.low ?? NONE,
      gap?.high ?? NONE,
      pText(change),
      cited(view, [...rates, ...ratios, change])
    ]
  })
  const gap =
    'Gap: change of the group’s selection rate less its reference’s. Where the group lies below its reference, above 0 is closer to it.'
  const names = `A: ${champion}. B: ${challenger}. Ratio: selection rate ratio against the reference.`
  return table('Selection by group under both models', columns, rows, {
    wide: true,
    notes: [names, gap, ...notesOf(groups.map(({ change }) => change))]
  })
}

function notesOf(measures: readonly (Measure | null)[]): string[] {
  const tests = measures.flatMap((m) => (m?.test == null ? [] : [m.test.m]))
  const p = tests[0] === undefined ? [] : [`p: two-sided, of “no difference”, after Holm’s adjustment over the ${tests[0]} tested.`]
  const said = measures.flatMap((m) => (m === null || remarkText(m) === '' ? [] : [remarkText(m)]))
  return [...p, ...[...new Set(said)].map((text) => `${text.slice(0, 1).toUpperCase()}${text.slice(1)}.`)]
}

const matrices = ({ report }: View, { challenger }: Contest): Block[] =>
  report.exhibits.flatMap((one) =>
    one.assessment === 'comparison' && one.kind === 'grid' && one.at.model === challenger ? [exhibitTable(one)] : []
  )
