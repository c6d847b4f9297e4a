import type { At, Group, Measure } from '../../../shared/model/measure'
import { groupPath } from '../../../shared/model/measure-id'
import type { Estimate } from '../stats/estimate'

/**
 * Whether a measure's group, or the group it is held against, has fewer rows than the minimum. Rows are those of the group, not of the
 * measure's denominator: few positives make a wide interval, not a group that is too small to judge.
 */
export function smallGroups(estimates: readonly Estimate[], minimum: number): (measure: Measure) => boolean {
  const rows = new Map<string, number>()
  for (const { measure } of estimates)
    if (measure.metric === 'rows' && measure.at.control === undefined && measure.estimate !== null)
      rows.set(key(measure.at, measure.group), measure.estimate)
  const isSmall = (at: At, group: Group, n: number): boolean => (rows.get(key(at, group)) ?? n) < minimum
  return ({ group, reference, n, at }) =>
    (group !== null && isSmall(at, group, n.group)) ||
    (reference !== null && 'group' in reference && n.reference !== null && isSmall(at, reference.group, n.reference))
}

/** A group has other rows in another part or window. */
const key = ({ part, window }: At, group: Group | null): string => JSON.stringify([part, window ?? null, groupPath(group)])
