import { respond } from './link'
import type { ComputedModel, LinearPredictor, TreeEnsemble } from './model'
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

/** Trees are added in the model's order. */
function sumOfTrees(ensemble: TreeEnsemble, columns: readonly Float64Array[], rows: number): Float64Array[] {
  const raw = Array.from(ensemble.base, (base) => new Float64Array(rows).fill(base))
  for (const tree of ensemble.trees) {
    const margin = raw[tree.output]!
    for (let row = 0; row < rows; row++) margin[row]! += leafValue(tree, leafOf(ensemble, tree, columns, row), columns, row)
  }
  return raw
}

function weightedSums({ base, weights }: LinearPredictor, columns: readonly Float64Array[], rows: number): Float64Array[] {
  return weights.map((of, output) => {
    const margin = new Float64Array(rows).fill(base[output]!)
    for (const [j, column] of columns.entries()) for (let row = 0; row < rows; row++) margin[row]! += of[j]! * column[row]!
    return margin
  })
}
