import type { ComputedModel, Tree, TreeEnsemble } from './model'
import { goesLeft } from './walk-tree'

/**
 * Values of a feature at which an ensemble can change, ascending; null where the feature is derived first, is tested by sets, or has
 * linear leaves, so that every value may differ. Values of a float32 ensemble are to be rounded before they are held against them.
 */
export function treeCuts({ predictor, prepare }: ComputedModel, feature: number): Float64Array | null {
  if (predictor.kind !== 'trees' || prepare !== null) return null
  const cuts = new Set<number>()
  for (const tree of predictor.trees) {
    if (tree.linear !== null) return null
    for (let node = 0; node < tree.feature.length; node++) {
      if (tree.feature[node] !== feature) continue
      if (tree.set[node]! >= 0) return null
      cuts.add(tree.threshold[node]!)
      if (tree.zeroIsMissing[node] === 1) cuts.add(0)
    }
  }
  return Float64Array.from(cuts).sort()
}

/**
 * Of a feature that is tested by sets: a key of each value, the same for values that no test of the ensemble tells apart. Null where no set asks for the
 * feature, it is derived first, or a leaf is linear. Values of a float32 ensemble are to be rounded before.
 */
export function treeClasses({ predictor, prepare }: ComputedModel, feature: number): ((value: number) => string) | null {
  if (predictor.kind !== 'trees' || prepare !== null) return null
  const tests = new Map<string, { tree: Tree; node: number }>()
  let bySet = false
  for (const tree of predictor.trees) {
    if (tree.linear !== null) return null
    tree.feature.forEach((tested, node) => {
      if (tested !== feature) return
      bySet ||= tree.set[node]! >= 0
      const key = `${tree.set[node]!} ${tree.threshold[node]!} ${tree.zeroIsMissing[node]!} ${tree.defaultLeft[node]!}`
      if (!tests.has(key)) tests.set(key, { tree, node })
    })
  }
  const asked = [...tests.values()]
  return bySet ? (value) => asked.map(({ tree, node }) => (goesLeft(predictor, tree, node, value) ? '1' : '0')).join('') : null
}

/**
 * How much the splits on each feature tell apart what leaves add: Σ over splits of cover-weighted squared distances of the branches' means.
 * Null where the file has no covers, or features are derived first.
 */
export function treeGain({ predictor, prepare, features }: ComputedModel, output: number): Float64Array | null {
  if (predictor.kind !== 'trees' || prepare !== null || !hasCovers(predictor)) return null
  const gain = new Float64Array(features.length)
  for (const tree of predictor.trees) if (tree.output === output) addGain(tree, gain)
  return gain
}

const hasCovers = ({ trees }: TreeEnsemble): boolean => trees.every(({ cover }) => cover.every((weight) => weight >= 0))

/** Children come after their parent, so means are made from the end. */
function addGain({ feature, left, right, value, cover }: Tree, gain: Float64Array): void {
  const mean = value.slice()
  for (let node = feature.length - 1; node >= 0; node--) {
    const j = feature[node]!
    if (j < 0) continue
    const [l, r] = [left[node]!, right[node]!]
    const [wl, wr] = [cover[l]!, cover[r]!]
    const total = wl + wr
    if (!(total > 0)) continue
    mean[node] = (wl * mean[l]! + wr * mean[r]!) / total
    const apart = mean[l]! - mean[r]!
    gain[j]! += (wl * wr * apart * apart) / total
  }
}
