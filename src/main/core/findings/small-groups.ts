import type { Group, Measure } from '../../../shared/model/measure'
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
      rows.set(`${measure.at.part}/${groupPath(measure.group)}`, measure.estimate)
  const isSmall = (part: string | undefined, group: Group, n: number): boolean => (rows.get(`${part}/${groupPath(group)}`) ?? n) < minimum
  return ({ group, reference, n, at: { part } }) =>
    (group !== null && isSmall(part, group, n.group)) ||
    (reference !== null && 'group' in reference && n.reference !== null && isSmall(part, reference.group, n.reference))
}
