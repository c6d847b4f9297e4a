import { sortDealt, sortNumbers } from './bucket-sort'

/** Equally wide buckets 1 … COUNT from `low` on; bucket 0 lies under them, bucket COUNT + 1 above. */
export type Frame = { low: number; scale: number }

export const COUNT = 32_768

/**
 * Numbers of each bucket, and the sum of how far into it they lie (0 to 1); of the two outer buckets only the number. The bucket of every row, NO_BUCKET
 * for NaN, so that looking a second time reads two bytes a row.
 */
export type Tally = { rows: Uint32Array; offsets: Float64Array; ofRow: Uint16Array }

const NO_BUCKET = COUNT + 2

/** The numbers of some buckets: those of the bucket in slot s are values[starts[s]] … values[starts[s + 1] − 1], in row order. */
export type Gathered = { values: Float64Array; starts: Uint32Array }

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

/** Clamped rather than branched: on which side of the range a number lies is hard to foresee. NaN stays NaN. */
const placeOf = (low: number, scale: number, value: number): number => Math.min(Math.max((value - low) * scale + 1, 0), COUNT + 1)

export const bucketOf = ({ low, scale }: Frame, value: number): number => placeOf(low, scale, value) | 0

/** One pass; where there is a NaN, a second one that passes it over. */
export function tally(numbers: Float64Array, frame: Frame): Tally {
  const ofRow = new Uint16Array(numbers.length)
  const plain = deal(numbers, frame, ofRow)
  const { rows, offsets } = plain.offsets[0] === plain.offsets[0] ? plain : dealPresent(numbers, frame, ofRow)
  return { rows: rows.subarray(0, NO_BUCKET), offsets, ofRow }
}

type Sums = { rows: Uint32Array; offsets: Float64Array }

const none = (): Sums => ({ rows: new Uint32Array(COUNT + 3), offsets: new Float64Array(COUNT + 3) })

/** NaN falls into bucket 0, whose sum then is NaN. */
function deal(numbers: Float64Array, { low, scale }: Frame, ofRow: Uint16Array): Sums {
  const { rows, offsets } = none()
  for (let i = 0; i < numbers.length; i++) {
    const place = placeOf(low, scale, numbers[i]!)
    const bucket = place | 0
    rows[bucket]!++
    offsets[bucket]! += place - bucket
    ofRow[i] = bucket
  }
  return { rows, offsets }
}

function dealPresent(numbers: Float64Array, { low, scale }: Frame, ofRow: Uint16Array): Sums {
  const { rows, offsets } = none()
  for (let i = 0; i < numbers.length; i++) {
    const clamped = placeOf(low, scale, numbers[i]!)
    const place = clamped === clamped ? clamped : NO_BUCKET
    const bucket = place | 0
    rows[bucket]!++
    offsets[bucket]! += place - bucket
    ofRow[i] = bucket
  }
  return { rows, offsets }
}

/** The numbers of the buckets asked for. */
export function gatherBuckets(numbers: Float64Array, { rows, ofRow }: Tally, buckets: readonly number[]): Gathered {
  const starts = new Uint32Array(buckets.length + 1)
  const next = new Uint32Array(COUNT + 2)
  const wanted = new Uint8Array(COUNT + 3)
  buckets.forEach((bucket, slot) => {
    wanted[bucket] = 1
    next[bucket] = starts[slot]!
    starts[slot + 1] = starts[slot]! + rows[bucket]!
  })
  const values = new Float64Array(starts[buckets.length]!)
  if (values.length > 0)
    for (let i = 0; i < ofRow.length; i++) {
      const bucket = ofRow[i]!
      if (wanted[bucket] === 1) values[next[bucket]!++] = numbers[i]!
    }
  return { values, starts }
}

/** The numbers of a slot, sorted in place. */
export function sortedSlot({ values, starts }: Gathered, slot: number): Float64Array {
  return sortNumbers(values.subarray(starts[slot], starts[slot + 1]))
}

/** All numbers in ascending order, dealt by the buckets that are known. */
export function sortedByBuckets(numbers: Float64Array, { rows, ofRow }: Tally): Float64Array {
  const next = new Uint32Array(COUNT + 3)
  for (let bucket = 1; bucket <= NO_BUCKET; bucket++) next[bucket] = next[bucket - 1]! + rows[bucket - 1]!
  const length = next[NO_BUCKET]!
  const dealt = new Float64Array(numbers.length)
  for (let i = 0; i < ofRow.length; i++) dealt[next[ofRow[i]!]!++] = numbers[i]!
  return sortDealt(dealt.subarray(0, length), next.subarray(0, NO_BUCKET))
}
