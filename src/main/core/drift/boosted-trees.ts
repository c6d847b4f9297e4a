/** Columns of small whole numbers (bins), one array a column; `sizes`: bins of each. */
export type BinMatrix = { columns: readonly Uint8Array[]; sizes: readonly number[]; rows: number }

/** A tree of depth two: the first split and one for each side; rows with a bin up to `upTo` go left. A leaf has no split. */
type Split = { column: number; upTo: number; gain: number } | null
type Tree = { root: Split; sides: [Split, Split]; leaves: Float64Array }

export type Boosted = { trees: Tree[]; gains: Float64Array }

const ROUNDS = 30
const RATE = 0.3
const SMALLEST_LEAF = 30
const RIDGE = 1

/**
 * Gradient-boosted trees of depth two for a 0/1 label by Newton's steps on the logistic loss (Friedman 2001; histogram splits as in Ke et al. 2017),
 * from `rows` of the matrix in their order. Equal gains go to the first column and the lowest bin.
 */
export function fitBoosted(matrix: BinMatrix, label: Uint8Array, rows: Uint32Array): Boosted {
  const score = new Float64Array(matrix.rows)
  const slope = new Float64Array(matrix.rows)
  const curve = new Float64Array(matrix.rows)
  const gains = new Float64Array(matrix.columns.length)
  const trees: Tree[] = []
  for (let round = 0; round < ROUNDS; round++) {
    for (const row of rows) {
      const p = 1 / (1 + Math.exp(-score[row]!))
      slope[row] = label[row]! - p
      curve[row] = p * (1 - p)
    }
    const root = bestSplit(matrix, rows, slope, curve)
    if (root === null) break
    const parts = divide(matrix, rows, root)
    const sides: [Split, Split] = [bestSplit(matrix, parts[0], slope, curve), bestSplit(matrix, parts[1], slope, curve)]
    const leaves = new Float64Array(4)
    parts.forEach((part, side) => {
      const split = sides[side as 0 | 1]
      const ends = split === null ? [part, part] : divide(matrix, part, split)
      ends.forEach((end, i) => (leaves[2 * side + i] = step(end, slope, curve)))
    })
    for (const split of [root, ...sides]) if (split !== null) gains[split.column]! += split.gain
    const tree = { root, sides, leaves }
    trees.push(tree)
    for (const row of rows) score[row]! += leaves[leafOf(matrix, tree, row)]!
  }
  return { trees, gains }
}

/** Log-odds of each of those rows. */
export const scoreBoosted = ({ trees }: Boosted, matrix: BinMatrix, rows: Uint32Array): Float64Array =>
  Float64Array.from(rows, (row) => trees.reduce((total, tree) => total + tree.leaves[leafOf(matrix, tree, row)]!, 0))

const goesRight = ({ columns }: BinMatrix, { column, upTo }: NonNullable<Split>, row: number): boolean => columns[column]![row]! > upTo

function leafOf(matrix: BinMatrix, { root, sides }: Tree, row: number): number {
  const side = root !== null && goesRight(matrix, root, row) ? 1 : 0
  const split = sides[side]
  return 2 * side + (split !== null && goesRight(matrix, split, row) ? 1 : 0)
}

function divide(matrix: BinMatrix, rows: Uint32Array, split: NonNullable<Split>): [Uint32Array, Uint32Array] {
  return [rows.filter((row) => !goesRight(matrix, split, row)), rows.filter((row) => goesRight(matrix, split, row))]
}

function step(rows: Uint32Array, slope: Float64Array, curve: Float64Array): number {
  let [g, h] = [0, 0]
  for (const row of rows) {
    g += slope[row]!
    h += curve[row]!
  }
  return (RATE * g) / (h + RIDGE)
}

function bestSplit({ columns, sizes }: BinMatrix, rows: Uint32Array, slope: Float64Array, curve: Float64Array): Split {
  if (rows.length < 2 * SMALLEST_LEAF) return null
  let best: Split = null
  columns.forEach((bins, column) => {
    const size = sizes[column]!
    const [g, h, n] = [new Float64Array(size), new Float64Array(size), new Uint32Array(size)]
    for (const row of rows) {
      const bin = bins[row]!
      g[bin]! += slope[row]!
      h[bin]! += curve[row]!
      n[bin]!++
    }
    const found = bestCut(g, h, n)
    if (found !== null && found.gain > (best?.gain ?? 1e-9)) best = { column, ...found }
  })
  return best
}

function bestCut(g: Float64Array, h: Float64Array, n: Uint32Array): { upTo: number; gain: number } | null {
  const total = (of: ArrayLike<number>): number => Array.from(of).reduce((sum, x) => sum + x, 0)
  const [gAll, hAll, nAll] = [total(g), total(h), total(n)]
  const worth = (a: number, b: number): number => (a * a) / (b + RIDGE)
  let [gLeft, hLeft, nLeft] = [0, 0, 0]
  let best: { upTo: number; gain: number } | null = null
  for (let bin = 0; bin < g.length - 1; bin++) {
    gLeft += g[bin]!
    hLeft += h[bin]!
    nLeft += n[bin]!
    if (n[bin] === 0 || nLeft < SMALLEST_LEAF || nAll - nLeft < SMALLEST_LEAF) continue
    const gain = worth(gLeft, hLeft) + worth(gAll - gLeft, hAll - hLeft) - worth(gAll, hAll)
    if (gain > (best?.gain ?? 0)) best = { upTo: bin, gain }
  }
  return best
}
