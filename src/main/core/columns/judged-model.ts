import { homeOf } from '../../../shared/model/metrics'
import type { Criterion, Plan } from '../../../shared/model/plan'

/** Models of the comparison by name, the audited one first. */
export const comparedModels = ({ assessments: { comparison } }: Plan): string[] =>
  comparison === undefined ? [] : [comparison.champion, ...comparison.challengers.map(({ name }) => name)]

/** Whether a criterion is about a model of the comparison; those on contributions are about explanations. */
export const judgesModel = (plan: Plan, { model, metric }: Pick<Criterion, 'model' | 'metric'>): boolean =>
  model !== undefined && homeOf(metric) !== 'explanation' && comparedModels(plan).includes(model)
