import type { CategorySet, Tree, TreeEnsemble } from '../../models/model'
import { cutOf, cutsOf } from './cuts'

/** A used column: its place among the ensemble's, and its cuts. A value's code is 0 if missing, otherwise one more than the cuts ≤ value. */
export type CodedColumn = { column: number; cuts: Float64Array }

/**
 * Some trees of an ensemble over small whole codes instead of numbers: `<` and `≤`, float32, missing values and categories are all in the
 * codes. A player is one column, or several that count as one.
 */
export type CodedForest = {
  ensemble: TreeEnsemble
  trees: readonly Tree[]
  columns: readonly CodedColumn[]
  /** index into `columns` of each of the ensemble's columns, −1 where unused; its player */
  columnAt: Int32Array
  playerOf: Int32Array
  /** two bytes a code instead of one */
  wide: boolean
}

/** How a node of a coded tree asks: code < cut goes left (the missing code 0 only where `away` is 0), or what `lookup` says. */
export type CodedTest = { column: number; player: number; cut: number; away: 0 | 1; lookup: Uint8Array | null }

const NARROW_CODES = 255
const WIDE_CODES = 65_535

/** The trees in runs that fit codes of two bytes each; nearly always one run. */
export function codeForests(ensemble: TreeEnsemble, trees: readonly Tree[], playerOf: Int32Array): CodedForest[] {
  const cuts = cutsOf(ensemble, trees, playerOf.length)
  const most = cuts.reduce((high, of) => Math.max(high, of.length), 0)
  if (most + 2 > WIDE_CODES && trees.length > 1) {
    const half = trees.length >>> 1
    return [...codeForests(ensemble, trees.slice(0, half), playerOf), ...codeForests(ensemble, trees.slice(half), playerOf)]
  }
  if (most + 2 > WIDE_CODES) throw new RangeError('codeForests: a single tree compares one column with more than 65,533 thresholds')
  return [codeForest(ensemble, trees, playerOf, cuts)]
}

function codeForest(ensemble: TreeEnsemble, trees: readonly Tree[], playerOf: Int32Array, cuts: readonly Float64Array[]): CodedForest {
  const used = new Uint8Array(playerOf.length)
  for (const tree of trees) for (const column of tree.feature) if (column >= 0) used[column] = 1
  const columns = [...used.keys()].filter((column) => used[column] === 1)
  const columnAt = new Int32Array(playerOf.length).fill(-1)
  for (const [i, column] of columns.entries()) columnAt[column] = i
  const coded = columns.map((column) => ({ column, cuts: cuts[column]! }))
  return { ensemble, trees, columns: coded, columnAt, playerOf, wide: coded.some((of) => of.cuts.length + 2 > NARROW_CODES) }
}

/** Codes beyond every cut are below this. */
export const codeLimit = ({ wide }: CodedForest): number => (wide ? WIDE_CODES : NARROW_CODES)

/** The test of an inner node. */
export function codedTest(forest: CodedForest, tree: Tree, node: number): CodedTest {
  const feature = tree.feature[node]!
  const column = forest.columnAt[feature]!
  const { cuts } = forest.columns[column]!
  const away = tree.defaultLeft[node] === 1 ? 0 : 1
  const simple = tree.set[node]! < 0 && tree.zeroIsMissing[node] === 0
  return {
    column,
    player: forest.playerOf[feature]!,
    cut: simple ? firstCodeNotBelow(forest, tree.threshold[node]!, cuts) : 0,
    away,
    lookup: simple ? null : lookupOf(forest.ensemble, tree, node, cuts)
  }
}

function firstCodeNotBelow(forest: CodedForest, threshold: number, cuts: Float64Array): number {
  const { ensemble } = forest
  if (ensemble.inclusive && threshold === Infinity) return codeLimit(forest)
  return codeOf(cutOf(ensemble, threshold), cuts)
}

/** Code of a value that is not missing. */
export function codeOf(x: number, cuts: Float64Array): number {
  let [low, high] = [0, cuts.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (cuts[middle]! <= x) low = middle + 1
    else high = middle
  }
  return low + 1
}

/** 1 for each code that goes left; a code's values all behave like its smallest. */
function lookupOf({ sets, inclusive }: TreeEnsemble, tree: Tree, node: number, cuts: Float64Array): Uint8Array {
  const table = new Uint8Array(cuts.length + 2)
  const zero = Math.fround(1e-35)
  const set = sets[tree.set[node]!]
  const threshold = tree.threshold[node]!
  table[0] = tree.defaultLeft[node]!
  for (let code = 1; code < table.length; code++) {
    const x = code === 1 ? -Infinity : cuts[code - 2]!
    if (tree.zeroIsMissing[node] === 1 && x >= -zero && x <= zero) table[code] = tree.defaultLeft[node]!
    else if (set !== undefined) table[code] = isMember(set, x) === set.membersGoLeft ? 1 : 0
    else table[code] = (inclusive ? x <= threshold : x < threshold) ? 1 : 0
  }
  return table
}

function isMember({ bits }: CategorySet, x: number): boolean {
  const k = Math.trunc(x)
  return k >= 0 && k < 32 * bits.length && ((bits[k >>> 5]! >>> (k & 31)) & 1) === 1
}
