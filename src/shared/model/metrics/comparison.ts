import { spec } from './spec'

/** Numbers about two models on the same rows; what each does there, and the difference, have the metrics of groups. */
export const COMPARISON = {
  rows_compared: spec(
    'Rows compared',
    'count',
    'none',
    'rows for which the audited model and its challenger have a decision, or a score where there are no decisions',
    'paired comparison: McNemar 1947, Psychometrika 12(2)'
  ),
  decided_differently: spec(
    'Decided differently',
    'proportion',
    'none',
    '(n₁₀ + n₀₁)/n: rows that one of two models decides favourably and the other does not',
    'McNemar 1947, Psychometrika 12(2)'
  ),
  gap_change: spec(
    'Change of the gap',
    'difference',
    'zero',
    '(m₂,g − m₂,r) − (m₁,g − m₁,r) = d̄_g − d̄_r: how much further from its reference a group lies under the challenger than under the audited model',
    'difference of paired differences; limits from those of both: Zou & Donner 2008, Statistics in Medicine 27(10)'
  )
} as const
