import type { CodeArray, Term } from '../columns/term'

export type { CodeArray, Term }

/** Writes the values of rows start … start + length − 1 to out[0 … length − 1]; NaN where a row has none. */
export type Fill = (start: number, length: number, out: Float64Array) => void

/** Σ over the rows of each cell: rows, w, w², w·x, w·x²; w = 1 without weights. */
export type CellSums = { n: Float64Array; w: Float64Array; w2: Float64Array; wx: Float64Array; wxx: Float64Array }

/** Rows that have a score, ascending by it. */
export type Ranking = { order: Uint32Array; scores: Float64Array }

/** Per group, over the rows of one class: rows, Σw, Σwv, Σw², Σw²v, Σw²v² of placements v. */
export type ClassPlacements = {
  n: Float64Array
  w: Float64Array
  wv: Float64Array
  w2: Float64Array
  w2v: Float64Array
  w2vv: Float64Array
}

/** v of a positive: share of its group's negatives below it; of a negative: share of positives above it; ties half. */
export type PlacementSums = { positive: ClassPlacements; negative: ClassPlacements }

export type RankedRows = {
  ranking: Ranking
  /** group of each row; rows of the group `groups` or above are left out */
  groupOfRow: Uint32Array
  groups: number
  /** 0, 1 or 2 (missing) of each row */
  label: Uint8Array
  weight: Float64Array | null
  /** Whole frequency weights: squares of weights count as the weights themselves */
  whole: boolean
}

/** 4·cell + label (0, 1 or 2 missing) of the rows that have a score, ascending by it. */
export type RankedCells = { codes: Uint32Array; scores: Float64Array }

/** Distinct values, ascending, and the rows that have each. */
export type DistinctScores = { scores: Float64Array; counts: Uint32Array }

/** Rows by cluster: those of cluster c are order[starts[c]] … order[starts[c + 1] − 1]. */
export type ClusterRows = { order: Uint32Array; starts: Uint32Array; clusters: number; largest: number }

/** Σ over clusters of s_i s_j, where s_i is the cluster's sum of values in slot i. */
export type SecondMoments = { at: (i: number, j: number) => number }

/** Hot loops over rows. Float sums go in row order within blocks of 65,536 rows and then in block order. */
export type FairnessKernels = {
  /** Rows in each cell; a row's cell is the sum of its terms. `size` is one more than the largest cell. */
  countCells: (terms: readonly Term[], rows: number, size: number) => Uint32Array
  /** Each row's cell. */
  cellsOf: (terms: readonly Term[], rows: number) => Uint32Array
  sumCells: (terms: readonly Term[], rows: number, size: number, fill: Fill, weight: Float64Array | null) => CellSums
  /** Rows whose score is not NaN in ascending order of it, equal scores in row order. */
  rank: (scores: Float64Array) => Ranking
  /** Rows in order of score as cells, of which every grouping is made by looking up `groupOfCell`; cells of `groups` or above are left out. */
  rankedCells: (ranking: Ranking, cellOfRow: Uint32Array, label: Uint8Array) => RankedCells
  tiedPlacements: (ranked: RankedCells, groupOfCell: Uint32Array, groups: number) => PlacementSums
  distinctScores: (ranked: RankedCells, groupOfCell: Uint32Array, groups: number) => DistinctScores[]
  placements: (rows: RankedRows, placementOfRow: Float64Array | null) => PlacementSums
  /** `codes` 0 is missing: such a row is a cluster of its own. */
  clusterRows: (codes: CodeArray) => ClusterRows
  secondMoments: (rows: ClusterRows, slotOfRow: Uint32Array, slots: number, value: Float64Array | null) => SecondMoments
  /** Clusters in which a group has rows of each pattern of combinations: count[group × 512 + bits]. */
  clusterPatterns: (rows: ClusterRows, slotOfRow: Uint32Array, groups: number) => Uint32Array
}
