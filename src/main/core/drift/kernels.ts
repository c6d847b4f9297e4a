import type { OrderedPair } from './ordered'
import type { RankRows } from '../stats/windows'

export type Codes = Uint8Array | Uint16Array | Uint32Array

/** Rows by cluster: those of cluster c are order[starts[c]] … order[starts[c + 1] − 1]. */
export type Clusters = { order: Uint32Array; starts: Uint32Array; clusters: number; largest: number }

/** Per slice and bin over clusters, of a cluster's rows n_b in the bin and n in the slice: Σ n_b², Σ n_b n; per slice Σ n² and how many clusters. */
export type ClusterMoments = { squares: Float64Array; cross: Float64Array; sizes: Float64Array; clusters: Uint32Array }

/** `bins`[slice × bins + bin]; `rows` and `squares` of every row of the slice, in a bin or not. */
export type WeightSums = { bins: Float64Array; rows: Float64Array; squares: Float64Array }

/**
 * Hot loops over rows. A row's slice is 0 for none, else s + 1; `null` puts every row into slice 0 of 1. A row's bin is 0 … bins − 1; rows in
 * other bins are left out.
 */
export type DriftKernels = {
  /** Sorts in place, ascending; no NaN. */
  sort: (numbers: Float64Array) => Float64Array
  /** Both samples by rank; NaN is passed over. The arrays must not change afterwards. */
  orderPair: (reference: Float64Array, current: Float64Array) => OrderedPair
  rank: RankRows
  /** Number of inner edges at or below each number; `missing` for NaN. */
  binNumbers: (numbers: Float64Array, edges: Float64Array, missing: number) => Uint16Array
  /** map[code] of each row. */
  binCodes: (codes: Codes, map: Uint16Array) => Uint16Array
  /** Rows by slice and bin: counts[slice × bins + bin]. */
  countBins: (bins: Uint16Array, size: number, slices: Uint16Array | null, slicesSize: number) => Float64Array
  /** Sums of weights, all by slice: of each bin, of every row, and of the squares of all; per block of 65,536 rows in row order. */
  weighBins: (bins: Uint16Array, size: number, slices: Uint16Array | null, slicesSize: number, weights: Float64Array) => WeightSums
  /** The numbers of each slice in row order, NaN left out. */
  gather: (numbers: Float64Array, slices: Uint16Array | null, slicesSize: number) => Float64Array[]
  clusterRows: (codes: Codes) => Clusters
  clusterMoments: (clusters: Clusters, bins: Uint16Array, size: number, slices: Uint16Array | null, slicesSize: number) => ClusterMoments
}
