import type { Measure } from '../../../shared/model/measure'
import { METRICS, type MetricId } from '../../../shared/model/metrics'
import { grouped } from '../evidence/digest'
import type { Block, Cell } from './blocks'
import { definitions, left, paragraph, right, section, subsection, table } from './build'
import { count, counted, listed, valueText } from '../../../shared/words/format'
import { grouping, type View } from '../../../shared/reading/view'
import { METHOD, REASON, TEST } from '../../../shared/words/words'

/** Section 8: every measure printed here with its formula, interval and source. */
export function methods(view: View): Block[] {
  return [
    section(8, 'Methods'),
    paragraph('Intervals describe repetitions of the process under independence, not uncertainty about the recorded facts.'),
    paragraph(verdictRule(view)),
    subsection('Measures'),
    measures(view.printed),
    ...intervals(view.printed),
    ...tests(view.report.measures),
    subsection('Seed and bins'),
    seed(view),
    ...reasons(view.printed)
  ]
}

function verdictRule({ plan }: View): string {
  const side = valueText((1 - plan.level) / 2, 'proportion', 1)
  return `A criterion decided by interval is met if the whole interval satisfies it and not met if the whole interval violates it (two one-sided tests at ${side} each); otherwise the evidence is insufficient. A criterion decided by point, and every criterion of a census, looks at the estimate alone. That all criteria are met needs no adjustment for multiple comparisons; that at least one is not is adjusted by Holm’s method.`
}

function measures(printed: readonly Measure[]): Block {
  const used = [...new Set(printed.map((m) => m.metric))]
  return table(
    'Measures: formula and source',
    [left('Measure', 2), left('Formula', 3), left('Source', 3)],
    used.map((id: MetricId): Cell[] => [METRICS[id].name, METRICS[id].formula, METRICS[id].source]),
    {
      wide: true,
      notes: ['Y: outcome, D: decision, TP, FP, TN, FN: counts of the confusion table, s: score, n: rows; g: the group, r: its reference.']
    }
  )
}

function intervals(printed: readonly Measure[]): Block[] {
  const used = [...new Set(printed.flatMap((m) => (m.interval === null ? [] : [m.interval.method])))]
  if (used.length === 0) return []
  const rows = used.map((method): Cell[] => [
    METHOD[method].name,
    METHOD[method].source,
    count(printed.filter((m) => m.interval?.method === method).length)
  ])
  return [table('Intervals', [left('Method', 2), left('Source', 4), right('Measures')], rows, { wide: true })]
}

function tests(all: readonly Measure[]): Block[] {
  const tested = all.flatMap((m) => (m.test === null ? [] : [m.test]))
  if (tested.length === 0) return []
  const families = [...grouping(tested, (t) => `${t.method} ${t.family}`).values()]
  const alike = grouping(families, ([first]) => (first === undefined ? '' : `${first.method} ${withoutStratum(first.family)}`))
  const rows = [...alike.values()].map((of): Cell[] => {
    const [first] = of[0]!
    const name = of.length === 1 ? first!.family : withoutStratum(first!.family)
    const sizes = [...new Set(of.map(([one]) => one!.m))]
    const each = of.length === 1 ? '' : ' in each'
    return [
      TEST[first!.method],
      familyText(name),
      `${listed(sizes.map((size) => count(size)))}${each}`,
      count(of.reduce((sum, { length }) => sum + length, 0))
    ]
  })
  return [
    table('Tests and families of comparisons', [left('Test', 2), left('Family', 4), right('Comparisons'), right('Measures')], rows, {
      wide: true
    })
  ]
}

/** `… within race, region=Capital` as `… within race, each region`. */
const withoutStratum = (family: string): string => family.replace(/, ([^=,]+)=.*$/, ', each $1')

/** Codes of metrics as their names. */
const familyText = (family: string): string =>
  family.replace(/[a-z0-9_]+(?= (over|within) )/, (id) => Object.entries(METRICS).find(([key]) => key === id)?.[1].name ?? id)

function seed({ report, plan, printed }: View): Block {
  const bins = Object.entries(plan.columns).flatMap(([name, column]) =>
    'bins' in column && column.bins !== undefined ? [`${name}: edges at ${column.bins.join(', ')}`] : []
  )
  return definitions([
    { term: 'Seed', text: grouped(report.seed), code: true },
    {
      term: '',
      text: plan.seed === undefined ? 'SHA-256 of the plan without a seed and of the input digests' : 'set by hand in the plan: a deviation'
    },
    { term: 'Bins of columns', text: bins.length === 0 ? 'none' : bins.join('; ') },
    printed.some((m) => m.metric === 'calibration_bin_rate' || m.metric === 'ece')
      ? {
          term: 'Bins of scores',
          text: 'ten equal bins of [0, 1] with their upper edges, (0.1, 0.2] and so on, counted from 0, fixed before the data were seen'
        }
      : null,
    { term: 'Sums', text: `floating sums by blocks of ${count(65536)} rows in row order, the blocks’ sums in order` }
  ])
}

function reasons(printed: readonly Measure[]): Block[] {
  const without = printed.flatMap((m) => {
    const reason = m.status.code === 'ok' ? m.noInterval : (m.status.reason ?? m.noInterval)
    return reason === undefined ? [] : [reason]
  })
  if (without.length === 0) return []
  const rows = [...grouping(without, (reason) => reason)].map(([, of]): Cell[] => [REASON[of[0]!], counted(of.length, 'measure')])
  return [subsection('Figures that are missing or marked'), table('Reasons', [left('Reason', 3), left('Printed measures')], rows)]
}
