import { buildTrees } from '../build-tree'
import { addMembers, emptySets, type SetList } from '../category-sets'
import { damaged } from '../fault'
import { has, items, member, numbers, whole, wholes, type Field } from '../json/fields'
import { LIMITS } from '../limits'
import type { Tree, TreeEnsemble } from '../model'
import type { Rounds, Shape } from './shape'

type Choice = { rounds: Rounds; weights: readonly number[] | null; learner: Field }

/** gbtree or dart: the trees of the rounds that count, each with its weight in its leaves. */
export function readForest(model: Field, shape: Shape, base: Float64Array, choice: Choice): TreeEnsemble {
  const fields = items(member(model, 'trees'))
  const outputs = wholes(member(model, 'tree_info'), fields.length)
  if (choice.weights !== null && choice.weights.length !== fields.length)
    damaged('weight_drop', `has ${choice.weights.length} weights for ${fields.length} trees`)
  const used = treesOf(model, shape, choice, fields.length)
  const sets = emptySets()
  const trees = fields.slice(0, used).flatMap((field, i) => {
    const output = outputs[i]!
    if (!(output >= 0 && output < shape.outputs))
      damaged(`${model.at}.tree_info[${i}]`, `is ${output}, but there are ${shape.outputs} outputs`)
    return readTree(field, shape, output, choice.weights?.[i] ?? 1, sets)
  })
  return { kind: 'trees', trees, sets: sets.sets, inclusive: false, float32: true, base }
}

/** How many trees the chosen rounds have: `iteration_indptr` where the file has it, else outputs × num_parallel_tree a round. */
function treesOf(model: Field, shape: Shape, { rounds, learner }: Choice, trees: number): number {
  if (rounds === 'all') return trees
  const last = rounds === 'best' ? whole(member(member(learner, 'attributes'), 'best_iteration'), 0, trees) + 1 : rounds
  if (has(model, 'iteration_indptr')) {
    const starts = wholes(member(model, 'iteration_indptr'))
    const end = starts[last]
    return end !== undefined && end >= 0 && end <= trees ? end : damaged(`${model.at}.iteration_indptr`, `has no end of round ${last}`)
  }
  const parallel = whole(member(member(model, 'gbtree_model_param'), 'num_parallel_tree'), 0, LIMITS.trees)
  const end = last * shape.outputs * Math.max(parallel, 1)
  return end <= trees ? end : damaged(model.at, `has ${trees} trees, fewer than the ${end} of ${last} rounds`)
}

/** One tree, or one an output where its leaves are vectors. */
function readTree(field: Field, sizes: Shape, output: number, weight: number, sets: SetList): Tree[] {
  const param = member(field, 'tree_param')
  const nodes = whole(member(param, 'num_nodes'), 1, LIMITS.nodes)
  const width = has(param, 'size_leaf_vector') ? whole(member(param, 'size_leaf_vector'), 0, LIMITS.outputs) : 1
  const list = (key: string): Float64Array => wholes(member(field, key), nodes)
  const conditions = numbers(member(field, 'split_conditions'), nodes).map(Math.fround)
  const right = list('right_children')
  const shape = {
    at: field.at,
    root: 0,
    left: list('left_children'),
    right,
    feature: list('split_indices'),
    threshold: conditions,
    defaultLeft: list('default_left'),
    cover: numbers(member(field, 'sum_hessian'), nodes),
    set: setsOf(field, nodes, sets)
  }
  const scaled = (value: number): number => Math.fround(weight) * Math.fround(value)
  if (width <= 1) return buildTrees(shape, [{ output, value: (node) => scaled(conditions[node]!) }], sizes.features)
  if (width !== sizes.outputs) damaged(field.at, `has leaves of ${width} values for ${sizes.outputs} outputs`)
  const vectors = numbers(member(field, 'leaf_weights'))
  const leaves = Array.from({ length: width }, (_, k) => ({
    output: k,
    value: (node: number) => scaled(vectors[right[node]! * width + k] ?? NaN)
  }))
  return buildTrees(shape, leaves, sizes.features)
}

/** Categorical splits: the categories of node `categories_nodes[i]` are a segment of `categories`; members go right. */
function setsOf(field: Field, nodes: number, sets: SetList): Int32Array {
  const set = new Int32Array(nodes).fill(-1)
  if (!has(field, 'categories_nodes')) return set
  const types = has(field, 'split_type') ? numbers(member(field, 'split_type'), nodes) : new Float64Array(nodes)
  const where = items(member(field, 'categories_nodes'))
  const starts = wholes(member(field, 'categories_segments'), where.length)
  const sizes = wholes(member(field, 'categories_sizes'), where.length)
  const members = numbers(member(field, 'categories'))
  for (const [i, at] of where.entries()) {
    const [start, size] = [starts[i]!, sizes[i]!]
    if (!(start >= 0 && size >= 0 && start + size <= members.length)) damaged(at.at, 'has its categories beyond the list')
    set[whole(at, 0, nodes - 1)] = addMembers(sets, members.subarray(start, start + size), false, at.at)
  }
  if (!types.every((type, node) => (type === 1) === set[node]! >= 0))
    damaged(`${field.at}.split_type`, 'does not agree with the categories')
  return set
}
