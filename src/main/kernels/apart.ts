import type { Apart } from '../core/drift/ordered'
import { sortNumbers } from './bucket-sort'
import { COUNT, edgeOf, frameOf, gatherBuckets, tally, type Frame, type Gathered, type Tally } from './buckets'

/** Under this many values a sort is quicker. */
const FEW = 4096
const DEEPEST = 4

/** What is known so far, in units of one pair of rows: max |i m − j n|, ∫ |i m − j n| dx, and what rounding may have added to it. */
type Sums = { n: number; m: number; most: number; area: number; error: number }

/** Both samples dealt into the same buckets. */
export type Counted = { frame: Frame; x: Tally; y: Tally }

/** Values of both samples between two numbers, and i m − j n before the first of them. */
type Stretch = { x: Float64Array; y: Float64Array; before: number; from: number; to: number }

/**
 * Max |F − G| and ∫ |F − G| dx of two samples in any order, neither empty; NaN is passed over. Where F − G cannot change its sign within a bucket its
 * integral follows from how many values lie there and from the sum of their distances to the bucket's edge; only the buckets in which it might, and
 * those that might hold the maximum, are sorted. Where rounding could reach a part in 10^10 of the integral, all is sorted.
 */
export function apart(x: Float64Array, y: Float64Array, n: number, m: number, counted: Counted | null): Apart {
  const sums: Sums = { n, m, most: 0, area: 0, error: 0 }
  const all: Stretch = { x, y, before: 0, from: -Infinity, to: Infinity }
  if (counted === null) walk({ ...all, x: sortedOf(x), y: sortedOf(y) }, sums)
  else descend(all, counted, sums, 0)
  if (sums.error > sums.area * 1e-10) {
    sums.area = 0
    walk({ x: sortedOf(x), y: sortedOf(y), before: 0, from: -Infinity, to: Infinity }, sums)
  }
  return { ks: sums.most / (n * m), wasserstein: sums.area / (n * m) }
}

/** A sorted copy without NaN. */
export function sortedOf(numbers: Float64Array): Float64Array {
  const out = new Float64Array(numbers.length)
  let length = 0
  for (let i = 0; i < numbers.length; i++) if (numbers[i] === numbers[i]) out[length++] = numbers[i]!
  return sortNumbers(out.subarray(0, length))
}

/** Sorts a stretch of few values, deals others into buckets of their own. */
function measure(stretch: Stretch, sums: Sums, depth: number): void {
  const { x, y } = stretch
  const frame = x.length + y.length < FEW || depth === DEEPEST ? null : frameOf(x, y)
  if (frame === null) return walk({ ...stretch, x: sortNumbers(x), y: sortNumbers(y) }, sums)
  descend(stretch, { frame, x: tally(x, frame), y: tally(y, frame) }, sums, depth)
}

function descend(stretch: Stretch, { frame, x: ofX, y: ofY }: Counted, sums: Sums, depth: number): void {
  const open = closeBuckets(stretch.before, frame, ofX, ofY, sums)
  const [xs, ys] = [gatherBuckets(stretch.x, ofX, open.buckets), gatherBuckets(stretch.y, ofY, open.buckets)]
  open.buckets.forEach((bucket, slot) => {
    const from = bucket === 0 ? stretch.from : edgeOf(frame, bucket)
    const to = bucket > COUNT ? stretch.to : edgeOf(frame, bucket + 1)
    measure({ x: slotOf(xs, slot), y: slotOf(ys, slot), before: open.before[slot]!, from, to }, sums, depth + 1)
  })
}

const slotOf = ({ values, starts }: Gathered, slot: number): Float64Array => values.subarray(starts[slot], starts[slot + 1])

/** Adds the buckets that need no sorting; gives the others with i m − j n before each. */
function closeBuckets(start: number, frame: Frame, x: Tally, y: Tally, sums: Sums): { buckets: number[]; before: number[] } {
  const { n, m } = sums
  const { scale } = frame
  let gap = start
  for (let bucket = 0; bucket < COUNT + 2; bucket++) {
    gap += x.rows[bucket]! * m - y.rows[bucket]! * n
    if (Math.abs(gap) > sums.most) sums.most = Math.abs(gap)
  }
  const buckets: number[] = []
  const before: number[] = []
  let area = 0
  let rows = 0
  let edges = 0
  let wasOpen = true
  gap = start
  for (let bucket = 0; bucket < COUNT + 2; bucket++) {
    const up = x.rows[bucket]! * m
    const down = y.rows[bucket]! * n
    const oneSign = gap >= 0 ? gap >= down : -gap >= up
    const open = bucket === 0 || bucket > COUNT || !oneSign || gap + up > sums.most || down - gap > sums.most
    if (open !== wasOpen) edges += Math.abs(gap * edgeOf(frame, bucket))
    wasOpen = open
    if (!open) {
      area += Math.abs(gap + up - down - m * x.offsets[bucket]! + n * y.offsets[bucket]!)
      rows += up + down
    } else {
      buckets.push(bucket)
      before.push(gap)
    }
    gap += up - down
  }
  sums.area += area / scale
  sums.error += (rows / scale) * COUNT * 1e-15 + edges * 4e-16
  return { buckets, before }
}

/** Adds a stretch whose values are in ascending order. */
function walk({ x, y, before, from, to }: Stretch, sums: Sums): void {
  const { n, m } = sums
  let gap = before
  let previous = from
  let i = 0
  let j = 0
  while (i < x.length || j < y.length) {
    const value = j >= y.length || (i < x.length && x[i]! <= y[j]!) ? x[i]! : y[j]!
    if (gap !== 0) sums.area += Math.abs(gap) * (value - previous)
    for (; x[i] === value; i++) gap += m
    for (; y[j] === value; j++) gap -= n
    if (Math.abs(gap) > sums.most) sums.most = Math.abs(gap)
    previous = value
  }
  if (gap !== 0) sums.area += Math.abs(gap) * (to - previous)
}
