import { sortNumbers } from './bucket-sort'

/** Equally wide buckets 1 … COUNT from `low` on; bucket 0 lies under them, bucket COUNT + 1 above. */
export type Frame = { low: number; scale: number }

export const COUNT = 32_768

/** Numbers of each bucket, and the sum of how far into it they lie (0 to 1). Of the two outer buckets only the number. */
export type Tally = { rows: Uint32Array; offsets: Float64Array }

/** The numbers of some buckets: those of the bucket in slot s are values[starts[s]] … values[starts[s + 1] − 1], in ascending order. */
export type Gathered = { slots: Int32Array; values: Float64Array; starts: Uint32Array }

const LOOKED_AT = 4096
const TAIL = 4

/** The range of a thousandth to 999 thousandths of both samples, guessed from a few evenly spaced rows; null where that is no range. */
export function frameOf(x: Float64Array, y: Float64Array): Frame | null {
  const seen: number[] = []
  for (const numbers of [x, y]) {
    const step = Math.max(1, Math.floor(numbers.length / LOOKED_AT))
    for (let i = step >> 1; i < numbers.length; i += step) if (numbers[i] === numbers[i]) seen.push(numbers[i]!)
  }
  if (seen.length <= 2 * TAIL) return null
  const sorted = Float64Array.from(seen).sort()
  const [low, high] = [sorted[TAIL]!, sorted[sorted.length - 1 - TAIL]!]
  const scale = COUNT / (high - low)
  return scale > 0 && scale < Infinity ? { low, scale } : null
}

/** Where a bucket begins; where bucket b ends, b + 1 begins. */
export const edgeOf = ({ low, scale }: Frame, bucket: number): number => low + (bucket - 1) / scale

export function bucketOf({ low, scale }: Frame, value: number): number {
  const place = (value - low) * scale
  return place < 0 ? 0 : place < COUNT ? (place | 0) + 1 : COUNT + 1
}

/** One pass; NaN is passed over. */
export function tally(numbers: Float64Array, { low, scale }: Frame): Tally {
  const rows = new Uint32Array(COUNT + 2)
  const offsets = new Float64Array(COUNT + 2)
  for (let i = 0; i < numbers.length; i++) {
    const place = (numbers[i]! - low) * scale
    if (place >= 0 && place < COUNT) {
      const bucket = place | 0
      rows[bucket + 1]!++
      offsets[bucket + 1]! += place - bucket
    } else if (place < 0) rows[0]!++
    else if (place >= COUNT) rows[COUNT + 1]!++
  }
  return { rows, offsets }
}

/** The numbers of the buckets asked for, each bucket sorted. */
export function gatherBuckets(numbers: Float64Array, frame: Frame, { rows }: Tally, buckets: readonly number[]): Gathered {
  const { low, scale } = frame
  const slots = new Int32Array(COUNT + 2).fill(-1)
  const starts = new Uint32Array(buckets.length + 1)
  buckets.forEach((bucket, slot) => {
    slots[bucket] = slot
    starts[slot + 1] = starts[slot]! + rows[bucket]!
  })
  const values = new Float64Array(starts[buckets.length]!)
  const next = starts.slice()
  if (values.length > 0)
    for (let i = 0; i < numbers.length; i++) {
      const value = numbers[i]!
      const place = (value - low) * scale
      const bucket = place < COUNT ? (place < 0 ? 0 : (place | 0) + 1) : place >= COUNT ? COUNT + 1 : -1
      const slot = bucket < 0 ? -1 : slots[bucket]!
      if (slot >= 0) values[next[slot]!++] = value
    }
  return { slots, values, starts }
}

/** The numbers of a slot, sorted in place. */
export function sortedSlot({ values, starts }: Gathered, slot: number): Float64Array {
  return sortNumbers(values.subarray(starts[slot], starts[slot + 1]))
}
