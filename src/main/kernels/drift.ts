import type { ClusterMoments, DriftKernels, WeightSums } from '../core/drift/kernels'
import { clusterRows } from './clusters'
import { sortNumbers } from './bucket-sort'
import { orderedPair } from './ordered'
import { rank } from './rank-scores'

/** By halving: edges are few and stay in the cache. */
const binNumbers: DriftKernels['binNumbers'] = (numbers, edges, missing) => {
  const bins = new Uint16Array(numbers.length)
  for (let row = 0; row < numbers.length; row++) {
    const value = numbers[row]!
    if (value !== value) {
      bins[row] = missing
      continue
    }
    let low = 0
    let high = edges.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (edges[middle]! <= value) low = middle + 1
      else high = middle
    }
    bins[row] = low
  }
  return bins
}

const binCodes: DriftKernels['binCodes'] = (codes, map) => {
  const bins = new Uint16Array(codes.length)
  for (let row = 0; row < codes.length; row++) bins[row] = map[codes[row]!]!
  return bins
}

const countBins: DriftKernels['countBins'] = (bins, size, slices, slicesSize) => {
  const counts = new Float64Array((slices === null ? 1 : slicesSize) * size)
  for (let row = 0; row < bins.length; row++) {
    const bin = bins[row]!
    const slice = slices === null ? 1 : slices[row]!
    if (bin < size && slice > 0) counts[(slice - 1) * size + bin]!++
  }
  return counts
}

const BLOCK = 65_536

const weighBins: DriftKernels['weighBins'] = (bins, size, slices, slicesSize, weights) => {
  const count = slices === null ? 1 : slicesSize
  const empty = (): WeightSums => ({
    bins: new Float64Array(count * size),
    rows: new Float64Array(count),
    squares: new Float64Array(count)
  })
  const total = empty()
  for (let start = 0; start < bins.length; start += BLOCK) {
    const block = empty()
    const end = Math.min(bins.length, start + BLOCK)
    for (let row = start; row < end; row++) {
      const slice = slices === null ? 0 : slices[row]! - 1
      if (slice < 0) continue
      const weight = weights[row]!
      if (bins[row]! < size) block.bins[slice * size + bins[row]!]! += weight
      block.rows[slice]! += weight
      block.squares[slice]! += weight * weight
    }
    for (const key of ['bins', 'rows', 'squares'] as const) for (let i = 0; i < total[key].length; i++) total[key][i]! += block[key][i]!
  }
  return total
}

const gather: DriftKernels['gather'] = (numbers, slices, slicesSize) => {
  const count = slices === null ? 1 : slicesSize
  const sizes = new Uint32Array(count)
  for (let row = 0; row < numbers.length; row++) {
    const slice = slices === null ? 1 : slices[row]!
    if (slice > 0 && numbers[row] === numbers[row]) sizes[slice - 1]!++
  }
  const out = Array.from(sizes, (size) => new Float64Array(size))
  sizes.fill(0)
  for (let row = 0; row < numbers.length; row++) {
    const slice = slices === null ? 1 : slices[row]!
    const value = numbers[row]!
    if (slice > 0 && value === value) out[slice - 1]![sizes[slice - 1]!++] = value
  }
  return out
}

const clusterMoments: DriftKernels['clusterMoments'] = ({ order, starts, clusters }, bins, size, slices, slicesSize) => {
  const count = slices === null ? 1 : slicesSize
  const moments: ClusterMoments = {
    squares: new Float64Array(count * size),
    cross: new Float64Array(count * size),
    sizes: new Float64Array(count),
    clusters: new Uint32Array(count)
  }
  const inBin = new Float64Array(count * size)
  const inSlice = new Float64Array(count)
  const cells = cellsOf(bins, size, slices)
  for (let cluster = 0; cluster < clusters; cluster++) {
    const [from, to] = [starts[cluster]!, starts[cluster + 1]!]
    for (let i = from; i < to; i++) {
      const cell = cells[order[i]!]!
      if (cell < 0) continue
      inBin[cell]!++
      inSlice[Math.floor(cell / size)]!++
    }
    for (let i = from; i < to; i++) addBin(moments, cells[order[i]!]!, size, inBin, inSlice)
    for (let i = from; i < to; i++) addSlice(moments, cells[order[i]!]!, size, inSlice)
  }
  return moments
}

/** slice × bins + bin of each row; −1 for rows that are left out. */
function cellsOf(bins: Uint16Array, size: number, slices: Uint16Array | null): Int32Array {
  const cells = new Int32Array(bins.length)
  for (let row = 0; row < bins.length; row++) {
    const slice = slices === null ? 1 : slices[row]!
    cells[row] = slice === 0 || bins[row]! >= size ? -1 : (slice - 1) * size + bins[row]!
  }
  return cells
}

function addBin(moments: ClusterMoments, cell: number, size: number, inBin: Float64Array, inSlice: Float64Array): void {
  if (cell < 0 || inBin[cell] === 0) return
  const n = inBin[cell]!
  moments.squares[cell]! += n * n
  moments.cross[cell]! += n * inSlice[Math.floor(cell / size)]!
  inBin[cell] = 0
}

function addSlice(moments: ClusterMoments, cell: number, size: number, inSlice: Float64Array): void {
  const slice = Math.floor(cell / size)
  if (cell < 0 || inSlice[slice] === 0) return
  moments.sizes[slice]! += inSlice[slice]! * inSlice[slice]!
  moments.clusters[slice]!++
  inSlice[slice] = 0
}

export const driftKernels: DriftKernels = {
  sort: sortNumbers,
  orderPair: orderedPair,
  rank,
  binNumbers,
  binCodes,
  countBins,
  weighBins,
  gather,
  clusterRows,
  clusterMoments
}
