import { CHOSEN_METRICS, PAIRED_METRICS } from '../model/assessments/comparison'
import type { Measure } from '../model/measure'
import { groupPath } from '../model/measure-id'
import { METRICS, type MetricId } from '../model/metrics'
import { count, listed, probability, sentence } from '../words/format'
import { groupText, groupValues, specOf } from '../words/words'
import { forest, type Forest } from './forest'
import { figures, type View } from './view'

/** One metric under both models; a metric of rows that each model chooses has no difference. */
export type ComparedFigure = { name: string; champion: Measure | null; challenger: Measure | null; difference: Measure | null }

/** A group's selection under both models, and what becomes of its gap. */
export type ComparedGroup = {
  group: Measure
  rates: readonly [Measure | null, Measure | null]
  ratios: readonly [Measure | null, Measure | null]
  change: Measure | null
}

/** What a report says of the audited model and one challenger. `blind`: outcomes are known only where the audited model decided one way. */
export type Contest = {
  champion: string
  challenger: string
  rows: Measure | null
  differing: Measure | null
  figures: readonly ComparedFigure[]
  groups: readonly ComparedGroup[]
  blind: boolean
}

/** Beyond that, a group is named by its values alone. */
const LONGEST = 33
/** So many changes of gaps are told in a sentence; the table has all. */
const MOST_TOLD = 3

const COMPARED: readonly (readonly [MetricId, MetricId | null])[] = [
  ...(Object.entries(PAIRED_METRICS) as [MetricId, MetricId][]),
  ...CHOSEN_METRICS.map((metric) => [metric, null] as const)
]

/** Each challenger of the plan against the audited model. */
export function contestsOf({ report, plan }: View): Contest[] {
  const asked = plan.assessments.comparison
  const own = report.measures.filter(({ assessment, at }) => assessment === 'comparison' && at.bound === undefined)
  return (asked?.challengers ?? []).map(({ name }) => contestOf(own, asked!.champion, name))
}

function contestOf(own: readonly Measure[], champion: string, challenger: string): Contest {
  const whole = own.filter(({ group }) => group === null)
  const figure = (metric: MetricId, model: string): Measure | null =>
    whole.find((m) => m.metric === metric && m.at.model === model && m.reference === null) ?? null
  const paired = (metric: MetricId): Measure | null =>
    whole.find((m) => m.metric === metric && m.at.model === challenger && m.reference !== null && 'model' in m.reference) ?? null
  const all = COMPARED.map(([metric, difference]): ComparedFigure => ({
    name: METRICS[metric].name,
    champion: figure(metric, champion),
    challenger: figure(metric, challenger),
    difference: difference === null ? null : paired(difference)
  }))
  return {
    champion,
    challenger,
    rows: whole.find(({ metric }) => metric === 'rows_compared') ?? null,
    differing: paired('decided_differently'),
    figures: all.filter(isTold),
    groups: groupsOf(own, champion, challenger),
    blind: all.some(({ difference }) => difference !== null && isBlind(difference))
  }
}

const isBlind = ({ status }: Measure): boolean => status.reason === 'labels-follow-the-decision'

/** A row without any figure has its place only where it says why; of outcomes that follow the decision a sentence tells. */
const isTold = ({ champion, challenger, difference }: ComparedFigure): boolean =>
  [champion, challenger, difference].some((m) => m !== null && m.estimate !== null) || (difference !== null && !isBlind(difference))

/** Groups in the order of their measures. */
function groupsOf(own: readonly Measure[], champion: string, challenger: string): ComparedGroup[] {
  const find = (metric: MetricId, model: string, { group }: Measure, of?: MetricId): Measure | null =>
    own.find((m) => m.metric === metric && m.at.model === model && m.at.of === of && groupPath(m.group) === groupPath(group)) ?? null
  return own
    .filter((m) => m.metric === 'selection_rate' && m.at.model === challenger && m.group !== null)
    .map((group) => ({
      group,
      rates: [find('selection_rate', champion, group), group],
      ratios: [find('selection_rate_ratio', champion, group), find('selection_rate_ratio', challenger, group)],
      change: find('gap_change', challenger, group, 'selection_rate')
    }))
}

