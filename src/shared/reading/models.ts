import type { Measure } from '../model/measure'
import type { View } from './view'

/** The models that measures are of, in the plan's order (the champion first); undefined stands for the only one. */
export function modelsOf({ plan }: Pick<View, 'plan'>, measures: readonly Measure[]): (string | undefined)[] {
  const order = [...(plan.assessments.explanation?.models ?? []), ...plan.models.map(({ name }) => name)]
  const place = (model: string | undefined): number => order.indexOf(model ?? '')
  return [...new Set(measures.map(({ at }) => at.model))].sort((a, b) => place(a) - place(b))
}
