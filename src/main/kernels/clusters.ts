import type { ClusterRows, FairnessKernels } from '../core/fairness/kernels'

/** Rows ordered by cluster (counting sort: stable). A row without a cluster is one of its own, after all others. */
export const clusterRows: FairnessKernels['clusterRows'] = (codes) => {
  const sizes = sizesOf(codes)
  const alone = sizes[0]!
  const filled = Array.from(sizes.keys()).filter((code) => code > 0 && sizes[code]! > 0)
  const next = new Uint32Array(sizes.length)
  const starts = new Uint32Array(filled.length + alone + 1)
  let place = 0
  let largest = alone > 0 ? 1 : 0
  filled.forEach((code, cluster) => {
    starts[cluster] = place
    next[code] = place
    place += sizes[code]!
    largest = Math.max(largest, sizes[code]!)
  })
  for (let i = 0; i <= alone; i++) starts[filled.length + i] = place + i
  next[0] = place
  const order = new Uint32Array(codes.length)
  for (let row = 0; row < codes.length; row++) {
    const code = codes[row]!
    order[next[code]!] = row
    next[code]!++
  }
  return { order, starts, clusters: filled.length + alone, largest }
}

const sizesOf = (codes: ArrayLike<number>): Uint32Array => {
  let most = 0
  for (let row = 0; row < codes.length; row++) if (codes[row]! > most) most = codes[row]!
  const sizes = new Uint32Array(most + 1)
  for (let row = 0; row < codes.length; row++) sizes[codes[row]!]!++
  return sizes
}

/** Squares of slots up to which the products are kept in one array. */
const DENSE = 1 << 22

/** Σ over clusters of products of their slot sums. Rows in a slot of `slots` or above are left out. */
export const secondMoments: FairnessKernels['secondMoments'] = (rows, slotOfRow, slots, value) => {
  const dense = slots * slots <= DENSE ? new Float64Array(slots * slots) : null
  const sparse = new Map<number, number>()
  const sum = new Float64Array(slots)
  const seen = new Uint8Array(slots)
  const touched = new Int32Array(slots)
  const visit = (i: number, j: number): void => {
    const product = sum[i]! * sum[j]!
    const key = i * slots + j
    if (dense !== null) dense[key] = dense[key]! + product
    else sparse.set(key, (sparse.get(key) ?? 0) + product)
  }
  for (let cluster = 0; cluster < rows.clusters; cluster++) {
    const count = gather(rows, cluster, slotOfRow, value, sum, seen, touched)
    for (let a = 0; a < count; a++) for (let b = 0; b < count; b++) if (touched[a]! <= touched[b]!) visit(touched[a]!, touched[b]!)
    for (let a = 0; a < count; a++) sum[touched[a]!] = seen[touched[a]!] = 0
  }
  return {
    at: (i, j) =>
      dense === null ? (sparse.get(Math.min(i, j) * slots + Math.max(i, j)) ?? 0) : dense[Math.min(i, j) * slots + Math.max(i, j)]!
  }
}

const gather = (
  rows: ClusterRows,
  cluster: number,
  slotOfRow: Uint32Array,
  value: Float64Array | null,
  sum: Float64Array,
  seen: Uint8Array,
  touched: Int32Array
): number => {
  let count = 0
  for (let i = rows.starts[cluster]!; i < rows.starts[cluster + 1]!; i++) {
    const row = rows.order[i]!
    const slot = slotOfRow[row]!
    if (slot >= sum.length) continue
    if (seen[slot] === 0) touched[count++] = slot
    seen[slot] = 1
    sum[slot] = sum[slot]! + (value === null ? 1 : value[row]!)
  }
  return count
}

/** In how many clusters a group has rows of each pattern of its nine combinations. */
export const clusterPatterns: FairnessKernels['clusterPatterns'] = (rows, slotOfRow, groups) => {
  const patterns = new Uint32Array(groups * 512)
  const bits = new Uint16Array(groups)
  const touched = new Int32Array(groups)
  for (let cluster = 0; cluster < rows.clusters; cluster++) {
    let count = 0
    for (let i = rows.starts[cluster]!; i < rows.starts[cluster + 1]!; i++) {
      const slot = slotOfRow[rows.order[i]!]!
      const group = Math.floor(slot / 9)
      if (group >= groups) continue
      if (bits[group] === 0) touched[count++] = group
      bits[group] = bits[group]! | (1 << (slot % 9))
    }
    for (let i = 0; i < count; i++) {
      const group = touched[i]!
      patterns[group * 512 + bits[group]!]!++
      bits[group] = 0
    }
  }
  return patterns
}
