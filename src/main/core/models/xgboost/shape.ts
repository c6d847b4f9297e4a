import { has, member, whole, type Field } from '../json/fields'
import { LIMITS } from '../limits'

/** Which boosting rounds count: all, up to the best of early stopping, or so many. */
export type Rounds = 'all' | 'best' | number

/** Sizes that the whole file must agree with. `outputs`: margins a row (classes, targets, or 1). */
export type Shape = { features: number; outputs: number; targets: number; classes: number }

export function readShape(learner: Field): Shape {
  const param = member(learner, 'learner_model_param')
  const features = whole(member(param, 'num_feature'), 1, LIMITS.features)
  const classes = whole(member(param, 'num_class'), 0, LIMITS.outputs)
  const targets = has(param, 'num_target') ? whole(member(param, 'num_target'), 1, LIMITS.outputs) : 1
  return { features, classes, targets, outputs: Math.max(classes, targets, 1) }
}
