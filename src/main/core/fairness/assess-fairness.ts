import type { MetricId, RateId } from '../../../shared/model/metrics'
import type { Plan } from '../../../shared/model/plan'
import { scanCells } from './cell-table'
import { independentDesign } from './design'
import { frameOf } from './frame'
import type { FairnessInput, FairnessResult, MeasureRequest } from './input'
import type { Naming, Place } from './name-estimate'
import { nameEstimate } from './name-estimate'
import { populationOf } from './population'
import { RATE_MASKS } from './rates'
import { plannedReference } from './reference'
import { groupingsOf } from './roles'
import { rollUp } from './roll-up'
import type { Estimate } from '../stats/estimate'

export { neededColumns } from './needed-columns'

/** How many measures a run will make at most, from the distinct values of each column. */
export function countMeasures(plan: Plan, cardinalities: ReadonlyMap<string, number>, requests: readonly MeasureRequest[]): number {
  return (groupingsOf(plan).length + requests.length) * Math.max(1, ...cardinalities.values())
}

const RATES: readonly RateId[] = ['base_rate', 'selection_rate']

export function assessFairness(input: FairnessInput): FairnessResult {
  const { plan } = input
  const frame = frameOf(input)
  const table = scanCells(frame, [...frame.attributes.values()], input.kernels)
  const naming: Naming = { plan, inputs: input.inputs, scan: 's1', part: input.part }
  const design = independentDesign(plan, input.rows)
  const estimates: Estimate[] = []
  for (const over of [[], ...groupingsOf(plan)]) {
    const groups = rollUp(table, over)
    const reference = plannedReference(plan, groups)
    groups.groups.forEach((group, i) => {
      const place = (metric: MetricId): Place => ({
        metric,
        group: over.length === 0 ? null : group,
        reference: null,
        at: {},
        small: groups.rows[i]! < plan.minimum_group_size,
        columns: over
      })
      const rows = { group: groups.rows[i]!, reference: null }
      estimates.push(nameEstimate(naming, place('rows'), { estimate: rows.group, interval: null, limits: null, noInterval: 'a-count', n: rows }))
      for (const id of RATES) {
        if (id === 'base_rate' ? frame.label === null : frame.decision === null) continue
        estimates.push(nameEstimate(naming, place(id), design.rate(groups, i, RATE_MASKS[id])))
      }
      if (over.length === 0 || reference === null || reference.index === i || frame.decision === null) return
      const against = { group: groups.groups[reference.index]! }
      const mask = RATE_MASKS.selection_rate
      estimates.push(nameEstimate(naming, { ...place('selection_rate_difference'), reference: against }, design.difference(groups, i, reference.index, mask)))
      estimates.push(nameEstimate(naming, { ...place('selection_rate_ratio'), reference: against }, design.ratio(groups, i, reference.index, mask)))
    })
  }
  const population = populationOf(input, table, { decision: frame.decision !== null, label: frame.label !== null })
  const scans = [{ id: 's1', part: input.part, dataset: input.dataset, attributes: [...frame.attributes.keys()], columns: [...input.columns.keys()], rows: input.rows }]
  return { estimates, population, tables: [], scans }
}
