import type { Exhibit } from '../../../shared/model/exhibit'
import { groupPath, measureId } from '../../../shared/model/measure-id'
import { METRICS } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import type { Estimate } from '../stats/estimate'
import type { Window } from '../stats/windows'

/** A fairness measure of the rows of one window, as a measure of drift. */
export function atWindow({ measure, ...rest }: Estimate, window: Window): Estimate {
  const key = { ...measure, assessment: 'drift' as const, at: { ...measure.at, window: window.name } }
  const rows = measure.evidence.filter === 'all rows' ? '' : `${measure.evidence.filter} and `
  const evidence = { ...measure.evidence, scan: 'drift', filter: `${rows}window = ${JSON.stringify(window.name)}` }
  return { ...rest, measure: { ...key, id: measureId(key), evidence } }
}

const MOST_CURVES = 18

/** Comparisons of groups window by window, a curve a group; groups under the minimum size are left to the table. */
export function biasCurves(plan: Plan, estimates: readonly Estimate[], windows: readonly Window[]): Exhibit[] {
  const curves = new Map<string, Estimate[]>()
  for (const one of estimates) {
    const { metric, group, reference, at } = one.measure
    if (metric === 'rows' || group === null || reference === null || at.control !== undefined || Object.values(group).includes(null))
      continue
    const key = `${metric}/${groupPath(group)}`
    curves.set(key, [...(curves.get(key) ?? []), one])
  }
  const enough = [...curves].filter(([, of]) => of.every(({ measure }) => measure.n.group >= plan.minimum_group_size) && of.length > 1)
  return enough.slice(0, MOST_CURVES).map(([key, of]): Exhibit => {
    const { metric, group, at } = of[0]!.measure
    const inOrder = windows.map(({ name }) => of.find(({ measure }) => measure.at.window === name)?.measure)
    const who = Object.values(group ?? {}).join(' × ')
    return {
      kind: 'curve',
      id: `drift/bias/${key}`,
      assessment: 'drift',
      title: `${who}: ${METRICS[metric].name} window by window`,
      at: { ...(at.part === undefined ? {} : { part: at.part }) },
      group,
      notes: [],
      x: { title: 'window', numbers: null, labels: windows.map(({ name }) => name) },
      y: { title: METRICS[metric].name },
      series: [
        {
          name: who,
          values: inOrder.map((measure) => measure?.estimate ?? null),
          low: inOrder.map((measure) => measure?.interval?.low ?? null),
          high: inOrder.map((measure) => measure?.interval?.high ?? null)
        }
      ],
      density: null,
      band: null,
      marks: []
    }
  })
}
