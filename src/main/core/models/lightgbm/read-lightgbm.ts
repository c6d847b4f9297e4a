import { emptySets } from '../category-sets'
import { damaged, unsupported } from '../fault'
import { LIMITS } from '../limits'
import type { Model } from '../model'
import { splitFile, wholeOf } from './blocks'
import { readFeatures } from './features'
import { readObjective } from './objective'
import { readTree } from './tree'

/** A model of LightGBM from the text that `save_model` writes (src/io/tree.cpp and src/boosting/gbdt_model_text.cpp of LightGBM). The raw score
 * of a random forest is the mean of its trees, from which LightGBM makes its response too. */
export function readLightgbm(text: string): Model {
  const file = splitFile(text)
  const { header } = file
  const perRound = wholeOf(header, 'num_tree_per_iteration', 1, LIMITS.outputs)
  if (header.values.has('num_class') && wholeOf(header, 'num_class', 1, LIMITS.outputs) !== perRound)
    damaged('the header', `has another num_class than the ${perRound} trees of an iteration`)
  const features = readFeatures(file, wholeOf(header, 'max_feature_idx', 0, LIMITS.features - 1) + 1)
  const objective = readObjective(header.values.get('objective') ?? null, perRound)
  const rounds = Math.floor(file.trees.length / perRound)
  if (rounds * perRound !== file.trees.length)
    unsupported('the file', `has ${file.trees.length} trees, no whole number of rounds of ${perRound}`)
  const divisor = header.values.has('average_output') ? Math.max(rounds, 1) : 1
  const sets = emptySets()
  const trees = file.trees.map((block, i) => readTree(block, { features: features.length, output: i % perRound, divisor, sets }))
  return {
    format: 'lightgbm-text',
    library: `LightGBM (text format ${header.values.get('version') ?? 'of unknown version'})`,
    features,
    prepare: null,
    predictor: { kind: 'trees', trees, sets: sets.sets, inclusive: true, float32: false, base: new Float64Array(perRound) },
    ...objective,
    precision: 'float64'
  }
}
