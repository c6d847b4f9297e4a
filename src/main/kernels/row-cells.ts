import type { CodeArray, Term } from '../core/fairness/kernels'

/** Rows a block: small enough that the cell numbers stay in the first-level cache. */
export const BLOCK = 4096

/** A term as the loops take it: 32-bit signed maps keep the additions in integers. */
export type Summand = { codes: CodeArray; map: Int32Array }

export const summandsOf = (terms: readonly Term[]): Summand[] => terms.map(({ codes, map }) => ({ codes, map: Int32Array.from(map) }))

/** ids[i] = Σ over terms of map[codes[start + i]], i < length. Up to four terms a sweep. */
export const addTerms = (terms: readonly Summand[], start: number, length: number, ids: Int32Array): void => {
  ids.fill(0, 0, length)
  let first = 0
  for (; first + 4 <= terms.length; first += 4) addFour(terms, first, start, length, ids)
  for (; first + 2 <= terms.length; first += 2) addTwo(terms[first]!, terms[first + 1]!, start, length, ids)
  if (first < terms.length) addOne(terms[first]!, start, length, ids)
}

const addOne = ({ codes, map }: Summand, start: number, length: number, ids: Int32Array): void => {
  const own = codes.subarray(start, start + length)
  for (let i = 0; i < own.length; i++) ids[i] = (ids[i]! + map[own[i]!]!) | 0
}

const addTwo = (a: Summand, b: Summand, start: number, length: number, ids: Int32Array): void => {
  const [ac, bc] = [a.codes.subarray(start, start + length), b.codes.subarray(start, start + length)]
  const [am, bm] = [a.map, b.map]
  for (let i = 0; i < length; i++) ids[i] = (ids[i]! + am[ac[i]!]! + bm[bc[i]!]!) | 0
}

const addFour = (terms: readonly Summand[], first: number, start: number, length: number, ids: Int32Array): void => {
  const [a, b, c, d] = [terms[first]!, terms[first + 1]!, terms[first + 2]!, terms[first + 3]!]
  const [ac, bc] = [a.codes.subarray(start, start + length), b.codes.subarray(start, start + length)]
  const [cc, dc] = [c.codes.subarray(start, start + length), d.codes.subarray(start, start + length)]
  const [am, bm, cm, dm] = [a.map, b.map, c.map, d.map]
  for (let i = 0; i < length; i++) ids[i] = (ids[i]! + am[ac[i]!]! + bm[bc[i]!]! + cm[cc[i]!]! + dm[dc[i]!]!) | 0
}
