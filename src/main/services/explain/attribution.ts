import type { Player } from '../../core/explain/subject'
import type { FeatureRows } from './feature-rows'

/** Whose contributions, of which output, against what. */
export type Question = {
  data: FeatureRows
  /** Where absent features take their values from; null: along the training weights of a tree model, or the data themselves for a linear one. */
  background: FeatureRows | null
  output: number
  /** Features that count as one, and each other feature by itself; every feature is in one of them. */
  players: readonly Player[]
  interactions: boolean
  probability: boolean
  /** absent features follow present ones, by the background's covariances; linear models only */
  correlated: boolean
  asking: Asking
}

/** How a model without a formula is asked: draws of its seed, the most predictions for one row, and how many rows of the background take part. */
export type Asking = { seed: string; evaluations: number; backgroundRows: number }

/** Consecutive rows: score = bias + Σ values(player). Views are good until the call returns. */
export type AttributedChunk = {
  rows: number
  bias: number
  values: (player: number) => Float64Array
  pair: (a: number, b: number) => Float64Array
  /** standard errors of sampled values, by player; null where values are exact */
  errors: readonly Float64Array[] | null
}

export type Attributed = {
  perturbation: 'path-dependent' | 'interventional' | 'correlation-dependent'
  bias: number
  /** largest |score − bias − Σ values| of a row, and what rounding may leave of it */
  residual: number
  tolerance: number
  /** null: by the formula for such a model; otherwise how it was asked, and the largest standard error of a value (0: every coalition was asked) */
  asked: (Asking & { largestError: number }) | null
}

/** Of the largest |score| that was explained. */
export const RELATIVE_TOLERANCE = 1e-10

export const largest = (values: Float64Array): number => values.reduce((most, value) => Math.max(most, Math.abs(value)), 0)
