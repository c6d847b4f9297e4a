import type { Ordered, OrderedPair } from '../core/drift/ordered'
import { apart, sortedOf } from './apart'
import { bucketOf, frameOf, gatherBuckets, sortedSlot, tally, type Frame, type Tally } from './buckets'

/** Both samples over the same buckets; a bucket is sorted when a rank within it is first asked for. */
export function orderedPair(x: Float64Array, y: Float64Array): OrderedPair {
  const frame = frameOf(x, y)
  const [reference, current] = [orderedOf(x, frame), orderedOf(y, frame)]
  return { reference, current, apart: () => apart(x, y, reference.length, current.length) }
}

function orderedOf(numbers: Float64Array, frame: Frame | null): Ordered {
  let sorted: Float64Array | null = null
  const length = present(numbers)
  const all = (): Float64Array => (sorted ??= sortedOf(numbers))
  const byBuckets = frame === null || length === 0 ? null : inBuckets(numbers, frame)
  return {
    length,
    all,
    spread: () => spread(numbers, length),
    at: (places) => (sorted !== null || byBuckets === null ? places.map((place) => all()[place]!) : byBuckets.at(places)),
    below: (values) =>
      sorted !== null || byBuckets === null ? Float64Array.from(values, (value) => lowerBound(all(), value)) : byBuckets.below(values)
  }
}

function present(numbers: Float64Array): number {
  let count = 0
  for (let i = 0; i < numbers.length; i++) if (numbers[i] === numbers[i]) count++
  return count
}

function inBuckets(numbers: Float64Array, frame: Frame): Pick<Ordered, 'at' | 'below'> {
  let tallied: { tally: Tally; starts: Float64Array } | null = null
  const counted = (): { tally: Tally; starts: Float64Array } => {
    if (tallied !== null) return tallied
    const made = tally(numbers, frame)
    const starts = new Float64Array(made.rows.length + 1)
    made.rows.forEach((rows, bucket) => (starts[bucket + 1] = starts[bucket]! + rows))
    return (tallied = { tally: made, starts })
  }
  const known = new Map<number, Float64Array>()
  const look = (buckets: readonly number[]): void => {
    const asked = [...new Set(buckets)].filter((bucket) => !known.has(bucket))
    if (asked.length === 0) return
    const gathered = gatherBuckets(numbers, frame, counted().tally, asked)
    asked.forEach((bucket, slot) => known.set(bucket, sortedSlot(gathered, slot)))
  }
  return {
    at(places) {
      const { starts } = counted()
      const buckets = places.map((place) => lastAtMost(starts, place))
      look(buckets)
      return places.map((place, i) => known.get(buckets[i]!)![place - starts[buckets[i]!]!]!)
    },
    below(values) {
      const { starts } = counted()
      const buckets = Array.from(values, (value) => bucketOf(frame, value))
      look(buckets)
      return Float64Array.from(values, (value, i) => starts[buckets[i]!]! + lowerBound(known.get(buckets[i]!)!, value))
    }
  }
}

/** The bucket in which a place lies: the last that starts at or before it. */
function lastAtMost(starts: Float64Array, place: number): number {
  let low = 0
  let high = starts.length - 1
  while (low < high - 1) {
    const middle = (low + high) >>> 1
    if (starts[middle]! <= place) low = middle
    else high = middle
  }
  return low
}

function lowerBound(sorted: Float64Array, value: number): number {
  let low = 0
  let high = sorted.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if (sorted[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
}

const BLOCK = 65_536

/** Standard deviation over n, by the sums of blocks of 65,536 rows in row order; NaN is passed over. */
function spread(numbers: Float64Array, length: number): number {
  const mean = overBlocks(numbers, 0, 1) / length
  return Math.sqrt(overBlocks(numbers, mean, 2) / length)
}

function overBlocks(numbers: Float64Array, from: number, power: 1 | 2): number {
  let sum = 0
  for (let start = 0; start < numbers.length; start += BLOCK) {
    const end = Math.min(numbers.length, start + BLOCK)
    let block = 0
    for (let i = start; i < end; i++) {
      const gap = numbers[i]! - from
      if (gap === gap) block += power === 1 ? gap : gap * gap
    }
    sum += block
  }
  return sum
}
