import type { ExploreAnswer } from '../../../../shared/model/explore'

/** Where an answer stands: `at score ≥ 0.42`, or at the decisions of the data. */
export const thresholdText = ({ threshold, side }: Pick<ExploreAnswer, 'threshold' | 'side'>): string =>
  threshold === null ? 'at the decisions of the data' : `at a score ${side === 'at_least' ? '≥' : '≤'} ${Number(threshold.toPrecision(6))}`
