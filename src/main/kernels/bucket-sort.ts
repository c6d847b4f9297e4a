import { sortFloat64 } from './radix-sort'

/** Rows a bucket holds on average, so that it lies in the first-level cache; then those of a finer bucket. */
const COARSE = 256
const FINE = 4
const MOST_COARSE = 1 << 14
/** Under this, insertion. */
const SMALL = 24
const DEEPEST = 4

/**
 * Sorts numbers in place, ascending; NaN must not occur. Values are dealt into buckets of equal width, those into finer ones within the cache, and
 * what is left is sorted by insertion; buckets that hold too much are dealt again by their own range. Several times as fast as sorting by bits where
 * values lie smoothly; infinities and what stays crowded go to the radix sort. −0 and +0 are equal.
 */
export function sortNumbers(values: Float64Array): Float64Array {
  if (values.length < 2 * COARSE) return values.sort()
  const scratch = new Float64Array(values.length)
  if (!again(values, scratch, 0, values.length, 0)) sortFloat64(values, scratch)
  return values
}

/** What was dealt into buckets that are in ascending order, sorted; `ends`: where each bucket ends. */
export function sortDealt(dealt: Float64Array, ends: Uint32Array): Float64Array {
  const values = new Float64Array(dealt.length)
  finish(values, dealt, ends, ends.length, 0, 0)
  return values
}

/** Deals values[from … to) into equally wide buckets of scratch[from … to); offsets[b] is where bucket b ends. False where the range is none, or no number. */
function deal(values: Float64Array, scratch: Float64Array, from: number, to: number, buckets: number, offsets: Uint32Array): boolean {
  let low = values[from]!
  let high = low
  for (let i = from + 1; i < to; i++) {
    const value = values[i]!
    if (value < low) low = value
    else if (value > high) high = value
  }
  const scale = buckets / (high - low)
  if (!(scale > 0 && scale < Infinity)) return false
  const last = buckets - 1
  offsets.fill(0, 0, buckets + 1)
  for (let i = from; i < to; i++) {
    const bucket = ((values[i]! - low) * scale) | 0
    offsets[bucket < last ? bucket + 1 : buckets]!++
  }
  offsets[0] = from
  for (let b = 1; b <= buckets; b++) offsets[b]! += offsets[b - 1]!
  for (let i = from; i < to; i++) {
    const value = values[i]!
    const bucket = ((value - low) * scale) | 0
    const at = bucket < last ? bucket : last
    scratch[offsets[at]!++] = value
  }
  return true
}

const fine = new Uint32Array(COARSE * 8 + 1)

/** Sorts each bucket of scratch back into values. */
function finish(values: Float64Array, scratch: Float64Array, offsets: Uint32Array, buckets: number, from: number, depth: number): void {
  let start = from
  for (let b = 0; b < buckets; b++) {
    const end = offsets[b]!
    sortBucket(values, scratch, start, end, depth)
    start = end
  }
}

/** scratch[from … to) in ascending order to values[from … to). */
function sortBucket(values: Float64Array, scratch: Float64Array, from: number, to: number, depth: number): void {
  const size = to - from
  if (size > SMALL && size <= 8 * COARSE) return sortInCache(values, scratch, from, to)
  for (let i = from; i < to; i++) values[i] = scratch[i]!
  if (size <= SMALL) insertion(values, from, to)
  else if (depth >= DEEPEST || !again(values, scratch, from, to, depth)) sortFloat64(values.subarray(from, to))
}

/** A crowded bucket by its own range; false where it has none. */
function again(values: Float64Array, scratch: Float64Array, from: number, to: number, depth: number): boolean {
  const buckets = Math.min(MOST_COARSE, (to - from) / COARSE) | 0
  const offsets = new Uint32Array(buckets + 1)
  if (!deal(values, scratch, from, to, buckets, offsets)) return constant(values, from, to)
  finish(values, scratch, offsets, buckets, from, depth + 1)
  return true
}

function constant(values: Float64Array, from: number, to: number): boolean {
  for (let i = from + 1; i < to; i++) if (values[i] !== values[from]) return false
  return true
}

function sortInCache(values: Float64Array, scratch: Float64Array, from: number, to: number): void {
  const buckets = Math.min(fine.length - 1, (to - from) / FINE) | 0
  if (buckets < 2 || !deal(scratch, values, from, to, buckets, fine)) {
    for (let i = from; i < to; i++) values[i] = scratch[i]!
    if (!constant(values, from, to)) values.subarray(from, to).sort()
    return
  }
  let start = from
  for (let b = 0; b < buckets; b++) {
    const end = fine[b]!
    if (end - start > 4 * SMALL) values.subarray(start, end).sort()
    else if (end - start > 1) insertion(values, start, end)
    start = end
  }
}

function insertion(values: Float64Array, from: number, to: number): void {
  for (let i = from + 1; i < to; i++) {
    const value = values[i]!
    let at = i
    while (at > from && values[at - 1]! > value) {
      values[at] = values[at - 1]!
      at--
    }
    values[at] = value
  }
}
