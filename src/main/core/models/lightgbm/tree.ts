import { buildTree, type RawTree } from '../build-tree'
import { addWords, type SetList } from '../category-sets'
import { damaged } from '../fault'
import { LIMITS } from '../limits'
import type { LinearLeaves, Tree } from '../model'
import { numbersOf, wholeOf, wholesOf, wordsOf, type Block } from './blocks'

type Place = { features: number; output: number; divisor: number; sets: SetList }

/** Bits of `decision_type`: 0 category, 1 a missing value goes left, 2 and 3 what is missing: 0 nothing, 1 zero, 2 NaN. */
const CATEGORICAL = 1
const DEFAULT_LEFT = 2
const [NONE, ZERO] = [0, 1]

/** One tree: inner nodes first, then the leaves, which the file calls −1, −2 … */
export function readTree(block: Block, place: Place): Tree {
  const leaves = wholeOf(block, 'num_leaves', 1, LIMITS.nodes)
  const inner = leaves - 1
  const values = numbersOf(block, 'leaf_value', leaves).map((value) => value / place.divisor)
  const padded = (list: ArrayLike<number>): Float64Array =>
    Float64Array.from({ length: inner + leaves }, (_, i) => (i < inner ? list[i]! : -1))
  const child = (key: string): Float64Array => padded(wholesOf(block, key, inner).map((to) => (to < 0 ? inner + ~to : to)))
  const decisions = inner === 0 ? new Float64Array(0) : wholesOf(block, 'decision_type', inner)
  const thresholds = inner === 0 ? new Float64Array(0) : numbersOf(block, 'threshold', inner)
  const missing = decisions.map((bits) => (bits >> 2) & 3)
  const isCategorical = decisions.map((bits) => bits & CATEGORICAL)
  const linear = linearLeaves(block, leaves, place)
  const raw: RawTree = {
    at: block.at,
    root: 0,
    left: inner === 0 ? [-1] : child('left_child'),
    right: inner === 0 ? [-1] : child('right_child'),
    feature: inner === 0 ? [-1] : padded(wholesOf(block, 'split_feature', inner)),
    threshold: inner === 0 ? [0] : padded(thresholds),
    defaultLeft: padded(decisions.map((bits, i) => Number(isCategorical[i] ? false : missingGoesLeft(bits, missing[i]!, thresholds[i]!)))),
    zeroIsMissing: padded(missing.map((kind, i) => Number(kind === ZERO && !isCategorical[i]))),
    set: padded(setsOf(block, isCategorical, thresholds, place.sets)),
    value: (node) => values[node - inner]!,
    cover: covers(block, inner, leaves),
    output: place.output,
    ...(linear === null ? {} : { linear: shifted(linear, inner) })
  }
  return buildTree(raw, place.features)
}

/** Where nothing counts as missing, LightGBM takes NaN for 0. */
const missingGoesLeft = (bits: number, kind: number, threshold: number): boolean =>
  kind === NONE ? threshold >= 0 : (bits & DEFAULT_LEFT) !== 0

/** Rows of the training data; older files may lack them. */
function covers(block: Block, inner: number, leaves: number): Float64Array | null {
  if (!block.values.has('leaf_count') || (inner > 0 && !block.values.has('internal_count'))) return null
  const counts = inner === 0 ? [] : numbersOf(block, 'internal_count', inner)
  const all = Float64Array.from([...counts, ...numbersOf(block, 'leaf_count', leaves)])
  return all.every((count) => count >= 0) ? all : null
}

/** The set of a categorical node is number `threshold`: words `cat_boundaries[k]` … `cat_boundaries[k + 1]` of `cat_threshold`; members go left. */
function setsOf(block: Block, isCategorical: ArrayLike<number>, thresholds: Float64Array, sets: SetList): number[] {
  const count = wholeOf(block, 'num_cat', 0, LIMITS.nodes)
  if (count === 0) return Array.from(isCategorical, (yes) => (yes ? damaged(block.at, 'has a categorical split but num_cat=0') : -1))
  const bounds = wholesOf(block, 'cat_boundaries', count + 1)
  if (!bounds.every((at, i) => at >= (i === 0 ? 0 : bounds[i - 1]!) && at <= LIMITS.categoryWords))
    damaged(block.at, 'has cat_boundaries that do not rise')
  const words = wholesOf(block, 'cat_threshold', bounds[count]!)
  if (!words.every((word) => word >= 0 && word <= 0xffffffff)) damaged(block.at, 'has words of categories that are none')
  return Array.from(isCategorical, (yes, node) => {
    if (!yes) return -1
    const k = thresholds[node]!
    if (!(Number.isInteger(k) && k >= 0 && k < count)) damaged(block.at, `has the category set ${k} of ${count}`)
    return addWords(sets, Uint32Array.from(words.subarray(bounds[k], bounds[k + 1])), true, block.at)
  })
}

/** Linear leaves (`linear_tree`): a constant and the coefficients of some features for each leaf. */
function linearLeaves(block: Block, leaves: number, { features, divisor }: Place): LinearLeaves | null {
  if (!block.values.has('is_linear') || wholeOf(block, 'is_linear', 0, 1) === 0) return null
  const counts = wholesOf(block, 'num_features', leaves)
  const used = wordsOf(block.values.get('leaf_features') ?? '').map(Number)
  const coefficients = numbersOf(block, 'leaf_coeff', used.length).map((value) => value / divisor)
  if (!used.every((j) => Number.isInteger(j) && j >= 0 && j < features))
    damaged(block.at, 'has a linear leaf of a feature that is not there')
  const starts = Array.from(counts)
  let total = 0
  for (const [leaf, count] of counts.entries()) {
    starts[leaf] = total
    total += count
  }
  if (!(counts.every((count) => count >= 0) && total === used.length)) damaged(block.at, 'has linear leaves whose features do not add up')
  const slice = (leaf: number): [number, number] => [starts[leaf]!, starts[leaf]! + counts[leaf]!]
  return {
    constant: numbersOf(block, 'leaf_const', leaves).map((value) => value / divisor),
    columns: starts.map((_, leaf) => Int32Array.from(used.slice(...slice(leaf)))),
    coefficients: starts.map((_, leaf) => coefficients.slice(...slice(leaf)))
  }
}

/** Inner nodes come before the leaves. */
const shifted = ({ constant, columns, coefficients }: LinearLeaves, inner: number): LinearLeaves => {
  const none = Array.from({ length: inner })
  return {
    constant: Float64Array.from([...none.map(() => 0), ...constant]),
    columns: [...none.map(() => Int32Array.of()), ...columns],
    coefficients: [...none.map(() => Float64Array.of()), ...coefficients]
  }
}
