/**
 * A model as Assay holds it, whatever library wrote it: plain numbers that were checked when the file was read. Data come column-major, one
 * Float64Array a feature in the order of `features`: NaN is missing, a category is its place in `values` and −1 a value the model never saw.
 *
 *     features ──prepare──▶ columns ──predictor──▶ raw margin (one array an output) ──link──▶ response
 */

/** `hashed`: the values are CatBoost's numbers of the texts, not the texts. */
export type Feature = { name: string; kind: 'number' } | { name: string; kind: 'category'; values: readonly string[] | null; hashed?: true }

/**
 * One binary tree over `columns`. Node 0 is the root, children come after their parent (depth first, left first); every array has one entry
 * a node. At a leaf `feature` is −1, and so are `left` and `right`.
 */
export type Tree = {
  /** index of the column that is tested */
  feature: Int32Array
  /** left if x < threshold, or x ≤ threshold where the ensemble is `inclusive` */
  threshold: Float64Array
  left: Int32Array
  right: Int32Array
  /** 1: a missing value goes left */
  defaultLeft: Uint8Array
  /** 1: |x| ≤ 1e-35 counts as missing too (LightGBM's missing type Zero) */
  zeroIsMissing: Uint8Array
  /** index into the ensemble's `sets` where the test is "is in the set", −1 where it compares with `threshold` */
  set: Int32Array
  /** what a leaf adds: shrinkage, DART weight and averaging are in it; 0 at inner nodes */
  value: Float64Array
  /** training weight that reached the node (XGBoost: Hessian sum; LightGBM: rows); NaN where the file does not say */
  cover: Float64Array
  /** which output the tree adds to */
  output: number
  /** LightGBM's linear leaves; `value` then stands for rows in which one of the leaf's columns is missing */
  linear: LinearLeaves | null
}

export type LinearLeaves = {
  constant: Float64Array
  columns: readonly Int32Array[]
  coefficients: readonly Float64Array[]
}

/** Whole numbers ≥ 0: bit k of word ⌊k/32⌋. x belongs if its whole part (towards 0) is in it. */
export type CategorySet = { bits: Uint32Array; membersGoLeft: boolean }

export type TreeEnsemble = {
  kind: 'trees'
  trees: readonly Tree[]
  sets: readonly CategorySet[]
  /** x ≤ threshold goes left (LightGBM, scikit-learn, ONNX's BRANCH_LEQ); otherwise x < threshold (XGBoost) */
  inclusive: boolean
  /** x is rounded to float32 before it is compared */
  float32: boolean
  /** start of each output */
  base: Float64Array
}

/** raw[k] = base[k] + Σ weights[k][j] · column j, in the order of the columns. */
export type LinearPredictor = { kind: 'linear'; base: Float64Array; weights: readonly Float64Array[] }

/** A graph that is none of our own structures; only a disposable worker runs it. */
export type GraphPredictor = { kind: 'graph'; bytes: Uint8Array; inputs: readonly GraphInput[]; output: string }
export type GraphInput = { name: string; type: 'float32' | 'float64' | 'int64'; features: readonly number[] }

/** From one value of a feature to one value of a column, in turn. NaN stays NaN but for `impute`, `indicator`, `bins` and `points`. */
export type Step =
  | { kind: 'missing'; value: number }
  | { kind: 'impute'; value: number }
  | { kind: 'scale'; offset: number; factor: number; float32: boolean }
  | { kind: 'divide'; by: number; float32: boolean }
  | { kind: 'indicator'; equals: number }
  | { kind: 'binarize'; above: number }
  /** points[i] for the first edge with x < edge (or x ≤ edge where `inclusive`), the last one beyond all */
  | { kind: 'bins'; edges: Float64Array; inclusive: boolean; points: Float64Array; missing: number }
  /** points of a category by its place, `other` for those never seen */
  | { kind: 'points'; points: Float64Array; other: number; missing: number }

/** A column the predictor reads: one feature and the steps it goes through. */
export type DerivedColumn = { name: string; feature: number; steps: readonly Step[] }

export type Preparation = {
  columns: readonly DerivedColumn[]
  /** scikit-learn's Normalizer over all columns of a row: the one step in which features mix */
  normalize: 'max' | 'l1' | 'l2' | null
}

/** From raw margin to response. `one-vs-all`: a logistic of each output, not normalised (or normalised to sum 1). */
export type Link =
  | { kind: 'identity' }
  | { kind: 'logistic'; scale: number }
  | { kind: 'softmax' }
  | { kind: 'one-vs-all'; scale: number; normalized: boolean }
  | { kind: 'exp' }
  /** log(1 + e^x) */
  | { kind: 'softplus' }
  /** sign(x) · x² (LightGBM's reg_sqrt) */
  | { kind: 'signed-square' }
  /** 1 if x > 0, otherwise 0 (binary:hinge) */
  | { kind: 'step' }

export type ModelFormat = 'xgboost-json' | 'xgboost-ubjson' | 'lightgbm-text' | 'catboost-json' | 'onnx' | 'linear' | 'scorecard'

export type Model = {
  format: ModelFormat
  /** library and version that wrote the file, as the file says it */
  library: string
  features: readonly Feature[]
  /** null: the predictor reads the features as they are */
  prepare: Preparation | null
  predictor: TreeEnsemble | LinearPredictor | GraphPredictor
  /** names of the raw outputs: classes, or ['margin'] where there is one */
  outputs: readonly string[]
  link: Link
  /** names of the classes where the response is a probability; with one logistic output, [negative, positive] */
  classes: readonly string[] | null
  /** in which the library itself computes its scores: what a logged score can agree to */
  precision: 'float32' | 'float64'
}

/** A model whose scores Assay computes itself. */
export type ComputedModel = Model & { predictor: TreeEnsemble | LinearPredictor }
export const isComputed = (model: Model): model is ComputedModel => model.predictor.kind !== 'graph'

/** Columns of `rows` values each → one array of `rows` values an output. */
export type Predict = (columns: readonly Float64Array[], rows: number) => Float64Array[]
