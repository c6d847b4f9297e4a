import { LIMITS } from '../limits'
import type { DerivedColumn } from '../model'
import type { GraphNode } from './graph'
import { ELEMENT, type Tensor } from './tensor'
import { constantOf, matrixOf, perColumn, stepped, type Matrix, type Operator, type Value } from './value'

const axisOf = (node: GraphNode): number => node.attributes.get('axis')?.int ?? 0

/** Matrices side by side. */
export const concat: Operator = (node, inputs) => {
  const parts = inputs.map(matrixOf)
  const axis = node.op === 'FeatureVectorizer' ? 1 : axisOf(node)
  if ((axis !== 1 && axis !== -1) || !parts.every((part) => part !== null && part.normalize === null)) return null
  const matrices = parts as Matrix[]
  const columns = matrices.flatMap((part) => part.columns)
  if (columns.length > LIMITS.features) return null
  return {
    kind: 'matrix',
    columns,
    normalize: null,
    float32: matrices.every((part) => part.float32),
    textual: matrices.some((part) => part.textual)
  }
}

/** Columns picked by constant places. */
export const pick: Operator = (node, [from, at]) => {
  const matrix = matrixOf(from)
  const places = constantOf(at)
  if (matrix === null || places === null || matrix.normalize !== null) return null
  if (node.op === 'Gather' && axisOf(node) !== 1 && axisOf(node) !== -1) return null
  const columns = Array.from(places.numbers, (place) => matrix.columns[place < 0 ? place + matrix.columns.length : place])
  return columns.every((column) => column !== undefined) ? { ...matrix, columns } : null
}

/** Rounds to float32 or not at all; whole numbers are only read as such. */
export const cast: Operator = (node, [from]) => {
  if (from === undefined || from.kind === 'constant') return from ?? null
  const to = node.attributes.get('to')?.int
  if (from.kind === 'scores') return to === ELEMENT.float32 || to === ELEMENT.float64 ? from : null
  if (to === ELEMENT.float32) return from.textual ? null : { ...from, float32: true }
  const keeps =
    to === ELEMENT.float64 ||
    (to === ELEMENT.string && from.textual) ||
    (to === ELEMENT.int64 && !from.textual && from.columns.every(isWhole))
  return keeps ? from : null
}

const isWhole = ({ steps }: DerivedColumn): boolean => steps.length === 0

/** A change of shape that leaves a matrix of the same width: [−1, width] or one dimension of 1 more or less. */
export const reshape: Operator = (_, [from, shape]) => {
  const target = constantOf(shape)
  if (from?.kind === 'scores') return from
  const matrix = matrixOf(from)
  if (matrix === null) return null
  return target === null || target.numbers.at(-1) === matrix.columns.length ? matrix : null
}

/** Add, Sub, Mul and Div of columns with constants. */
export const arithmetic: Operator = (node, [left, right]) => {
  const scores = left?.kind === 'scores' ? left : null
  const constant = constantOf(right)
  if (scores !== null) return isOne(node.op, constant) ? scores : null
  const [matrix, by] = constant === null ? [matrixOf(right), constantOf(left)] : [matrixOf(left), constant]
  if (matrix === null || by === null || (constant === null && node.op !== 'Add' && node.op !== 'Mul')) return null
  const value = perColumn(by.numbers, matrix.columns.length)
  const { float32 } = matrix
  if (value === null) return null
  switch (node.op) {
    case 'Add':
      return stepped(matrix, (j) => ({ kind: 'scale', offset: -value(j), factor: 1, float32 }))
    case 'Sub':
      return stepped(matrix, (j) => ({ kind: 'scale', offset: value(j), factor: 1, float32 }))
    case 'Mul':
      return stepped(matrix, (j) => ({ kind: 'scale', offset: 0, factor: value(j), float32 }))
    default:
      return stepped(matrix, (j) => ({ kind: 'divide', by: value(j), float32 }))
  }
}

const isOne = (op: string, constant: Tensor | null): boolean =>
  (op === 'Mul' || op === 'Div') && constant !== null && constant.numbers.length === 1 && constant.numbers[0] === 1

/** scikit-learn's scalers: (x − offset) · scale. */
export const scaler: Operator = (node, [from]) => {
  const matrix = matrixOf(from)
  const width = matrix?.columns.length ?? 0
  const offset = perColumn(node.attributes.get('offset')?.floats ?? [0], width)
  const factor = perColumn(node.attributes.get('scale')?.floats ?? [1], width)
  if (matrix === null || offset === null || factor === null) return null
  const scaled = stepped(matrix, (j) => ({ kind: 'scale', offset: offset(j), factor: factor(j), float32: true }))
  return scaled && { ...scaled, float32: true }
}

/** Missing values by a constant of each column. */
export const imputer: Operator = (node, [from]) => {
  const matrix = matrixOf(from)
  const replaced = node.attributes.get('replaced_value_float')?.float ?? 0
  const value = perColumn(node.attributes.get('imputed_value_floats')?.floats ?? [], matrix?.columns.length ?? 0)
  return matrix === null || value === null || replaced === replaced ? null : stepped(matrix, (j) => ({ kind: 'impute', value: value(j) }))
}

export const binarizer: Operator = (node, [from]) => {
  const matrix = matrixOf(from)
  return matrix === null ? null : stepped(matrix, () => ({ kind: 'binarize', above: node.attributes.get('threshold')?.float ?? 0 }))
}

const NORMS = { MAX: 'max', L1: 'l1', L2: 'l2' } as const

/** Rows to length 1; of probabilities, to sum 1. */
export const normalizer: Operator = (node, [from]): Value | null => {
  const norm = NORMS[(node.attributes.get('norm')?.text ?? 'MAX') as keyof typeof NORMS] as 'max' | 'l1' | 'l2' | undefined
  if (norm === undefined || from === undefined || from.kind === 'constant') return null
  if (from.kind === 'matrix') return from.normalize === null && !from.textual ? { ...from, normalize: norm } : null
  if (norm !== 'l1' || from.classes === null) return null
  return from.link.kind === 'one-vs-all' ? { ...from, link: { ...from.link, normalized: true } } : from
}
