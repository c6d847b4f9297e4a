import { damaged } from '../fault'
import { LIMITS } from '../limits'
import type { Link } from '../model'
import type { GraphNode } from './graph'
import { matrixOf, type Matrix, type Operator } from './value'

/** `rows` of weights and one start each, checked against the width. */
function weightsOf(node: GraphNode, { columns }: Matrix, rows: number): { weights: Float64Array[]; base: Float64Array } {
  const coefficients = node.attributes.get('coefficients')?.floats ?? new Float64Array(0)
  const intercepts = node.attributes.get('intercepts')?.floats ?? new Float64Array(0)
  const width = columns.length
  if (coefficients.length !== rows * width) damaged(node.at, `has ${coefficients.length} coefficients for ${rows} × ${width}`)
  if (intercepts.length !== 0 && intercepts.length !== rows) damaged(node.at, `has ${intercepts.length} intercepts for ${rows} outputs`)
  if (![...coefficients, ...intercepts].every(Number.isFinite)) damaged(node.at, 'has a coefficient that is not a number')
  return {
    weights: Array.from({ length: rows }, (_, k) => coefficients.slice(k * width, (k + 1) * width)),
    base: Float64Array.from({ length: rows }, (_, k) => intercepts[k] ?? 0)
  }
}

export const linearRegressor: Operator = (node, [from]) => {
  const matrix = matrixOf(from)
  const targets = node.attributes.get('targets')?.int ?? 1
  if (matrix === null || matrix.textual || (node.attributes.get('post_transform')?.text ?? 'NONE') !== 'NONE') return null
  if (!(Number.isInteger(targets) && targets >= 1 && targets <= LIMITS.outputs)) damaged(node.at, `has ${targets} targets`)
  const outputs = targets === 1 ? ['margin'] : Array.from({ length: targets }, (_, k) => String(k))
  return {
    kind: 'scores',
    from: matrix,
    predictor: { kind: 'linear', ...weightsOf(node, matrix, targets) },
    link: { kind: 'identity' },
    outputs,
    classes: null
  }
}

export const classesOf = (node: GraphNode): readonly string[] => {
  const texts = node.attributes.get('classlabels_strings')?.texts ?? []
  if (texts.length > 0) return texts
  const numbers = node.attributes.get('classlabels_ints')?.ints ?? node.attributes.get('classlabels_int64s')?.ints
  return numbers === undefined ? [] : Array.from(numbers, String)
}

const LINKS: ReadonlyMap<string, Link> = new Map([
  ['LOGISTIC', { kind: 'one-vs-all', scale: 1, normalized: false }],
  ['SOFTMAX', { kind: 'softmax' }],
  ['NONE', { kind: 'identity' }]
])

/** A row of weights a class; of two classes with opposite rows, the second stands for both. */
export const linearClassifier: Operator = (node, [from]) => {
  const matrix = matrixOf(from)
  const classes = classesOf(node)
  const link = LINKS.get(node.attributes.get('post_transform')?.text ?? 'NONE')
  if (matrix === null || matrix.textual || link === undefined || classes.length < 2) return null
  const { weights, base } = weightsOf(node, matrix, classes.length)
  const [first, second] = weights as [Float64Array, Float64Array]
  const opposite = classes.length === 2 && base[0] === -base[1]! && first.every((weight, j) => weight === -second[j]!)
  if (opposite && link.kind === 'one-vs-all')
    return {
      kind: 'scores',
      from: matrix,
      predictor: { kind: 'linear', weights: [second], base: base.slice(1) },
      link: { kind: 'logistic', scale: 1 },
      outputs: ['margin'],
      classes
    }
  return {
    kind: 'scores',
    from: matrix,
    predictor: { kind: 'linear', weights, base },
    link,
    outputs: classes,
    classes: link.kind === 'identity' ? null : classes
  }
}
