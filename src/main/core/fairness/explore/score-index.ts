import type { Side } from '../../../../shared/model/explore'
import type { RankedCells } from '../kernels'

/** Kinds of row in the order of a ranking: 4·cell + label. */
export const KINDS = 4

/** Rows below a place in the ranking by kind: how many, and Σw and Σw² where rows are weighted. */
export type Below = { rows: Float64Array; w: Float64Array; w2: Float64Array }

/** Rows in order of score with running sums at every stride, so that the rows below any threshold are summed by reading at most one stride of them. */
export type ScoreIndex = {
  /** Scores of the rows that have one, ascending */
  scores: Float64Array
  kinds: number
  total: Below
  /** Rows before the place; the same arrays every time */
  below: (place: number) => Below
}

const STRIDE = 1 << 16
/** Running sums kept at most, all kinds together. */
const MOST_SUMS = 1 << 22

/** `weights` by place in the ranking, or null. */
export function scoreIndexOf({ codes, scores }: RankedCells, cells: number, weights: Float64Array | null): ScoreIndex {
  const kinds = cells * KINDS
  const stride = Math.max(STRIDE, Math.ceil((codes.length * kinds) / MOST_SUMS))
  const strides = Math.floor(codes.length / stride) + 1
  const rows = running(strides, kinds)
  const [w, w2] = weights === null ? [rows, rows] : [running(strides, kinds), running(strides, kinds)]
  const sums: Below = weights === null ? one(rows.now) : { rows: rows.now, w: w.now, w2: w2.now }
  const add = adder(codes, weights, sums)
  const goTo = (place: number): Below => {
    const step = Math.floor(place / stride)
    for (const part of weights === null ? [rows] : [rows, w, w2]) part.recall(step)
    add(step * stride, place)
    return sums
  }
  for (let step = 1; step < strides; step++) {
    add((step - 1) * stride, step * stride)
    for (const part of weights === null ? [rows] : [rows, w, w2]) part.keep(step)
  }
  const { rows: n, w: sum, w2: squares } = goTo(codes.length)
  const total: Below = weights === null ? one(n.slice()) : { rows: n.slice(), w: sum.slice(), w2: squares.slice() }
  return { scores, kinds, total, below: goTo }
}

const one = (rows: Float64Array): Below => ({ rows, w: rows, w2: rows })

type Running = { now: Float64Array; keep: (step: number) => void; recall: (step: number) => void }

function running(strides: number, kinds: number): Running {
  const kept = new Float64Array(strides * kinds)
  const now = new Float64Array(kinds)
  return {
    now,
    keep: (step) => kept.set(now, step * kinds),
    recall: (step) => now.set(kept.subarray(step * kinds, (step + 1) * kinds))
  }
}

function adder(codes: Uint32Array, weights: Float64Array | null, { rows, w, w2 }: Below): (from: number, to: number) => void {
  if (weights === null)
    return (from, to) => {
      for (let i = from; i < to; i++) rows[codes[i]!]!++
    }
  return (from, to) => {
    for (let i = from; i < to; i++) {
      const [kind, weight] = [codes[i]!, weights[i]!]
      rows[kind]!++
      w[kind]! += weight
      w2[kind]! += weight * weight
    }
  }
}

/** How many of the ascending scores a threshold leaves on its lower side: those under it, or with `at_most` those up to it. */
export function placeOf(scores: Float64Array, threshold: number, side: Side): number {
  let [low, high] = [0, scores.length]
  while (low < high) {
    const middle = (low + high) >>> 1
    if (side === 'at_least' ? scores[middle]! < threshold : scores[middle]! <= threshold) low = middle + 1
    else high = middle
  }
  return low
}
