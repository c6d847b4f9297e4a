import type { Ordered, OrderedPair } from '../core/drift/ordered'
import { apart, sortedOf } from './apart'
import { bucketOf, COUNT, edgeOf, frameOf, gatherBuckets, sortedByBuckets, sortedSlot, tally, type Frame, type Tally } from './buckets'

/** Both samples over the same buckets; a bucket is sorted when a rank within it is first asked for. */
export function orderedPair(x: Float64Array, y: Float64Array): OrderedPair {
  const frame = frameOf(x, y)
  const counted = frame === null ? null : { frame, x: tally(x, frame), y: tally(y, frame) }
  const common = counted === null ? [] : [...evenlySpaced(counted.x), ...evenlySpaced(counted.y)]
  const [reference, current] = [orderedOf(x, frame, counted?.x ?? null, common), orderedOf(y, frame, counted?.y ?? null, common)]
  return { reference, current, apart: () => apart(x, y, reference.length, current.length, counted) }
}

function orderedOf(numbers: Float64Array, frame: Frame | null, counted: Tally | null, common: readonly number[]): Ordered {
  let sorted: Float64Array | null = null
  const length = counted === null ? present(numbers) : counted.rows.reduce((total, rows) => total + rows, 0)
  const all = (): Float64Array => (sorted ??= counted === null ? sortedOf(numbers) : sortedByBuckets(numbers, counted))
  const byBuckets = frame === null || counted === null || length === 0 ? null : inBuckets(numbers, frame, counted, common)
  return {
    length,
    all,
    spread: () => spread(numbers, length, frame === null ? 0 : edgeOf(frame, COUNT / 2)),
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

/** Ranks that are looked up together with the first one asked for. */
const SPACED = 64

/** The buckets in which evenly spaced ranks lie: of those ranks most of what is asked consists, and a pass over the rows costs more than they. */
function evenlySpaced({ rows }: Tally): number[] {
  const starts = startsOf(rows)
  const length = starts[rows.length]!
  const places = length === 0 ? [] : Array.from({ length: SPACED + 1 }, (_, i) => Math.min(length - 1, Math.floor((length * i) / SPACED)))
  return places.map((place) => lastAtMost(starts, place))
}

function startsOf(rows: Uint32Array): Float64Array {
  const starts = new Float64Array(rows.length + 1)
  for (let bucket = 0; bucket < rows.length; bucket++) starts[bucket + 1] = starts[bucket]! + rows[bucket]!
  return starts
}

function inBuckets(numbers: Float64Array, frame: Frame, counted: Tally, common: readonly number[]): Pick<Ordered, 'at' | 'below'> {
  const starts = startsOf(counted.rows)
  const known = new Map<number, Float64Array>()
  const look = (buckets: readonly number[]): void => {
    if (buckets.every((bucket) => known.has(bucket))) return
    const asked = [...new Set([...buckets, ...common])].filter((bucket) => !known.has(bucket))
    const gathered = gatherBuckets(numbers, counted, asked)
    asked.forEach((bucket, slot) => known.set(bucket, sortedSlot(gathered, slot)))
  }
  return {
    at(places) {
      const buckets = places.map((place) => lastAtMost(starts, place))
      look(buckets)
      return places.map((place, i) => known.get(buckets[i]!)![place - starts[buckets[i]!]!]!)
    },
    below(values) {
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

/**
 * Standard deviation over n, by the sums of blocks of 65,536 rows in row order; NaN is passed over. One pass about a guessed centre; where the mean lies
 * so far from it that digits cancel, another about the mean.
 */
function spread(numbers: Float64Array, length: number, centre: number): number {
  const about = momentsAbout(numbers, centre)
  const shift = about.sum / length
  const variance = about.squares / length - shift * shift
  if (shift * shift <= variance) return Math.sqrt(variance)
  const exact = momentsAbout(numbers, centre + shift)
  return Math.sqrt(exact.squares / length)
}

function momentsAbout(numbers: Float64Array, centre: number): { sum: number; squares: number } {
  let sum = 0
  let squares = 0
  for (let start = 0; start < numbers.length; start += BLOCK) {
    const end = Math.min(numbers.length, start + BLOCK)
    let blockSum = 0
    let blockSquares = 0
    for (let i = start; i < end; i++) {
      const gap = numbers[i]! - centre
      if (gap !== gap) continue
      blockSum += gap
      blockSquares += gap * gap
    }
    sum += blockSum
    squares += blockSquares
  }
  return { sum, squares }
}
