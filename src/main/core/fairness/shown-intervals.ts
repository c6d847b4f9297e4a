import type { Exhibit, ExhibitOf } from '../../../shared/model/exhibit'
import type { IntervalMethod } from '../../../shared/model/measure'
import type { Plan } from '../../../shared/model/plan'
import { METHOD, comparedText, specOf } from '../../../shared/words/words'
import type { Estimate } from '../stats/estimate'
import type { Interval } from '../stats/interval'
import { katzInterval, newcombeInterval } from '../stats/two-proportions'

/** The interval that decides, and the one that people ask to see beside it. */
const BESIDE = {
  newcombe: { decides: 'miettinen-nurminen-difference', interval: newcombeInterval },
  'katz-log': { decides: 'koopman-ratio', interval: katzInterval }
} as const satisfies Partial<Record<IntervalMethod, { decides: IntervalMethod; interval: typeof newcombeInterval }>>

/** Intervals that the plan asks to see beside those that decide: for display, never for a verdict (STATISTICS §2). */
export function shownIntervals(plan: Plan, estimates: readonly Estimate[]): Exhibit[] {
  const asked = plan.assessments.fairness?.show_intervals ?? []
  return asked.flatMap((method): Exhibit[] => {
    const { decides, interval } = BESIDE[method]
    const rows = estimates.flatMap(({ measure, rates }) => {
      if (measure.interval?.method !== decides || measure.estimate === null || rates === undefined) return []
      const [group, reference] = [countOf(rates.group), countOf(rates.reference)]
      const shown = interval(group, reference, plan.level)
      const limits: (number | null)[] = isInterval(shown) ? [shown.low, shown.high] : [null, null]
      return [[specOf(measure).name, comparedText(measure), measure.estimate, measure.interval.low, measure.interval.high, ...limits]]
    })
    if (rows.length === 0) return []
    const limit = (of: IntervalMethod, end: string): ExhibitOf<'table'>['columns'][number] => ({
      title: `${METHOD[of].name}, ${end}`,
      align: 'decimal'
    })
    return [
      {
        kind: 'table',
        id: `fairness/intervals/${method}`,
        assessment: 'fairness',
        title: `${METHOD[method].name} intervals, for display`,
        at: {},
        group: null,
        notes: [`They decide nothing: verdicts rest on ${METHOD[decides].name}. Source: ${METHOD[method].source}.`],
        columns: [
          { title: 'Measure', align: 'left' },
          { title: 'Compared', align: 'left' },
          { title: 'Estimate', align: 'decimal' },
          ...[limit(decides, 'from'), limit(decides, 'to'), limit(method, 'from'), limit(method, 'to')]
        ],
        rows
      }
    ]
  })
}

const isInterval = (shown: ReturnType<typeof newcombeInterval>): shown is Interval => 'low' in shown

const countOf = ({ p, n }: { p: number; n: number }): { k: number; n: number } => ({ k: Math.round(p * n), n })
