import type { Tree, TreeEnsemble } from './model'

/** One output of an ensemble as a function of a few columns, all others being those of one row. Columns that are not free are not read. */
export type Restricted = (
  row: readonly number[],
  free: readonly number[]
) => (columns: readonly Float64Array[], rows: number) => Float64Array

/** All trees' nodes in one list; children are places in it. */
type Flat = {
  roots: Int32Array
  feature: Int32Array
  threshold: Float64Array
  left: Int32Array
  right: Int32Array
  defaultLeft: Uint8Array
  value: Float64Array
}

/** Asks only the tests that a few columns decide; sums are those of the whole ensemble to the bit. Null where trees do more than compare numbers. */
export function restrictedTrees(ensemble: TreeEnsemble, output: number): Restricted | null {
  const trees = ensemble.trees.filter((tree) => tree.output === output)
  if (!trees.every(comparesNumbers)) return null
  const flat = flatten(trees)
  const base = ensemble.base[output] ?? 0
  return (row, free) => {
    const { inclusive, float32 } = ensemble
    const mine = float32 ? row.map(Math.fround) : row
    const cut = restrict(flat, mine, new Set(free), inclusive)
    return (columns, rows) => {
      const margin = new Float64Array(rows).fill(base)
      const asked = columns.map((column, j) => (float32 && free.includes(j) ? column.map(Math.fround) : column))
      for (const root of cut.roots) addTree(cut, root, inclusive, asked, margin)
      return margin
    }
  }
}

const comparesNumbers = ({ linear, set, zeroIsMissing }: Tree): boolean =>
  linear === null && set.every((one) => one < 0) && zeroIsMissing.every((flag) => flag === 0)

function flatten(trees: readonly Tree[]): Flat {
  const nodes = trees.reduce((sum, { feature }) => sum + feature.length, 0)
  const flat: Flat = {
    roots: new Int32Array(trees.length),
    feature: new Int32Array(nodes),
    threshold: new Float64Array(nodes),
    left: new Int32Array(nodes),
    right: new Int32Array(nodes),
    defaultLeft: new Uint8Array(nodes),
    value: new Float64Array(nodes)
  }
  let at = 0
  for (const [t, tree] of trees.entries()) {
    const from = at
    flat.roots[t] = from
    for (const key of ['feature', 'threshold', 'defaultLeft', 'value'] as const) flat[key].set(tree[key], from)
    for (const side of ['left', 'right'] as const)
      flat[side].set(
        tree[side].map((child) => (child < 0 ? -1 : from + child)),
        from
      )
    at += tree.feature.length
  }
  return flat
}

const goesLeft = ({ defaultLeft, threshold }: Flat, node: number, x: number, inclusive: boolean): boolean =>
  x !== x ? defaultLeft[node] === 1 : inclusive ? x <= threshold[node]! : x < threshold[node]!

/** Roots and children beyond all tests that the row decides. */
function restrict(flat: Flat, row: readonly number[], free: ReadonlySet<number>, inclusive: boolean): Flat {
  const { feature } = flat
  const [left, right] = [new Int32Array(feature.length), new Int32Array(feature.length)]
  const beyond = (from: number): number => {
    let node = from
    for (let j = feature[node]!; j >= 0 && !free.has(j); j = feature[node]!)
      node = goesLeft(flat, node, row[j]!, inclusive) ? flat.left[node]! : flat.right[node]!
    return node
  }
  const roots = flat.roots.map(beyond)
  const waiting = [...roots]
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    if (feature[node]! < 0) continue
    left[node] = beyond(flat.left[node]!)
    right[node] = beyond(flat.right[node]!)
    waiting.push(left[node]!, right[node]!)
  }
  return { ...flat, roots, left, right }
}

function addTree(flat: Flat, root: number, inclusive: boolean, columns: readonly Float64Array[], margin: Float64Array): void {
  const { feature, left, right, value } = flat
  for (let i = 0; i < margin.length; i++) {
    let node = root
    for (let j = feature[node]!; j >= 0; j = feature[node]!)
      node = goesLeft(flat, node, columns[j]![i]!, inclusive) ? left[node]! : right[node]!
    margin[i]! += value[node]!
  }
}
