import type { Tree } from '../../models/model'
import type { CodedForest } from './coded-forest'
import { tableCost, walkCost, type Amount } from './costs'
import { groupTree, testsOf, type GroupedTree, type TreeTests } from './groups'
import { sharesOf } from './shares'
import { MOST_BITS } from './sizes'
import { slotsOf } from './write-forest'

/** How one tree will be explained: by tables, or (null) by walking it for each row. */
export type TreePlan = {
  tree: Tree
  asked: TreeTests
  share: Float64Array
  tables: GroupedTree | null
  /** bytes of its tables and counters */
  bytes: number
  /** longest way down, and most distinct players on one */
  depth: number
  players: number
}

const HEIGHT = 2
/** Tables with columns for pairs are wide: fewer bits. */
const MOST_BITS_WITH_PAIRS = 10

/** Tables where they pay; what is chosen depends on what is asked, never on the machine. */
export function planTree(forest: CodedForest, tree: Tree, amount: Amount): TreePlan {
  const share = sharesOf(tree)
  const asked = testsOf(forest, tree)
  const far = reach(forest, tree)
  const size = { nodes: tree.feature.length, ...far }
  const grouped = groupTree(tree, asked, share, far.players, HEIGHT, amount.pairs ? MOST_BITS_WITH_PAIRS : MOST_BITS)
  const tables = grouped !== null && tableCost(grouped, size, amount) < walkCost(size, amount) ? grouped : null
  const bytes =
    tables === null ? 0 : tables.groups.reduce((sum, group) => sum + tableBytes(group.players.length, group.masks.length, amount.pairs), 0)
  return { tree, asked, share, tables, bytes, ...far }
}

const tableBytes = (players: number, bits: number, pairs: boolean): number => (8 * slotsOf(players, pairs) + 4) << bits

/** Depth of a tree, and the most distinct players on any way down. */
export function reach({ playerOf }: CodedForest, tree: Tree): { depth: number; players: number } {
  let [deepest, most] = [0, 0]
  const onPath = new Uint16Array(playerOf.length)
  const visit = (node: number, depth: number, players: number): void => {
    const feature = tree.feature[node]!
    if (feature < 0) {
      deepest = Math.max(deepest, depth)
      most = Math.max(most, players)
      return
    }
    const player = playerOf[feature]!
    const more = onPath[player]!++ === 0 ? 1 : 0
    visit(tree.left[node]!, depth + 1, players + more)
    visit(tree.right[node]!, depth + 1, players + more)
    onPath[player]!--
  }
  visit(0, 0, 0)
  return { depth: deepest, players: most }
}

/** The next trees that are explained the same way and whose tables fit, at least one. */
export function nextBatch(forest: CodedForest, from: number, amount: Amount, bytes: number): TreePlan[] {
  const batch: TreePlan[] = []
  let left = bytes
  for (let i = from; i < forest.trees.length; i++) {
    const plan = planTree(forest, forest.trees[i]!, amount)
    const other = batch[0] !== undefined && (batch[0].tables === null) !== (plan.tables === null)
    if (batch.length > 0 && (other || plan.bytes > left || batch.length === MOST_TREES)) return batch
    batch.push(plan)
    left -= plan.bytes
  }
  return batch
}

/** Between two batches a job can be cancelled. */
const MOST_TREES = 64
