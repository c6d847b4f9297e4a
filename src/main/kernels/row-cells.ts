import type { Term } from '../core/fairness/kernels'

/** Rows a block: small enough that the cell numbers stay in the first-level cache. */
export const BLOCK = 4096

/** ids[i] = Σ over terms of map[codes[start + i]], i < length. Up to three terms a sweep. */
export const addTerms = (terms: readonly Term[], start: number, length: number, ids: Uint32Array): void => {
  if (terms.length === 0) ids.fill(0, 0, length)
  for (let first = 0; first < terms.length; first += 3) {
    const add = first > 0
    const [a, b, c] = [terms[first]!, terms[first + 1], terms[first + 2]]
    if (c !== undefined && b !== undefined) three(a, b, c, start, length, ids, add)
    else if (b !== undefined) two(a, b, start, length, ids, add)
    else one(a, start, length, ids, add)
  }
}

const one = ({ codes, map }: Term, start: number, length: number, ids: Uint32Array, add: boolean): void => {
  if (add) for (let i = 0; i < length; i++) ids[i] = ids[i]! + map[codes[start + i]!]!
  else for (let i = 0; i < length; i++) ids[i] = map[codes[start + i]!]!
}

const two = (a: Term, b: Term, start: number, length: number, ids: Uint32Array, add: boolean): void => {
  const [ac, am, bc, bm] = [a.codes, a.map, b.codes, b.map]
  if (add) for (let i = 0; i < length; i++) ids[i] = ids[i]! + am[ac[start + i]!]! + bm[bc[start + i]!]!
  else for (let i = 0; i < length; i++) ids[i] = am[ac[start + i]!]! + bm[bc[start + i]!]!
}

const three = (a: Term, b: Term, c: Term, start: number, length: number, ids: Uint32Array, add: boolean): void => {
  const [ac, am, bc, bm, cc, cm] = [a.codes, a.map, b.codes, b.map, c.codes, c.map]
  if (add) for (let i = 0; i < length; i++) ids[i] = ids[i]! + am[ac[start + i]!]! + bm[bc[start + i]!]! + cm[cc[start + i]!]!
  else for (let i = 0; i < length; i++) ids[i] = am[ac[start + i]!]! + bm[bc[start + i]!]! + cm[cc[start + i]!]!
}
