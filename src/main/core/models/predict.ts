import { respond } from './link'
import type { ComputedModel, LinearPredictor, Tree, TreeEnsemble } from './model'
import { prepareColumns } from './prepare'
import { leafOf, leafValue } from './walk-tree'

/** Raw margins of `rows` rows: one array an output. `features`: column-major, in the order of the model's features. */
export function predictRaw(model: ComputedModel, features: readonly Float64Array[], rows: number): Float64Array[] {
  const columns = prepareColumns(model, features, rows)
  return predictColumns(model.predictor, columns, rows)
}

/** What the library calls a prediction: probabilities, or values on the target's scale. */
export function predictResponse(model: ComputedModel, features: readonly Float64Array[], rows: number): Float64Array[] {
  return respond(model.link, predictRaw(model, features, rows))
}

/** The same from prepared columns. */
export function predictColumns(predictor: TreeEnsemble | LinearPredictor, columns: readonly Float64Array[], rows: number): Float64Array[] {
  return predictor.kind === 'trees' ? sumOfTrees(predictor, columns, rows) : weightedSums(predictor, columns, rows)
}

/** Rows that are walked together: their values lie side by side, and a tree is read once for all of them. */
const BLOCK = 512

/** Trees are added in the model's order. */
function sumOfTrees(ensemble: TreeEnsemble, columns: readonly Float64Array[], rows: number): Float64Array[] {
  const raw = Array.from(ensemble.base, (base) => new Float64Array(rows).fill(base))
  const block = new Float64Array(BLOCK * columns.length)
  for (let from = 0; from < rows; from += BLOCK) {
    const size = Math.min(BLOCK, rows - from)
    gather(block, columns, from, size, ensemble.float32)
    for (const tree of ensemble.trees) {
      const margin = raw[tree.output]!
      if (isPlain(tree)) addPlain(tree, ensemble.inclusive, block, columns.length, margin, from, size)
      else
        for (let row = from; row < from + size; row++) margin[row]! += leafValue(tree, leafOf(ensemble, tree, columns, row), columns, row)
    }
  }
  return raw
}

/** Rows `from` … row-major, rounded to float32 where the ensemble compares in it. */
function gather(block: Float64Array, columns: readonly Float64Array[], from: number, size: number, float32: boolean): void {
  const width = columns.length
  for (let j = 0; j < width; j++) {
    const column = columns[j]!
    for (let i = 0; i < size; i++) block[i * width + j] = float32 ? Math.fround(column[from + i]!) : column[from + i]!
  }
}

/** Numbers against thresholds only: what almost all trees are. */
const plain = new WeakMap<Tree, boolean>()
function isPlain(tree: Tree): boolean {
  const known = plain.get(tree)
  if (known !== undefined) return known
  const found = tree.linear === null && tree.set.every((set) => set < 0) && tree.zeroIsMissing.every((flag) => flag === 0)
  plain.set(tree, found)
  return found
}

function addPlain(
  tree: Tree,
  inclusive: boolean,
  block: Float64Array,
  width: number,
  margin: Float64Array,
  from: number,
  size: number
): void {
  const { feature, threshold, left, right, defaultLeft, value } = tree
  for (let i = 0; i < size; i++) {
    const start = i * width
    let node = 0
    for (let j = feature[0]!; j >= 0; j = feature[node]!) {
      const x = block[start + j]!
      const t = threshold[node]!
      const goes = x !== x ? defaultLeft[node] === 1 : inclusive ? x <= t : x < t
      node = goes ? left[node]! : right[node]!
    }
    margin[from + i]! += value[node]!
  }
}

function weightedSums({ base, weights }: LinearPredictor, columns: readonly Float64Array[], rows: number): Float64Array[] {
  return weights.map((of, output) => {
    const margin = new Float64Array(rows).fill(base[output]!)
    for (const [j, column] of columns.entries()) for (let row = 0; row < rows; row++) margin[row]! += of[j]! * column[row]!
    return margin
  })
}
