import type { MetricId } from '../../../shared/model/metrics'
import type { Pack } from '../../../shared/model/pack'
import type { PackChoice, Plan } from '../../../shared/model/plan'
import type { MeasureRequest } from '../fairness/input'
import { attributesOf, columnOf, eachOf, variantOf } from './choice'
import { packNamed } from './pack-named'

const COMPANIONS = { standard_deviations: 'standard_deviations', shortfall: 'shortfall', flip_one: 'flip_one' } as const satisfies Record<
  string,
  MetricId
>

function requestsOfPack(pack: Pack, choice: PackChoice, plan: Plan): MeasureRequest[] {
  const { variant } = variantOf(pack, choice)
  return pack.tables.flatMap((table) => {
    const overs =
      table.rows === 'each_group'
        ? eachOf(choice, plan).map((name) => [name])
        : [attributesOf(table).map((name) => columnOf(pack, choice, name))]
    const values = new Set<string>(table.columns.map(({ value }) => value))
    const companions = Object.values(COMPANIONS).filter((metric) => values.has(metric))
    return overs.flatMap((over): MeasureRequest[] => [
      { metric: variant.rate, over, reference: 'planned' },
      ...[variant.ratio, ...companions].map((metric) => ({ metric, over, reference: 'most_favoured' as const }))
    ])
  })
}

/** What the plan's packs need computed, each request once. */
export function requestsOfPacks(plan: Plan, packs: readonly Pack[]): MeasureRequest[] {
  const all = plan.packs.flatMap((choice) => requestsOfPack(packNamed(choice.id, packs), choice, plan))
  return [...new Map(all.map((request) => [JSON.stringify(request), request])).values()]
}
