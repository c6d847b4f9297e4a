import { damaged } from '../fault'
import { member, numbers, type Field } from '../json/fields'
import type { LinearPredictor } from '../model'
import type { Shape } from './shape'

/** gblinear: weight of feature j for output k at j · outputs + k, the biases last. A missing value adds nothing. XGBoost 3.1 and 3.2
 * start every output at the first of several base scores here. */
export function readGblinear(model: Field, { features, outputs }: Shape, base: Float64Array): LinearPredictor {
  const all = numbers(member(model, 'weights'), (features + 1) * outputs)
  if (!all.every(Number.isFinite)) damaged(`${model.at}.weights`, 'has a weight that is not a number')
  return {
    kind: 'linear',
    base: base.map((_, k) => base[0]! + all[features * outputs + k]!),
    weights: Array.from(base, (_, k) => Float64Array.from({ length: features }, (_, j) => all[j * outputs + k]!))
  }
}
