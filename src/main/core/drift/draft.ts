import type { MetricId } from '../../../shared/model/metrics'
import { benjaminiHochberg, holm } from '../stats/multiplicity'
import { nameEstimate, type Naming } from '../stats/name-estimate'
import type { Estimate } from '../stats/estimate'
import type { Quantity } from '../stats/quantity'
import type { Slice, Slicing } from './slice'

/** A number of one column and slice before tests are adjusted over their family. */
export type Draft = {
  metric: MetricId
  feature: string | null
  kind: Slicing['kind'] | 'decomposition'
  slice: Slice
  control?: string
  quantity: Quantity
}

export type Adjustment = 'benjamini_hochberg' | 'holm'

/** Tests of one metric over the columns of one kind of slice are one family. */
const familyOf = ({ metric, kind }: Draft): string => `drift: ${metric} over columns${kind === 'all' ? '' : ` by ${kind}`}`

/** Measures of the drafts against the reference part, their p-values adjusted. */
export function nameDrafts(naming: Naming, reference: string, drafts: readonly Draft[], adjustment: Adjustment): Estimate[] {
  const census = naming.plan.inference.kind === 'census'
  const tested = new Map<string, Draft[]>()
  for (const draft of drafts)
    if (draft.quantity.test !== undefined) tested.set(familyOf(draft), [...(tested.get(familyOf(draft)) ?? []), draft])
  const adjusted = new Map<Draft, number>()
  for (const family of tested.values()) {
    const p = family.map(({ quantity }) => quantity.test?.p ?? 1)
    const after = adjustment === 'holm' ? holm(p) : benjaminiHochberg(p)
    family.forEach((draft, i) => adjusted.set(draft, after[i]!))
  }
  return drafts.map((draft) => {
    const { metric, feature, slice, quantity } = draft
    const at = {
      ...(feature === null ? {} : { feature }),
      ...(draft.control === undefined ? {} : { control: draft.control }),
      ...(slice.window === undefined ? {} : { window: slice.window.name })
    }
    const estimate = nameEstimate(naming, { metric, group: slice.group, reference: { part: reference }, at, small: slice.small }, quantity)
    const { test } = quantity
    if (census || test === undefined) return estimate
    const family = familyOf(draft)
    const m = tested.get(family)?.length ?? 1
    return { ...estimate, measure: { ...estimate.measure, test: { ...test, adjusted: adjusted.get(draft) ?? test.p, family, m } } }
  })
}
