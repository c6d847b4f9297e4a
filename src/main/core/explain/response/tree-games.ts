import type { TreeEnsemble } from '../../models/model'
import { codeForests, codeOf, type CodedForest, type CodedTest } from '../trees/coded-forest'
import { testsOf, type TreeTests } from '../trees/groups'
import type { Rows } from '../trees/order'
import { MOST_PLAYERS, sumOverSubsets, type GamesOfBlock } from './pair-game'

type Order = { ensemble: TreeEnsemble; outputs: readonly number[]; background: Rows; playerOf: Int32Array; players: number }

/** Leaves that mixtures of a pair reach: those of bits `row` come from the row, those of `other` from the background row. */
type Leaf = { value: number; row: number; other: number; output: number }

type Codes = readonly Uint16Array[]
type Behind = { forest: CodedForest; asked: readonly TreeTests[]; background: Codes }
type Coded = Behind & { data: Codes }

/** Mixtures of rows of a tree ensemble: only leaves that some mixture reaches are looked at. */
export function treeGames({ ensemble, outputs, background, playerOf, players }: Order): GamesOfBlock {
  const trees = ensemble.trees.filter(({ output }) => outputs.includes(output))
  const behind = codeForests(ensemble, trees, playerOf).map((forest): Behind => ({
    forest,
    asked: forest.trees.map((tree) => testsOf(forest, tree)),
    background: codesOf(forest, background)
  }))
  const bitOf = new Int32Array(players)
  return (block) => {
    const coded = behind.map((of): Coded => ({ ...of, data: codesOf(of.forest, block) }))
    return (row, other) => {
      bitOf.fill(-1)
      const differ: number[] = []
      const leaves = coded.flatMap((of) => leavesOf(of, row, other, bitOf, differ))
      if (differ.length > MOST_PLAYERS) return null
      return { players: differ, raw: outputs.map((output) => worths(leaves, output, differ.length, ensemble.base[output] ?? 0)) }
    }
  }
}

function codesOf({ columns, ensemble }: CodedForest, { columns: values, rows }: Rows): Codes {
  return columns.map(({ column, cuts }) =>
    Uint16Array.from({ length: rows }, (_, row) => {
      const x = ensemble.float32 ? Math.fround(values[column]![row]!) : values[column]![row]!
      return x === x ? codeOf(x, cuts) : 0
    })
  )
}

const passes = ({ cut, away, lookup }: CodedTest, code: number): boolean =>
  lookup !== null ? lookup[code] === 1 : code < cut && (code > 0 || away === 0)

/** Gives a bit to each player in which the rows part, in the order in which trees ask. */
function leavesOf({ forest, asked, data, background }: Coded, row: number, other: number, bitOf: Int32Array, differ: number[]): Leaf[] {
  const leaves: Leaf[] = []
  for (const [i, tree] of forest.trees.entries()) {
    const { tests, at } = asked[i]!
    const walk = (node: number, ofRow: number, ofOther: number): void => {
      if (at[node]! < 0) {
        leaves.push({ value: tree.value[node]!, row: ofRow, other: ofOther, output: tree.output })
        return
      }
      const test = tests[at[node]!]!
      const [mine, its] = [passes(test, data[test.column]![row]!), passes(test, background[test.column]![other]!)]
      const [onMine, onIts] = [mine ? tree.left[node]! : tree.right[node]!, its ? tree.left[node]! : tree.right[node]!]
      if (mine === its) return walk(onMine, ofRow, ofOther)
      if (bitOf[test.player]! < 0) bitOf[test.player] = differ.push(test.player) - 1
      if (differ.length > MOST_PLAYERS) return
      const bit = 1 << bitOf[test.player]!
      if ((ofOther & bit) === 0) walk(onMine, ofRow | bit, ofOther)
      if ((ofRow & bit) === 0) walk(onIts, ofRow, ofOther | bit)
    }
    walk(0, 0, 0)
  }
  return leaves
}

/** A leaf counts where all of `row` are in and none of `other`: by inclusion and exclusion over the latter. */
function worths(leaves: readonly Leaf[], output: number, players: number, base: number): Float64Array {
  const worth = new Float64Array(1 << players)
  worth[0] = base
  for (const leaf of leaves) {
    if (leaf.output !== output) continue
    for (let out = leaf.other, sign = bitsIn(out) % 2 === 0 ? 1 : -1; ;) {
      worth[leaf.row | out]! += sign * leaf.value
      if (out === 0) break
      out = (out - 1) & leaf.other
      sign = bitsIn(out) % 2 === 0 ? 1 : -1
    }
  }
  return sumOverSubsets(worth)
}

function bitsIn(coalition: number): number {
  let [bits, left] = [0, coalition]
  for (; left !== 0; left &= left - 1) bits++
  return bits
}
