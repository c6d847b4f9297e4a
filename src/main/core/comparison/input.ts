import type { Challenger, ComparisonPlan } from '../../../shared/model/assessments/comparison'
import type { Plan } from '../../../shared/model/plan'
import type { AssessedPart } from '../assessment'
import type { Outcomes } from '../columns/outcomes'

/** Rows that have a score, ascending by it. */
type Ranking = { order: Uint32Array; scores: Float64Array }

export type ComparisonKernels = {
  rank: (scores: Float64Array) => Ranking
  /** Writes each row's placement: of label 1 the share of label 0 below it, of label 0 the share of label 1 above it, ties half. */
  placements: (
    rows: {
      ranking: Ranking
      groupOfRow: Uint32Array
      groups: number
      label: Uint8Array
      weight: Float64Array | null
      whole: boolean
    },
    placementOfRow: Float64Array | null
  ) => unknown
}

/** All models on the rows that every one of them judges. `unjudged`: rows of the part that a model does not, the audited one first. */
export type Panel = {
  plan: Plan
  asked: ComparisonPlan
  part: AssessedPart
  unjudged: readonly number[]
  /** Rows that were left out, by the audited model's decision and label. */
  leftCells: readonly number[]
  champion: Outcomes
  challengers: readonly Outcomes[]
}

/** The audited model and one challenger. */
export type Pair = Omit<Panel, 'challengers' | 'unjudged'> & { against: Challenger; challenger: Outcomes }
