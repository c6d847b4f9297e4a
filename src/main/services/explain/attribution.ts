export type FeatureColumns = { columns: readonly Float64Array[]; rows: number }

/** Whose contributions, of which output, against what. */
export type Question = {
  data: FeatureColumns
  /** Where absent features take their values from; null: along the training weights of a tree model, or the data themselves for a linear one. */
  background: FeatureColumns | null
  output: number
  interactions: boolean
  probability: boolean
  /** absent features follow present ones, by the background's covariances; linear models only */
  correlated: boolean
}

/** Consecutive rows: score = bias + Σ values(feature). Views are good until the call returns. */
export type AttributedChunk = {
  rows: number
  bias: number
  values: (feature: number) => Float64Array
  pair: (a: number, b: number) => Float64Array
}

export type Attributed = {
  perturbation: 'path-dependent' | 'interventional' | 'correlation-dependent'
  bias: number
  /** largest |score − bias − Σ values| of a row, and what rounding may leave of it */
  residual: number
  tolerance: number
}

/** Of the largest |score| that was explained. */
export const RELATIVE_TOLERANCE = 1e-10
