import type { Ranking } from '../core/fairness/kernels'

const DIGIT = 11
const VALUES = 1 << DIGIT

/** Row numbers in ascending order of score, equal scores in row order: least significant digit first on the bits; digits all equal are skipped. */
export const rank = (scores: Float64Array): Ranking => {
  let rows: Uint32Array = present(scores)
  const keys = keysOf(scores, rows)
  let high: Uint32Array = keys.high
  let low: Uint32Array = keys.low
  let otherRows: Uint32Array = new Uint32Array(rows.length)
  let otherHigh: Uint32Array = new Uint32Array(rows.length)
  let otherLow: Uint32Array = new Uint32Array(rows.length)
  for (let pass = 0; pass < 6; pass++) {
    const shift = (pass % 3) * DIGIT
    const starts = startsOf(pass < 3 ? low : high, shift)
    if (starts === null) continue
    scatter({ rows, high, low }, { rows: otherRows, high: otherHigh, low: otherLow }, pass < 3 ? low : high, starts, shift)
    ;[rows, otherRows] = [otherRows, rows]
    ;[high, otherHigh] = [otherHigh, high]
    ;[low, otherLow] = [otherLow, low]
  }
  const sorted = new Float64Array(rows.length)
  for (let i = 0; i < rows.length; i++) sorted[i] = scores[rows[i]!]!
  return { order: rows, scores: sorted }
}

type Columns = { rows: Uint32Array; high: Uint32Array; low: Uint32Array }

const present = (scores: Float64Array): Uint32Array => {
  const rows = new Uint32Array(scores.length)
  let count = 0
  for (let i = 0; i < scores.length; i++) if (scores[i] === scores[i]) rows[count++] = i
  return rows.subarray(0, count)
}

/** Unsigned integers of the same order as the doubles; −0 becomes +0. */
const keysOf = (scores: Float64Array, rows: Uint32Array): { high: Uint32Array; low: Uint32Array } => {
  const one = new Float64Array(1)
  const words = new Uint32Array(one.buffer)
  const [high, low] = [new Uint32Array(rows.length), new Uint32Array(rows.length)]
  for (let i = 0; i < rows.length; i++) {
    one[0] = scores[rows[i]!]! + 0
    const mask = words[1]! >> 31
    low[i] = words[0]! ^ mask
    high[i] = words[1]! ^ (mask | 0x80000000)
  }
  return { high, low }
}

const startsOf = (digits: Uint32Array, shift: number): Uint32Array | null => {
  const counts = new Uint32Array(VALUES)
  for (let i = 0; i < digits.length; i++) counts[(digits[i]! >>> shift) & (VALUES - 1)]!++
  if (digits.length === 0 || counts[(digits[0]! >>> shift) & (VALUES - 1)] === digits.length) return null
  let next = 0
  for (let i = 0; i < VALUES; i++) {
    const count = counts[i]!
    counts[i] = next
    next += count
  }
  return counts
}

const scatter = (from: Columns, to: Columns, digits: Uint32Array, starts: Uint32Array, shift: number): void => {
  for (let i = 0; i < digits.length; i++) {
    const digit = (digits[i]! >>> shift) & (VALUES - 1)
    const place = starts[digit]!
    starts[digit] = place + 1
    to.rows[place] = from.rows[i]!
    to.high[place] = from.high[i]!
    to.low[place] = from.low[i]!
  }
}
