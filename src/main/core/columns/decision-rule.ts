import type { Plan } from '../../../shared/model/plan'

/** How decisions follow from scores where there is no column of decisions. */
export const decisionRule = ({ assessments: { performance, fairness } }: Plan): NonNullable<Plan['assessments']['performance']>['decide'] =>
  performance?.decide ?? fairness?.decide