/** Differences that share an axis: those of rates, areas and squared errors. */
export const differencesOf = ({ figures: all }: Contest): Measure[] =>
  all.flatMap(({ difference }) =>
    difference === null || difference.estimate === null || specOf(difference).unit !== 'difference' ? [] : [difference]
  )

/** Changes of gaps, the widest first. */
export const changesOf = ({ groups }: Contest): Measure[] =>
  groups.flatMap(({ change }) => change ?? []).sort((a, b) => Math.abs(b.estimate ?? 0) - Math.abs(a.estimate ?? 0))

/** Differences of all rows on one axis. */
export function differencesForest(view: View, contest: Contest): Forest | null {
  const { champion, challenger, figures: all } = contest
  return forest(view, differencesOf(contest), 'measure', null, {
    caption: `Differences, ${challenger} less ${champion}`,
    title: 'Difference',
    label: (m) => all.find(({ difference }) => difference === m)?.name ?? specOf(m).name
  })
}

/** Changes of gaps on one axis. */
export function gapsForest(view: View, contest: Contest): Forest | null {
  const { champion, challenger } = contest
  return forest(view, changesOf(contest), 'group', null, {
    caption: `Change of each group’s gap in selection, ${challenger} less ${champion}`,
    title: 'Change of the gap in selection',
    label: ({ group }) => (groupText(group).length > LONGEST ? groupValues(group) : groupText(group))
  })
}

/** What is compared, and how often the models decide differently. */
export function outsetSentence(view: View, { champion, challenger, rows, differing }: Contest): string {
  if (rows?.estimate === 0) return ''
  const compared = rows?.estimate == null ? '' : `${count(rows.estimate)} rows are judged by all models (${view.evidence(rows.id)}). `
  if (differing?.estimate == null) return `${compared}${sentence(champion)} and ${challenger} are held against each other by their scores.`
  const { estimate, interval } = figures(view, differing)
  return `${compared}${sentence(champion)} and ${challenger} decide ${estimate} of them differently (${interval}, ${view.evidence(differing.id)}).`
}

/** What differs beyond chance among all rows, and whose gaps change. */
export function contestSentence(view: View, contest: Contest): string {
  if (contest.rows?.estimate === 0) return 'No row is judged by all models: nothing is compared.'
  const { champion, challenger, blind } = contest
  const unseen = `Nothing that needs outcomes can be compared: they are known only where ${champion} decided one way, and say nothing of what ${challenger} would have done.`
  return [differencesSaid(view, contest), gapsSaid(view, contest), ...(blind ? [unseen] : [])].filter((said) => said !== '').join(' ')
}

const isSure = ({ plan }: View, measure: Measure | null): boolean => measure?.test != null && measure.test.adjusted <= 1 - plan.level

function differencesSaid(view: View, { challenger, figures: all }: Contest): string {
  const tested = all.filter(({ difference }) => difference?.test != null)
  const sure = tested.filter(({ difference }) => isSure(view, difference))
  if (tested.length === 0) return 'No difference of all rows has a test.'
  if (sure.length === 0) return `None of the ${tested.length} differences tested is beyond what chance allows.`
  return `With ${challenger}, ${listed(sure.map(({ name, difference }) => saidOf(view, name.toLowerCase(), difference!)))}.`
}

/** The widest changes of gaps, those of single attributes first. */
function gapsSaid(view: View, contest: Contest): string {
  const changes = changesOf(contest)
  if (changes.every(({ test }) => test === null)) return ''
  const attributes = ({ group }: Measure): number => Object.keys(group ?? {}).length
  const widest = changes
    .filter((change) => isSure(view, change))
    .sort((a, b) => attributes(a) - attributes(b) || Math.abs(b.estimate ?? 0) - Math.abs(a.estimate ?? 0))
  if (widest.length === 0) return 'No group’s gap in selection is shown to change.'
  const told = widest.slice(0, MOST_TOLD).map((change) => saidOf(view, `the gap of ${groupText(change.group)}`, change))
  const more = widest.length - told.length
  const others = more === 0 ? '' : more === 1 ? ' So does one other gap.' : ` So do ${more} others.`
  return `${sentence(listed(told))}.${others}`
}

function saidOf(view: View, what: string, measure: Measure): string {
  const { estimate, interval } = figures(view, measure)
  return `${what} changes by ${estimate} (${interval}; p ${probability(measure.test!.adjusted)})`
}
