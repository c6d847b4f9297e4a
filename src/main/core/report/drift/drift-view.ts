import type { ExhibitOf } from '../../../../shared/model/exhibit'
import type { Measure } from '../../../../shared/model/measure'
import type { MetricId } from '../../../../shared/model/metrics'
import type { Verdict } from '../../../../shared/model/finding'
import type { Criterion } from '../../../../shared/model/plan'
import type { View } from '../../../../shared/reading/view'

/** Green, amber and red in words: what the criteria on a measure come to. */
export type Tier = 'red' | 'amber' | 'green' | 'none'

/** One column of the drift section: its primary distance over all rows and by window. */
export type DriftedColumn = {
  name: string
  part: 'input' | 'prediction' | 'outcome'
  primary: Measure
  windows: Measure[]
  missing: Measure | undefined
  unseen: Measure | undefined
  tier: Tier
  distribution: ExhibitOf<'distribution'> | undefined
  timeline: ExhibitOf<'curve'> | undefined
}

export type DriftView = { view: View; measures: readonly Measure[]; columns: DriftedColumn[] }

export const criterionOf = ({ plan }: View, { criterion }: Verdict): Criterion | undefined =>
  plan.criteria.find(({ id }) => id === criterion)

/** Red: a criterion of high or critical severity fails. Amber: another fails, or one is crossed without sufficient evidence. */
export function tierOf(view: View, measure: Measure): Tier {
  const verdicts = view.verdicts(measure.id)
  if (verdicts.length === 0) return 'none'
  const grave = (verdict: Verdict): boolean => ['high', 'critical'].includes(criterionOf(view, verdict)?.severity ?? 'low')
  if (verdicts.some((verdict) => verdict.verdict === 'fail' && grave(verdict))) return 'red'
  return verdicts.some(({ verdict, observed }) => verdict === 'fail' || observed === 'crossed') ? 'amber' : 'green'
}

const GRAVITY: readonly Tier[] = ['red', 'amber', 'green', 'none']

/** Columns of all rows, gravest first, then by the size of their primary distance. */
export function driftView(view: View): DriftView {
  const { plan, report } = view
  const measures = report.measures.filter(({ assessment }) => assessment === 'drift')
  const named = new Map<string, Measure[]>()
  for (const measure of measures) {
    const { feature } = measure.at
    if (feature !== undefined) named.set(feature, [...(named.get(feature) ?? []), measure])
  }
  const columns = [...named].flatMap(([name, of]): DriftedColumn[] => {
    const primaries: readonly (MetricId | undefined)[] = [plan.assessments.drift?.primary.number, plan.assessments.drift?.primary.category]
    const whole = of.filter(({ group, at }) => group === null && at.window === undefined)
    const primary = whole.find(({ metric }) => primaries.includes(metric))
    if (primary === undefined) return []
    const exhibit = <K extends 'distribution' | 'curve'>(kind: K): ExhibitOf<K> | undefined =>
      report.exhibits.find((one): one is ExhibitOf<K> => one.kind === kind && one.assessment === 'drift' && one.at.feature === name)
    return [
      {
        name,
        part: partOf(view, name),
        primary,
        windows: of.filter(({ metric, group, at }) => metric === primary.metric && group === null && at.window !== undefined),
        missing: whole.find(({ metric }) => metric === 'missing_rate_change'),
        unseen: whole.find(({ metric }) => metric === 'unseen_share'),
        tier: gravest([primary, ...whole].map((measure) => tierOf(view, measure))),
        distribution: exhibit('distribution'),
        timeline: exhibit('curve')
      }
    ]
  })
  return {
    view,
    measures,
    columns: columns.sort((a, b) => GRAVITY.indexOf(a.tier) - GRAVITY.indexOf(b.tier) || size(b) - size(a))
  }
}

const size = ({ primary }: DriftedColumn): number => primary.estimate ?? -1

export const gravest = (tiers: readonly Tier[]): Tier => GRAVITY.find((tier) => tiers.includes(tier)) ?? 'none'

function partOf({ plan }: View, name: string): DriftedColumn['part'] {
  const role = plan.columns[name]?.role
  if (role === 'score' || role === 'decision') return 'prediction'
  return role === 'label' ? 'outcome' : 'input'
}
