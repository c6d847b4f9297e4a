import { damaged } from '../fault'
import { LIMITS } from '../limits'
import type { CategorySet, Link, Tree, TreeEnsemble } from '../model'
import type { GraphNode } from './graph'
import { classesOf } from './linear'
import { leafWeights, numbersUnder, readTrees, type LeafWeight } from './trees'
import { matrixOf, type Matrix, type Operator, type Scores } from './value'

export const ensembleOf = (
  trees: readonly Tree[],
  sets: readonly CategorySet[],
  float32: boolean,
  base: ArrayLike<number>
): TreeEnsemble => ({
  kind: 'trees',
  trees,
  sets,
  inclusive: true,
  float32,
  base: Float64Array.from(base)
})

const SEVERAL: ReadonlyMap<string, Link> = new Map<string, Link>([
  ['NONE', { kind: 'identity' }],
  ['LOGISTIC', { kind: 'one-vs-all', scale: 1, normalized: false }],
  ['SOFTMAX', { kind: 'softmax' }]
])

const transformOf = (node: GraphNode): string => node.attributes.get('post_transform')?.text ?? 'NONE'

/** Every output of a weight must be one of `outputs`. */
export function checkOutputs(node: GraphNode, leaves: readonly { output: number }[], outputs: number): void {
  for (const { output } of leaves)
    if (!(Number.isInteger(output) && output >= 0 && output < outputs)) damaged(node.at, `has a leaf for output ${output} of ${outputs}`)
}

export function wholeAttribute(node: GraphNode, name: string, most: number): number {
  const value = node.attributes.get(name)?.int ?? 1
  return Number.isInteger(value) && value >= 1 && value <= most ? value : damaged(node.at, `has ${name} ${value}`)
}

/** Sum or mean over trees of one value a target; with another `post_transform` than NONE versions of ONNX Runtime disagree. */
export const treeRegressor: Operator = (node, [from]) => {
  const matrix = matrixOf(from)
  const aggregate = node.attributes.get('aggregate_function')?.text ?? 'SUM'
  if (matrix === null || matrix.textual || transformOf(node) !== 'NONE' || (aggregate !== 'SUM' && aggregate !== 'AVERAGE')) return null
  const targets = wholeAttribute(node, 'n_targets', LIMITS.outputs)
  const trees = new Set(node.attributes.get('nodes_treeids')?.ints).size
  const leaves = leafWeights(node, 'target').map((leaf) => (aggregate === 'SUM' ? leaf : { ...leaf, weight: leaf.weight / trees }))
  checkOutputs(node, leaves, targets)
  return scoresOf(node, matrix, leaves, { base: baseOf(node, targets), link: { kind: 'identity' }, classes: null })
}

/**
 * One value a class; what one base value means for several is left to ONNX Runtime. Of two classes a file may give weights for one only: ONNX Runtime takes the sum for the score of the second. Where then
 * no weight is negative, its versions disagree on the logistic (microsoft/onnxruntime#27533, #28557): such a file is left to it.
 */
export const treeClassifier: Operator = (node, [from]) => {
  const matrix = matrixOf(from)
  const classes = classesOf(node)
  if (matrix === null || matrix.textual || classes.length < 2) return null
  const leaves = leafWeights(node, 'class')
  checkOutputs(node, leaves, classes.length)
  const single = classes.length === 2 && new Set(leaves.map(({ output }) => output)).size === 1
  if (!single) {
    const link = SEVERAL.get(transformOf(node))
    const oneForSeveral = numbersUnder(node, 'base_values').length === 1
    return link === undefined || oneForSeveral
      ? null
      : scoresOf(node, matrix, leaves, { base: baseOf(node, classes.length), link, classes })
  }
  const positive = leaves.every(({ weight }) => weight >= 0)
  const link = LINK_OF_TWO.get(`${transformOf(node)} ${positive ? 'positive' : 'mixed'}`)
  if (link === undefined) return null
  const base = numbersUnder(node, 'base_values')
  return scoresOf(
    node,
    matrix,
    leaves.map((leaf) => ({ ...leaf, output: 0 })),
    { base: [base[1] ?? base[0] ?? 0], link, classes }
  )
}

const LINK_OF_TWO: ReadonlyMap<string, Link> = new Map<string, Link>([
  ['NONE positive', { kind: 'identity' }],
  ['LOGISTIC mixed', { kind: 'logistic', scale: 1 }]
])

/** Starts of the outputs: none given are zeros, one given is for each. */
function baseOf(node: GraphNode, outputs: number): number[] {
  const base = numbersUnder(node, 'base_values')
  if (base.length > 1 && base.length !== outputs) damaged(node.at, `has ${base.length} base values for ${outputs} outputs`)
  const starts = Array.from({ length: outputs }, (_, k) => base[base.length === 1 ? 0 : k] ?? 0)
  return starts.every(Number.isFinite) ? starts : damaged(node.at, 'has a base value that is not a number')
}

function scoresOf(
  node: GraphNode,
  matrix: Matrix,
  leaves: readonly LeafWeight[],
  { base, link, classes }: { base: readonly number[]; link: Link; classes: readonly string[] | null }
): Scores | null {
  const trees = readTrees(node, leaves, matrix.columns.length, matrix.float32)
  if (trees === null) return null
  const outputs = base.length === 1 ? ['margin'] : (classes ?? base.map((_, k) => String(k)))
  return { kind: 'scores', from: matrix, predictor: ensembleOf(trees, [], matrix.float32, base), link, outputs, classes }
}
