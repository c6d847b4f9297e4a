import type { Group, Reference } from '../../../shared/model/measure'
import { groupPath } from '../../../shared/model/measure-id'
import type { MetricId } from '../../../shared/model/metrics'
import type { Estimate } from '../stats/estimate'

/** Finds a part's measures by metric, group and the most favoured group they are held against; only those taken on all rows of the part. */
export type Measures = {
  of: (metric: MetricId, group: Group) => Estimate | undefined
  against: (metric: MetricId, group: Group, reference: Group) => Estimate | undefined
  /** Groups of exactly these attributes with a measure of this metric, by id; the unknown ones last. */
  groups: (metric: MetricId, over: readonly string[]) => Group[]
}

/** '' for none; a group that the data chose by its rate, which packs ask for; undefined for every other reference. */
const referencePath = (reference: Reference | null): string | undefined => {
  if (reference === null) return ''
  return 'group' in reference && reference.by === 'most-favoured' ? groupPath(reference.group) : undefined
}

const key = (metric: MetricId, group: Group, reference: string): string => `${metric}/${groupPath(group)}/${reference}`

const isUnknown = (group: Group): boolean => Object.values(group).includes(null)

export function measuresOf(estimates: readonly Estimate[], part: string): Measures {
  const found = new Map<string, Estimate>()
  const here = estimates.filter(({ measure: { at } }) =>
    Object.entries(at).every(([place, value]) => value === undefined || (place === 'part' && value === part))
  )
  for (const estimate of here) {
    const { metric, group, reference } = estimate.measure
    const against = referencePath(reference)
    if (group !== null && against !== undefined) found.set(key(metric, group, against), estimate)
  }
  return {
    of: (metric, group) => found.get(key(metric, group, '')),
    against: (metric, group, reference) => found.get(key(metric, group, groupPath(reference))),
    groups: (metric, over) =>
      [...found.values()]
        .flatMap(({ measure: { id, metric: own, group, reference } }) =>
          own === metric && reference === null && group !== null && sameKeys(Object.keys(group), over) ? [{ id, group }] : []
        )
        .sort((a, b) => Number(isUnknown(a.group)) - Number(isUnknown(b.group)) || (a.id < b.id ? -1 : 1))
        .map(({ group }) => group)
  }
}

const sameKeys = (a: readonly string[], b: readonly string[]): boolean => a.length === b.length && a.every((name) => b.includes(name))
