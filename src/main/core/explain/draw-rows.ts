import { below, randomStream } from '../stats/random'

/** Rows of a part, ascending; `weight`: rows of the part that each stands for, null where all are taken. */
export type Drawn = { rows: Uint32Array; weight: Float64Array | null }

/** Fewer than so many of a stratum say too little. */
const LEAST_OF_STRATUM = 50

/**
 * About `wanted` rows, drawn at random without replacement in proportion from strata (numbers of each row's), at least 50 of each or all of
 * it. Each row's weight is its stratum's size over what was drawn of it.
 */
export function drawRows(strata: Uint32Array, wanted: number, seed: string): Drawn {
  const rows = strata.length
  if (rows <= wanted) return { rows: Uint32Array.from({ length: rows }, (_, i) => i), weight: null }
  const members = byStratum(strata)
  const drawn: Uint32Array[] = []
  const weightOf = new Float64Array(members.length)
  members.forEach((of, s) => {
    const n = Math.min(of.length, Math.max(LEAST_OF_STRATUM, Math.round((wanted * of.length) / rows)))
    weightOf[s] = of.length / n
    drawn.push(someOf(of, n, seed, s))
  })
  const kept = joined(drawn).sort()
  return { rows: kept, weight: Float64Array.from(kept, (row) => weightOf[strata[row]!]!) }
}

/** So many rows of a part at random, ascending. */
export const simpleRandom = (rows: number, wanted: number, seed: string): Uint32Array =>
  drawSome(
    Uint32Array.from({ length: rows }, (_, i) => i),
    Math.min(rows, wanted),
    seed,
    0
  ).sort()

function joined(parts: readonly Uint32Array[]): Uint32Array {
  const all = new Uint32Array(parts.reduce((sum, { length }) => sum + length, 0))
  parts.reduce((at, part) => (all.set(part, at), at + part.length), 0)
  return all
}

function byStratum(strata: Uint32Array): Uint32Array[] {
  const sizes = new Uint32Array(strata.reduce((most, one) => Math.max(most, one), 0) + 1)
  for (let row = 0; row < strata.length; row++) sizes[strata[row]!]!++
  const members = Array.from(sizes, (size) => new Uint32Array(size))
  const next = new Uint32Array(sizes.length)
  for (let row = 0; row < strata.length; row++) {
    const s = strata[row]!
    members[s]![next[s]!++] = row
  }
  return members
}

const someOf = (members: Uint32Array, n: number, seed: string, stratum: number): Uint32Array =>
  n === members.length ? members : drawSome(members, n, seed, stratum)

/** The first n of a shuffle. */
function drawSome(members: Uint32Array, n: number, seed: string, stream: number): Uint32Array {
  const random = randomStream(seed, stream)
  for (let i = 0; i < n; i++) {
    const j = i + below(random, members.length - i)
    const kept = members[i]!
    members[i] = members[j]!
    members[j] = kept
  }
  return members.slice(0, n)
}
