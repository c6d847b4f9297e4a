import type { DerivedColumn, Feature, Link, LinearPredictor, Preparation, Step, TreeEnsemble } from '../model'
import type { GraphNode } from './graph'
import type { Tensor } from './tensor'

/** A matrix whose columns are known functions of single features. */
export type Matrix = {
  kind: 'matrix'
  columns: readonly DerivedColumn[]
  normalize: Preparation['normalize']
  float32: boolean
  textual: boolean
}

/** What a predictor says, before or after its link. */
export type Scores = {
  kind: 'scores'
  from: Matrix
  predictor: TreeEnsemble | LinearPredictor
  link: Link
  outputs: readonly string[]
  classes: readonly string[] | null
}

export type Value = Matrix | Scores | { kind: 'constant'; tensor: Tensor }

/** `features` grow categories while encoders are met. */
export type Lowering = { features: Feature[]; values: Map<string, Value> }

/** What an operator makes of its inputs; null where Assay has no structure for it. */
export type Operator = (node: GraphNode, inputs: readonly (Value | undefined)[], state: Lowering) => Value | null

export const matrixOf = (value: Value | undefined): Matrix | null => (value?.kind === 'matrix' ? value : null)

export const constantOf = (value: Value | undefined): Tensor | null => (value?.kind === 'constant' ? value.tensor : null)

/** Every column through one more step of its own; rows that were normalised take none. */
export function stepped(matrix: Matrix, step: (column: number) => Step): Matrix | null {
  if (matrix.normalize !== null || matrix.textual) return null
  return { ...matrix, columns: matrix.columns.map((column, j) => ({ ...column, steps: [...column.steps, step(j)] })) }
}

/** Item j of a list that has one for every column or one for all; null for other lengths. */
export function perColumn(list: ArrayLike<number>, columns: number): ((j: number) => number) | null {
  if (list.length === 1) return () => list[0]!
  return list.length === columns ? (j) => list[j]! : null
}
