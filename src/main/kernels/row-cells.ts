import type { CodeArray, Term } from '../core/fairness/kernels'

/** Rows a block: small enough that the cell numbers stay in the first-level cache. */
export const BLOCK = 4096

/** A term as the loops take it. Most maps are multiples of the code: multiplying is twice as fast as looking up. */
export type Summand = { codes: CodeArray; map: Int32Array; step: number | null }

/** The step of a map that is 0, s, 2s, …; null for others. */
const stepOf = (map: Uint32Array): number | null => {
  const step = map[1] ?? 0
  return map.every((value, code) => value === code * step) ? step : null
}

/** Multiples first: the loops take them four at a time, lookups two at a time. */
export const summandsOf = (terms: readonly Term[]): Summand[] => {
  const summands = terms.map(({ codes, map }): Summand => ({ codes, map: Int32Array.from(map), step: stepOf(map) }))
  return [...summands.filter(({ step }) => step !== null), ...summands.filter(({ step }) => step === null)]
}

/** ids[i] = Σ over terms of map[codes[start + i]], i < length. */
export const addTerms = (terms: readonly Summand[], start: number, length: number, ids: Int32Array): void => {
  const multiples = terms.filter(({ step }) => step !== null).length
  if (multiples === 0) ids.fill(0, 0, length)
  for (let first = 0; first < multiples; first += 4) addMultiples(terms, first, multiples, start, length, ids)
  for (let first = multiples; first < terms.length; first += 2) addLookups(terms[first]!, terms[first + 1], start, length, ids)
}

const addMultiples = (terms: readonly Summand[], first: number, end: number, start: number, length: number, ids: Int32Array): void => {
  const at = (i: number): Summand => terms[Math.min(first + i, end - 1)]!
  const step = (i: number): number => (first + i < end ? at(i).step! : 0)
  const [a, b, c, d] = [part(at(0), start, length), part(at(1), start, length), part(at(2), start, length), part(at(3), start, length)]
  const [sa, sb, sc, sd] = [step(0), step(1), step(2), step(3)]
  if (first === 0) writeFour(a, b, c, d, sa, sb, sc, sd, ids)
  else addFour(a, b, c, d, sa, sb, sc, sd, ids)
}

const part = ({ codes }: Summand, start: number, length: number): CodeArray => codes.subarray(start, start + length)

type Four = (
  a: CodeArray,
  b: CodeArray,
  c: CodeArray,
  d: CodeArray,
  sa: number,
  sb: number,
  sc: number,
  sd: number,
  ids: Int32Array
) => void

const writeFour: Four = (a, b, c, d, sa, sb, sc, sd, ids) => {
  for (let i = 0; i < a.length; i++)
    ids[i] = (Math.imul(a[i]!, sa) + Math.imul(b[i]!, sb) + Math.imul(c[i]!, sc) + Math.imul(d[i]!, sd)) | 0
}

const addFour: Four = (a, b, c, d, sa, sb, sc, sd, ids) => {
  for (let i = 0; i < a.length; i++)
    ids[i] = (ids[i]! + Math.imul(a[i]!, sa) + Math.imul(b[i]!, sb) + Math.imul(c[i]!, sc) + Math.imul(d[i]!, sd)) | 0
}

const addLookups = (a: Summand, b: Summand | undefined, start: number, length: number, ids: Int32Array): void => {
  const [ac, am] = [part(a, start, length), a.map]
  if (b === undefined) {
    for (let i = 0; i < ac.length; i++) ids[i] = (ids[i]! + am[ac[i]!]!) | 0
    return
  }
  const [bc, bm] = [part(b, start, length), b.map]
  for (let i = 0; i < ac.length; i++) ids[i] = (ids[i]! + am[ac[i]!]! + bm[bc[i]!]!) | 0
}
