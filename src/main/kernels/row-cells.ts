import type { CodeArray, Term } from '../core/fairness/kernels'

/** Rows a block: small enough that the cell numbers stay in the first-level cache. */
export const BLOCK = 4096

const BYTE = 256

/** A column of bytes whose codes are below the radix; as words of four rows where it is aligned. */
type Column = { codes: Uint8Array; words: Uint32Array; radix: number }

/** Columns whose codes fit one byte together: a row's byte is their mixed-radix number, and map[byte] the sum of their terms. */
export type Pack = { columns: readonly Column[]; map: Int32Array; bytes: Uint8Array; words: Uint32Array }

/** Terms as the loops take them: bytes first, then columns of wider codes. */
export type Summands = { packs: readonly Pack[]; wide: readonly { codes: CodeArray; map: Int32Array }[] }

/** Loops take at most `block` rows at a time, from a multiple of four. */
export const summandsOf = (terms: readonly Term[], block: number): Summands => {
  const narrow: { codes: Uint8Array; map: Uint32Array }[] = []
  const wide: { codes: CodeArray; map: Int32Array }[] = []
  for (const { codes, map } of terms)
    if (codes instanceof Uint8Array && codes.byteOffset % 4 === 0) narrow.push({ codes, map: map.subarray(0, BYTE) })
    else wide.push({ codes, map: Int32Array.from(map) })
  return { packs: fitted(narrow).map((own) => packOf(own, block)), wide }
}

type Narrow = { codes: Uint8Array; map: Uint32Array }

const product = (terms: readonly Narrow[]): number => terms.reduce((all, { map }) => all * map.length, 1)

/** Best fit of the largest first. */
const fitted = (terms: readonly Narrow[]): Narrow[][] => {
  const groups: Narrow[][] = []
  for (const term of [...terms].sort((a, b) => b.map.length - a.map.length)) {
    const fitting = groups.filter((group) => product(group) * term.map.length <= BYTE)
    if (fitting.length === 0) groups.push([term])
    else fitting.reduce((a, b) => (product(b) > product(a) ? b : a)).push(term)
  }
  return groups
}

const packOf = (terms: readonly Narrow[], block: number): Pack => {
  const map = new Int32Array(BYTE)
  for (let byte = 0; byte < product(terms); byte++) {
    let rest = byte
    for (const { map: own } of [...terms].reverse()) {
      map[byte] = map[byte]! + own[rest % own.length]!
      rest = Math.floor(rest / own.length)
    }
  }
  const columns = terms.map(({ codes, map: { length: radix } }) => ({
    codes,
    words: new Uint32Array(codes.buffer, codes.byteOffset, codes.length >>> 2),
    radix
  }))
  const words = new Uint32Array((block + 3) >>> 2)
  return { columns, map, bytes: new Uint8Array(words.buffer), words }
}

/** Mixed-radix bytes of the rows start … start + length − 1, four rows a step: no lane overflows, as the radices' product is at most 256. */
export const fillBytes = ({ columns, words, bytes }: Pack, start: number, length: number): void => {
  const whole = length >>> 2
  columns.forEach((column, i) => {
    const from = column.words.subarray(start >>> 2, (start >>> 2) + whole)
    if (i === 0) words.set(from)
    else appendDigits(words, from, column.radix)
    for (let row = 4 * whole; row < length; row++) bytes[row] = (i === 0 ? 0 : bytes[row]! * column.radix) + column.codes[start + row]!
  })
}

const appendDigits = (words: Uint32Array, digits: Uint32Array, radix: number): void => {
  for (let i = 0; i < digits.length; i++) words[i] = (Math.imul(words[i]!, radix) + digits[i]!) | 0
}

/** ids[i] = Σ over terms of map[codes[start + i]], i < length. */
export const addTerms = ({ packs, wide }: Summands, start: number, length: number, ids: Int32Array): void => {
  packs.forEach((pack, i) => {
    fillBytes(pack, start, length)
    if (i === 0) writeMapped(pack.bytes, pack.map, length, ids)
    else addMapped(pack.bytes, pack.map, length, ids)
  })
  if (packs.length === 0) ids.fill(0, 0, length)
  for (const { codes, map } of wide) addMapped(codes.subarray(start, start + length), map, length, ids)
}

const writeMapped = (codes: Uint8Array, map: Int32Array, length: number, ids: Int32Array): void => {
  for (let i = 0; i < length; i++) ids[i] = map[codes[i]!]!
}

const addMapped = (codes: CodeArray, map: Int32Array, length: number, ids: Int32Array): void => {
  for (let i = 0; i < length; i++) ids[i] = (ids[i]! + map[codes[i]!]!) | 0
}
