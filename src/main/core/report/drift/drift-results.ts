import type { ExhibitOf } from '../../../../shared/model/exhibit'
import { groupValues } from '../../../../shared/words/words'
import { figures, type View } from '../../../../shared/reading/view'
import { count, counted, probability, sentence } from '../../../../shared/words/format'
import type { Block, Cell } from '../blocks'
import { cut, decimal, left, note, paragraph, subsection, table, topic } from '../build'
import { exhibitTable } from '../exhibit-table'
import { distributionsOf } from './distributions'
import { madeOfQuestion } from './made-of'
import { togetherQuestion } from './together'
import { driftView, type DriftedColumn, type DriftView, type Tier } from './drift-view'
import { timelinesOf, type Watched } from './timelines'
import { specOf, TIER } from './words'

const MOST_ROWS = 60
const MOST_PANELS = 9

/** What changed between the reference and the current part, since when, and which triggers it fires. */
export function driftResults(view: View): Block[] {
  const plan = view.plan.assessments.drift
  if (plan === undefined) return []
  const drift = driftView(view)
  if (drift.columns.length === 0) return [subsection('Drift'), paragraph('No column could be compared.'), ...notCompared(view)]
  return [
    subsection(`Drift: ${plan.current} against ${plan.reference}`),
    topic('What changed?'),
    ...summary(drift),
    ...pictures(drift),
    ranking(drift),
    note(`${plan.annex ? 'Every distance of every column is in drift-distances.csv, the' : 'The'} bins are in drift-bins.csv.`),
    ...weighed(view),
    ...notCompared(view),
    ...windows(drift),
    ...togetherQuestion(drift),
    ...gaps(drift),
    ...madeOfQuestion(drift)
  ]
}

function weighed({ plan }: View): Block[] {
  const name = Object.keys(plan.columns).find((column) => plan.columns[column]?.role === 'weight')
  return name === undefined
    ? []
    : [
        note(
          `Shares are weighted by ${name}, and intervals take Kish’s effective size for the rows. Not given are the Anderson–Darling statistic, standardised by moments that weights change, other tools’ indices, which know no weights, and decompositions; Cramér and von Mises’s statistic has no p, since its law is not known then; bins, the classifier, principal components and attributions take every row alike.`
        )
      ]
}

/** The columns that the section leaves out, and why. */
function notCompared(view: View): Block[] {
  const found = view.report.exhibits.find((one): one is ExhibitOf<'table'> => one.kind === 'table' && one.id === 'drift/left-out')
  return found === undefined ? [] : [cut(exhibitTable(found), MOST_ROWS)]
}

function summary({ view, columns, measures }: DriftView): Block[] {
  const tiers = (tier: Tier): number => columns.filter((column) => column.tier === tier).length
  const judged = columns.length - tiers('none')
  const share = measures.find(({ metric }) => metric === 'drifted_share')
  const words = [
    `${sentence(counted(columns.length, 'column'))} compared.`,
    judged === 0
      ? 'The plan sets no criterion on them.'
      : `With a criterion: ${count(judged)}, of them red ${count(tiers('red'))}, amber ${count(tiers('amber'))}, green ${count(tiers('green'))}.`,
    ...(share === undefined || share.estimate === null
      ? []
      : [
          `Of ${count(share.n.group)} tested, ${count(Math.round(share.estimate * share.n.group))} differ beyond chance after adjustment for their number, ${view.evidence(share.id)}; in large samples that says little of how much they differ.`
        ])
  ]
  return [paragraph(words.join(' '))]
}

/** The columns that moved most, with those of predictions and outcomes. */
function pictures({ columns }: DriftView): Block[] {
  const drawn = columns.flatMap(({ distribution }) => (distribution === undefined ? [] : [distribution])).slice(0, MOST_PANELS)
  return drawn.length === 0
    ? []
    : [distributionsOf(drawn, `Distributions in both parts: the ${counted(drawn.length, 'column')} that changed most`)]
}

function ranking({ view, columns }: DriftView): Block {
  const metrics = new Set(columns.map(({ primary }) => primary.metric))
  const name = metrics.size === 1 && columns[0] !== undefined ? specOf(columns[0].primary).name : 'Primary distance'
  const tested = columns.some(({ primary }) => primary.test !== null)
  const rows = columns.map((column): Cell[] => rowOf(view, column, metrics.size > 1, tested))
  const heads = [
    left('Column', 2),
    left('Kind', 1.2),
    decimal('Estimate'),
    decimal('from'),
    decimal('to'),
    ...(tested ? [decimal('Adjusted p')] : []),
    decimal('Missing'),
    decimal('Unseen'),
    left('Tier'),
    left('Evidence')
  ]
  return cut(table(`Columns by ${name.toLowerCase()}`, heads, rows, { wide: true, notes: notesOf(columns) }), MOST_ROWS)
}

