import type { CategorySet, Tree, TreeEnsemble } from '../../../../../src/main/core/models/model'

/** Numbers in [0, 1) from a seed (mulberry32). */
export function generator(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 4294967296
  }
}

export type Kind = { columns: number; depth: number; trees: number; inclusive: boolean; float32: boolean }

type Nodes = { [key in 'feature' | 'threshold' | 'left' | 'right' | 'defaultLeft' | 'zeroIsMissing' | 'set' | 'value' | 'cover']: number[] }

/**
 * Trees whose tests repeat features, compare with values that occur in the data, ask for membership in sets (columns that are 0 modulo 3),
 * and now and then treat zero as missing or have never been reached in training; some are a single leaf.
 */
export function randomForest(random: () => number, { columns, depth, trees, inclusive, float32 }: Kind): TreeEnsemble {
  const sets: CategorySet[] = []
  const grow = (nodes: Nodes, left: number, cover: number): number => {
    const at = nodes.feature.length
    const leaf = left === 0 || random() < 0.12
    const column = Math.floor(random() * columns)
    const bySet = !leaf && column % 3 === 0 && random() < 0.7
    if (bySet) sets.push({ bits: Uint32Array.of(Math.floor(random() * 256)), membersGoLeft: random() < 0.5 })
    nodes.feature.push(leaf ? -1 : column)
    nodes.threshold.push(Math.floor(random() * 5))
    nodes.left.push(-1)
    nodes.right.push(-1)
    nodes.defaultLeft.push(random() < 0.5 ? 1 : 0)
    nodes.zeroIsMissing.push(random() < 0.2 ? 1 : 0)
    nodes.set.push(bySet ? sets.length - 1 : -1)
    nodes.value.push(leaf ? random() * 2 - 1 : 0)
    nodes.cover.push(cover)
    if (leaf) return at
    const share = random() < 0.15 ? 0 : random()
    nodes.left[at] = grow(nodes, left - 1, cover * share)
    nodes.right[at] = grow(nodes, left - 1, cover * (1 - share))
    return at
  }
  const one = (): Tree => {
    const nodes: Nodes = {
      feature: [],
      threshold: [],
      left: [],
      right: [],
      defaultLeft: [],
      zeroIsMissing: [],
      set: [],
      value: [],
      cover: []
    }
    grow(nodes, random() < 0.1 ? 0 : depth, 100)
    return {
      feature: Int32Array.from(nodes.feature),
      threshold: Float64Array.from(nodes.threshold),
      left: Int32Array.from(nodes.left),
      right: Int32Array.from(nodes.right),
      defaultLeft: Uint8Array.from(nodes.defaultLeft),
      zeroIsMissing: Uint8Array.from(nodes.zeroIsMissing),
      set: Int32Array.from(nodes.set),
      value: Float64Array.from(nodes.value),
      cover: Float64Array.from(nodes.cover),
      output: 0,
      linear: null
    }
  }
  const all = Array.from({ length: trees }, one)
  return { kind: 'trees', trees: all, sets, inclusive, float32, base: Float64Array.of(0.25) }
}

const ODD = [NaN, 0, -0, 1e-36, -1, -0.5, 0.5, 1, 2, 2.5, 3, 4, 5, 7, 31, 32, 1e9, Infinity, -Infinity]

/** Cells that tie with thresholds, are missing, or lie where categories and zeros begin and end. */
export const randomRows = (random: () => number, columns: number, rows: number): Float64Array[] =>
  Array.from({ length: columns }, () => Float64Array.from({ length: rows }, () => ODD[Math.floor(random() * ODD.length)]!))
