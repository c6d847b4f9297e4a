import { buildTrees, type RawShape } from '../build-tree'
import { addMembers, emptySets, type SetList } from '../category-sets'
import { damaged, unsupported } from '../fault'
import { has, items, member, number, numbers, text, whole, type Field } from '../json/fields'
import { LIMITS } from '../limits'
import type { Tree, TreeEnsemble } from '../model'
import type { CatboostFeatures } from './features'

type Shape = { scale: number; outputs: number }

/** One test: the feature's place, and either a border (x > border goes right) or a set of one category (a member goes right). */
type Split = { place: number; border: number; set: number; missingLeft: boolean }

/** Nodes in the order in which they were added; leaves carry their values and weight. */
type Growing = { left: number[]; right: number[]; splits: (Split | null)[]; values: (readonly number[])[]; weights: number[] }

const MOST_LEVELS = 16

/** Symmetric trees (`oblivious_trees`) and others (`trees`). */
export function readTrees(root: Field, features: CatboostFeatures, shape: Shape): Pick<TreeEnsemble, 'trees' | 'sets'> {
  const sets = emptySets()
  const key = has(root, 'oblivious_trees') ? 'oblivious_trees' : 'trees'
  const read = key === 'trees' ? grown : symmetric
  const trees = items(member(root, key)).flatMap((field): Tree[] => {
    const growing = read(field, features, sets, shape.outputs)
    return built(field.at, growing, features.list.length, shape)
  })
  return { trees, sets: sets.sets }
}

/**
 * A level tests its split on every node; the leaf's number has bit i set where the row goes right of split i. Any order of the levels gives the same
 * scores; contributions along the training weights depend on it, and CatBoost's own begin with the last split.
 */
function symmetric(field: Field, features: CatboostFeatures, sets: SetList, outputs: number): Growing {
  const splits =
    has(field, 'splits') && member(field, 'splits').value !== null
      ? items(member(field, 'splits')).map((split) => readSplit(split, features, sets))
      : []
  const levels = splits.length
  if (levels > MOST_LEVELS) damaged(field.at, `is deeper than ${MOST_LEVELS} levels`)
  const leaves = 1 << levels
  const values = numbers(member(field, 'leaf_values'), leaves * outputs)
  const weights = has(field, 'leaf_weights') ? numbers(member(field, 'leaf_weights')) : new Float64Array(0)
  const growing: Growing = { left: [], right: [], splits: [], values: [], weights: [] }
  const grow = (untested: number, bits: number): number => {
    const node = growing.left.length
    add(growing, untested === 0 ? null : splits[untested - 1]!)
    if (untested === 0) {
      growing.values[node] = Array.from(values.subarray(bits * outputs, (bits + 1) * outputs))
      growing.weights[node] = weights.length === leaves ? weights[bits]! : NaN
    } else {
      growing.left[node] = grow(untested - 1, bits)
      growing.right[node] = grow(untested - 1, bits | (1 << (untested - 1)))
      growing.weights[node] = growing.weights[growing.left[node]]! + growing.weights[growing.right[node]]!
    }
    return node
  }
  grow(levels, 0)
  return growing
}

/** Nested nodes; JSON's bound on nesting bounds the recursion. */
function grown(field: Field, features: CatboostFeatures, sets: SetList, outputs: number): Growing {
  const growing: Growing = { left: [], right: [], splits: [], values: [], weights: [] }
  const grow = (at: Field): number => {
    const node = growing.left.length
    if (has(at, 'split')) {
      add(growing, readSplit(member(at, 'split'), features, sets))
      growing.left[node] = grow(member(at, 'left'))
      growing.right[node] = grow(member(at, 'right'))
      growing.weights[node] = growing.weights[growing.left[node]]! + growing.weights[growing.right[node]]!
      return node
    }
    add(growing, null)
    const value = member(at, 'value')
    growing.values[node] = typeof value.value === 'number' ? [value.value] : Array.from(numbers(value))
    if (growing.values[node].length !== outputs) damaged(value.at, `has ${growing.values[node].length} entries for ${outputs} outputs`)
    growing.weights[node] = has(at, 'weight') ? number(member(at, 'weight')) : NaN
    return node
  }
  grow(field)
  return growing
}

function add(growing: Growing, split: Split | null): void {
  growing.left.push(-1)
  growing.right.push(-1)
  growing.splits.push(split)
  growing.values.push([])
  growing.weights.push(NaN)
}

function readSplit(field: Field, features: CatboostFeatures, sets: SetList): Split {
  const type = has(field, 'split_type') ? text(member(field, 'split_type')) : 'FloatFeature'
  if (type === 'FloatFeature') {
    const at = whole(member(field, 'float_feature_index'), 0, features.floats.length - 1)
    const { place, missingIsLarge, borders, firstSplit } = features.floats[at]!
    const border = number(member(field, 'border'))
    // CatBoost itself goes by the number of the split.
    if (has(field, 'split_index') && borders[number(member(field, 'split_index')) - firstSplit] !== border)
      damaged(field.at, 'has a border that is not the one of its split_index')
    return { place, border: Math.fround(border), set: -1, missingLeft: !missingIsLarge }
  }
  if (type !== 'OneHotFeature')
    return unsupported(
      field.at,
      `is "${type.slice(0, 40)}", a statistic of the target by category (training with a larger one_hot_max_size avoids it)`
    )
  const { place, hashes } = features.categories[whole(member(field, 'cat_feature_index'), 0, features.categories.length - 1)]!
  const code = hashes.indexOf(number(member(field, 'value')))
  if (code < 0) damaged(field.at, 'asks for a category that the feature does not list')
  return { place, border: 0, set: addMembers(sets, [code], false, field.at), missingLeft: true }
}

function built(at: string, { left, right, splits, values, weights }: Growing, features: number, { scale, outputs }: Shape): Tree[] {
  if (left.length * outputs > LIMITS.nodes) damaged(at, 'has too many nodes')
  const shape: RawShape = {
    at,
    root: 0,
    left,
    right,
    feature: splits.map((split) => split?.place ?? -1),
    threshold: splits.map((split) => split?.border ?? 0),
    defaultLeft: splits.map((split) => split?.missingLeft ?? false),
    set: splits.map((split) => split?.set ?? -1),
    cover: weights
  }
  return buildTrees(
    shape,
    Array.from({ length: outputs }, (_, k) => ({ output: k, value: (node: number) => values[node]![k]! * scale })),
    features
  )
}