function notesOf(columns: readonly DriftedColumn[]): string[] {
  const sizes = [...new Set(columns.map(({ primary: { n } }) => `${count(n.group)} now, ${count(n.reference ?? 0)} in the reference`))]
  const divergence = columns.some(({ primary }) => primary.interval?.method === 'noncentral-chi-square')
  return [
    `Rows: ${sizes.length === 1 ? sizes[0] : `${sizes.slice(0, 3).join('; ')}${sizes.length > 3 ? ' …' : ''}`}. Missing: change of the share missing. Unseen: share of categories that the reference lacks.`,
    ...(divergence
      ? ['An estimate of a divergence is above that of the population by chance alone, so an interval may lie wholly below its estimate.']
      : [])
  ]
}

function rowOf(view: View, column: DriftedColumn, several: boolean, tested: boolean): Cell[] {
  const { primary, missing, unseen, tier } = column
  const { estimate, low, high } = figures(view, primary)
  const of = (measure: DriftedColumn['missing']): string =>
    measure === undefined ? '' : measure.estimate === 0 ? '0' : figures(view, measure).estimate
  return [
    several ? `${column.name} (${specOf(primary).name})` : column.name,
    column.part,
    estimate,
    low,
    high,
    ...(tested ? [primary.test === null ? '' : probability(primary.test.adjusted)] : []),
    of(missing),
    of(unseen),
    TIER[tier],
    view.evidence(primary.id)
  ]
}

/** Fairness measures window by window. */
function gaps({ view, measures }: DriftView): Block[] {
  const curves = view.report.exhibits.filter((one): one is ExhibitOf<'curve'> => one.kind === 'curve' && one.id.startsWith('drift/bias/'))
  if (curves.length === 0) return []
  const titles = new Set(curves.map(({ y }) => y.title))
  const watched = curves.slice(0, MOST_PANELS).map((curve): Watched => {
    const metric = curve.id.split('/')[2]
    const own = measures.filter(
      (m) => m.metric === metric && m.at.window !== undefined && JSON.stringify(m.group) === JSON.stringify(curve.group)
    )
    const thresholds = own.flatMap(({ id }) => view.verdicts(id).flatMap(({ threshold }) => [threshold.atLeast, threshold.atMost]))
    return {
      curve,
      title: titles.size === 1 ? groupValues(curve.group) : `${groupValues(curve.group)}: ${curve.y.title}`,
      thresholds: [...new Set(thresholds.filter((x) => x !== null))]
    }
  })
  return [
    topic('Do gaps between groups change?'),
    timelinesOf(watched, `${titles.size === 1 ? (curves[0]?.y.title ?? '') : 'Comparisons of groups'} window by window`)
  ]
}

function windows({ view, columns }: DriftView): Block[] {
  const watched = columns
    .flatMap(({ name, timeline, primary, windows: by }): Watched[] => {
      if (timeline === undefined) return []
      const thresholds = [primary, ...by].flatMap(({ id }) =>
        view.verdicts(id).flatMap(({ threshold }) => [threshold.atMost, threshold.atLeast])
      )
      return [{ curve: timeline, title: name, thresholds: [...new Set(thresholds.filter((x) => x !== null))] }]
    })
    .slice(0, MOST_PANELS)
  if (watched.length === 0) return []
  const isHeld = watched.some(({ curve }) => curve.band !== null)
  const beyond = watched.flatMap(({ curve, title }) => curve.marks.map(({ label }) => `${title} (${label.replace('first beyond: ', '')})`))
  return [
    topic('Since when?'),
    timelinesOf(watched, `${watched[0]?.curve.y.title ?? ''} window by window`),
    paragraph(
      !isHeld
        ? 'The reference has too few windows to say what they vary by among themselves; no window is held against them.'
        : beyond.length === 0
          ? 'No window lies beyond what the windows of the reference vary by among themselves.'
          : `Beyond what the windows of the reference vary by among themselves, first window in brackets: ${beyond.join(', ')}.`
    )
  ]
}
