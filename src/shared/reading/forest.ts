import type { Verdict, VerdictCode } from '../model/finding'
import type { Measure } from '../model/measure'
import { linearScale, markOn, ratioScale, type Axis, type ForestMark, type Scale } from './axis'
import { fixed, percent, thresholdText, valueText, type Unit } from '../words/format'
import { shortLabel, shortText, wrapped } from '../words/short-label'
import { figures, isOfSlice, suppressed, type View } from './view'
import { conditionsOf, conditionsText, groupValues, referenceValues, specOf } from '../words/words'

/** `lines`: the label as it is drawn, broken where it is long. */
export type ForestRow = { label: string; lines: string[]; text: string; n: string; mark: ForestMark | null; sign?: VerdictCode }

/** Point and interval of each group on one axis. `neutral`: where there is no difference. `criterion`: the stretch in which it is met. */
export type Forest = {
  kind: 'forest'
  caption: string
  alt: string
  axis: Axis
  neutral: number | null
  criterion: { from: number; to: number; label: string } | null
  textTitle: string
  rows: ForestRow[]
}

const MOST_ROWS = 28
const LONGEST_LABEL = 33
/** Of one label; of all labels, so that the picture fits a page. */
const MOST_LINES = 6
const MOST_LINES_IN_ALL = 48

/** Whether an estimate can be drawn: a ratio of nothing has no place on a logarithmic axis. */
const drawable = (view: View, m: Measure): boolean =>
  m.estimate !== null && !suppressed(view, m) && (specOf(m).unit !== 'ratio' || m.estimate > 0)

type Threshold = Verdict['threshold']

/** The threshold that a criterion sets for some measures. */
export const thresholdFor = (view: View, measures: readonly Measure[]): Threshold | null =>
  measures.flatMap((m) => view.verdicts(m.id))[0]?.threshold ?? null

/** Words of a forest whose rows are not the groups of one measure. `title`: of its axis. */
export type Naming = { caption: string; title: string; label: (measure: Measure) => string }

/** The comparisons of one question on one axis, or nothing where fewer than one can be drawn. `what`: the attributes. */
export function forest(
  view: View,
  comparisons: readonly Measure[],
  what: string,
  threshold: Threshold | null = thresholdFor(view, comparisons),
  naming: Naming | null = null
): Forest | null {
  const drawn = comparisons.filter((m) => drawable(view, m))
  const [first] = drawn
  if (first === undefined) return null
  const rows = withRoom(comparisons)
  const spec = specOf(first)
  const ratio = spec.unit === 'ratio'
  const limits = threshold === null ? [] : [threshold.atLeast, threshold.atMost].filter((t) => t !== null)
  const scale = scaleOf(drawn, ratio, limits, naming?.title ?? spec.name)
  return {
    kind: 'forest',
    caption: naming?.caption ?? `${spec.name} by ${what}${against(comparisons)}`,
    alt: altText(view, rows, naming?.caption ?? `${spec.name} by ${what}`, naming),
    axis: scale.axis,
    neutral: spec.toward === 'one' || spec.toward === 'zero' ? scale.place(ratio ? 1 : 0) : null,
    criterion: threshold === null ? null : stretchOf(threshold, scale, spec.unit),
    textTitle: view.plan.inference.kind === 'census' ? 'observed' : `estimate and ${valueText(view.plan.level, 'proportion', 0)} interval`,
    rows: rows.map((m) => rowOf(view, m, scale, naming))
  }
}

const stretchOf = ({ atLeast, atMost }: Threshold, { place, low, high }: Scale, unit: Unit): Forest['criterion'] => ({
  from: place(atLeast ?? low),
  to: place(atMost ?? high),
  label: `shaded: criterion met, ${thresholdText(atLeast, atMost, unit)}`
})

/** Those of the first comparisons that fit a page. */
function withRoom(comparisons: readonly Measure[]): Measure[] {
  let lines = 0
  return comparisons.slice(0, MOST_ROWS).filter((m) => (lines += labelOf(m).lines.length) <= MOST_LINES_IN_ALL)
}

const oneLine = (label: string): Pick<ForestRow, 'label' | 'lines'> => ({ label, lines: [shortText(label, LONGEST_LABEL)] })

/** Groups lose the ends of long values; conditions of a slice are broken into lines. */
function labelOf(m: Measure): Pick<ForestRow, 'label' | 'lines'> {
  if (!isOfSlice(m)) return oneLine(shortLabel(m.group, LONGEST_LABEL))
  const lines = wrapped(conditionsOf(m.group), LONGEST_LABEL)
  const shown =
    lines.length <= MOST_LINES ? lines : [...lines.slice(0, MOST_LINES - 1), shortText(`${lines[MOST_LINES - 1]} …`, LONGEST_LABEL)]
  return { label: conditionsText(m.group), lines: shown }
}

function scaleOf(drawn: readonly Measure[], ratio: boolean, limits: readonly number[], name: string): Scale {
  const estimates = drawn.flatMap((m) => (m.estimate === null ? [] : [m.estimate]))
  const all = drawn.flatMap((m) => [m.interval?.low, m.interval?.high].filter((x) => x !== null && x !== undefined))
  const spec = drawn[0] && specOf(drawn[0])
  const title = ratio ? `${name}, logarithmic axis` : name
  const label = spec?.unit === 'proportion' ? (x: number, decimals: number): string => percent(x, Math.max(0, decimals - 2)) : fixed
  if (!ratio) return linearScale(title, [0, ...estimates, ...all, ...limits], label)
  const [least, most] = [Math.min(...estimates, ...limits) / 2, Math.max(...estimates, ...limits) * 2]
  return ratioScale(title, [...estimates, ...limits, ...all.map((x) => (x < least ? least : x > most ? most : x))])
}

function rowOf(view: View, m: Measure, scale: Scale, naming: Naming | null): ForestRow {
  const { estimate, interval, n } = figures(view, m)
  const [verdict] = view.verdicts(m.id)
  return {
    ...(naming === null ? labelOf(m) : oneLine(naming.label(m))),
    text: m.interval === null ? estimate : `${estimate}  (${interval})`,
    n,
    mark: m.estimate === null || !drawable(view, m) ? null : markOn(scale, m.estimate, m.interval?.low ?? null, m.interval?.high ?? null),
    ...(verdict === undefined ? {} : { sign: verdict.verdict })
  }
}

function against(comparisons: readonly Measure[]): string {
  const references = new Set(comparisons.flatMap((m) => (m.reference === null ? [] : [referenceValues(m.reference)])))
  return references.size === 0 ? '' : `, against ${[...references].slice(0, 2).join(' or ')}`
}

function altText(view: View, rows: readonly Measure[], what: string, naming: Naming | null): string {
  const items = rows.map((m) => {
    const { estimate, interval } = figures(view, m)
    const label = naming?.label(m) ?? (isOfSlice(m) ? conditionsText(m.group) : groupValues(m.group))
    return `${label} ${estimate}${m.interval === null ? '' : ` (${interval})`}`
  })
  return `Forest plot of ${what}: ${items.join('; ')}. The table that follows has the same figures.`
}
