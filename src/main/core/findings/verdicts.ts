import type { Verdict } from '../../../shared/model/finding'
import type { At } from '../../../shared/model/measure'
import { measureId } from '../../../shared/model/measure-id'
import { homeOf } from '../../../shared/model/metrics'
import type { Criterion, Plan } from '../../../shared/model/plan'
import { judgesModel } from '../columns/judged-model'
import type { Estimate } from '../stats/estimate'
import type { DecideInput } from './decide-input'
import type { Expansion } from './expand'
import { expand, partOf } from './expand'
import { decidesBy, judge } from './judge'
import { withinMonteCarloError } from './monte-carlo'
import { powerOf } from './power'
import { smallGroups } from './small-groups'
import { thresholdOf } from './threshold'
import { unknownsMayCross } from './unknowns'

/** A criterion with what it judged, what it set aside, and a verdict for each judged measure. */
export type Judged = { criterion: Criterion; expansion: Expansion; verdicts: Verdict[] }

function verdictOn(criterion: Criterion, estimate: Estimate, { plan, estimates }: DecideInput, small: boolean): Verdict {
  const verdict = judge(criterion, estimate, plan, small)
  const power = verdict.decides === 'interval' ? powerOf(estimate, verdict.threshold, plan.level) : null
  if (verdict.decides === 'interval' && withinMonteCarloError(estimate, verdict.threshold))
    return { ...verdict, power, verdict: 'insufficient', reason: 'monte-carlo' }
  if (verdict.verdict === 'pass' && unknownsMayCross(estimate.measure, estimates, verdict.threshold))
    return { ...verdict, power, verdict: 'insufficient', reason: 'unknowns' }
  return { ...verdict, power }
}

const placeOf = (criterion: Criterion, plan: Plan): At => {
  const { feature, window, slice, model, control } = criterion
  const named = Object.entries({ feature, window, slice, model, control }).filter(([, place]) => place !== undefined)
  return { part: partOf(criterion, plan), ...Object.fromEntries(named) }
}

/** A criterion that nothing could be judged by stays visible: it is insufficient, never silently met. */
function verdictOnNothing(criterion: Criterion, plan: Plan, tooSmall: readonly Estimate[]): Verdict {
  const first = tooSmall[0]
  const absent = {
    assessment: judgesModel(plan, criterion) ? 'comparison' : homeOf(criterion.metric),
    metric: criterion.metric,
    group: criterion.group ?? null,
    reference: null,
    at: placeOf(criterion, plan)
  } as const
  return {
    criterion: criterion.id,
    measure: first?.measure.id ?? measureId(absent),
    primary: criterion.primary,
    decides: decidesBy(criterion, plan),
    threshold: thresholdOf(criterion),
    observed: 'undefined',
    verdict: 'insufficient',
    reason: first === undefined ? 'undefined' : 'below-minimum-size',
    failP: null,
    failPHolm: null,
    power: null
  }
}

/** Every criterion of the plan, in the plan's order, with its verdicts by measure id; not yet adjusted. */
export function judgeAll(input: DecideInput): Judged[] {
  const isSmall = smallGroups(input.estimates, input.plan.minimum_group_size)
  return input.plan.criteria.map((criterion) => {
    const expansion = expand(criterion, input.estimates, input.plan)
    const verdicts = expansion.judged.map((estimate) => verdictOn(criterion, estimate, input, isSmall(estimate.measure)))
    return {
      criterion,
      expansion,
      verdicts: verdicts.length > 0 ? verdicts : [verdictOnNothing(criterion, input.plan, expansion.tooSmall)]
    }
  })
}
