export type Within = {
  /** Share of the contributions' variation that is left within the places once what goes straight with the own value there is taken out. */
  left: number
  /** Of that, the share that goes straight with the other feature's rank. */
  explained: number
}

/** One row's place, own value, contribution and the other feature's rank; rows with place −1 or a rank of NaN are left out. */
export type Rows = { place: Int32Array; places: number; own: Float64Array; contributions: Float64Array; ranks: Float64Array }

/**
 * What contributions have to do with another feature where their own feature is alike: squared partial correlation given the own value, pooled
 * over places by sums of squares. Shares lie between 0 and 1; 0 where nothing varies.
 */
export function interactionWithin(rows: Rows): Within {
  const { place, places, own, contributions, ranks } = rows
  const kept = Int32Array.from(place, (at, row) => (ranks[row] === ranks[row] ? at : -1))
  const [x, y, z] = [own, contributions, ranks].map((values) => centred(values, kept, places)) as [Float64Array, Float64Array, Float64Array]
  const [xx, yy, zz, xy, xz, yz] = [
    [x, x],
    [y, y],
    [z, z],
    [x, y],
    [x, z],
    [y, z]
  ].map(([a, b]) => products(a!, b!, kept, places)) as [Float64Array, Float64Array, Float64Array, Float64Array, Float64Array, Float64Array]
  let [left, explained] = [0, 0]
  for (let at = 0; at < places; at++) {
    const known = xx[at]! > 0
    const yLeft = yy[at]! - (known ? (xy[at]! * xy[at]!) / xx[at]! : 0)
    const zLeft = zz[at]! - (known ? (xz[at]! * xz[at]!) / xx[at]! : 0)
    const together = yz[at]! - (known ? (xy[at]! * xz[at]!) / xx[at]! : 0)
    left += Math.max(0, yLeft)
    if (zLeft > zz[at]! * COLLINEAR) explained += Math.min(Math.max(0, yLeft), (together * together) / zLeft)
  }
  const whole = kept.map((at) => Math.min(at, 0))
  const [all] = products(centred(contributions, whole, 1), centred(contributions, whole, 1), whole, 1)
  return all! > 0 ? { left: left / all!, explained: left > 0 ? explained / left : 0 } : { left: 0, explained: 0 }
}

/** A rank that follows from the own value to this share of its variation tells nothing of its own. */
const COLLINEAR = 1e-9

/** Values less the mean of their place; 0 where there is no place. */
function centred(values: Float64Array, place: Int32Array, places: number): Float64Array {
  const [n, sum] = [new Float64Array(places), new Float64Array(places)]
  for (let row = 0; row < place.length; row++) {
    const at = place[row]!
    if (at < 0) continue
    n[at]!++
    sum[at]! += values[row]!
  }
  return values.map((value, row) => (place[row]! < 0 ? 0 : value - sum[place[row]!]! / n[place[row]!]!))
}

function products(a: Float64Array, b: Float64Array, place: Int32Array, places: number): Float64Array {
  const sums = new Float64Array(places)
  for (let row = 0; row < place.length; row++) if (place[row]! >= 0) sums[place[row]!]! += a[row]! * b[row]!
  return sums
}
