import type { LoadedColumn } from '../assessment'
import type { Flags } from '../stats/share-of-rows'

/** 1 where a row has no value. */
export function missingFlags(loaded: LoadedColumn): Flags {
  if ('numbers' in loaded) return flagged(loaded.numbers.length, (row) => (loaded.numbers[row] === loaded.numbers[row] ? 0 : 1))
  return flagged(loaded.codes.length, (row) => (loaded.codes[row] === 0 ? 1 : 0))
}

/** 1 where a number is of the kind; rows without one do not count. */
export const numberFlags = (numbers: Float64Array, isOf: (value: number) => boolean): Flags =>
  flagged(numbers.length, (row) => {
    const value = numbers[row]!
    return value !== value ? 2 : isOf(value) ? 1 : 0
  })

/** 1 where a category is of the kind; rows without one do not count. */
export function categoryFlags(codes: ArrayLike<number>, values: readonly string[], isOf: (value: string) => boolean): Flags {
  const ofCode = Uint8Array.from([2, ...values.map((value) => (isOf(value) ? 1 : 0))])
  return flagged(codes.length, (row) => ofCode[codes[row]!]!)
}

function flagged(rows: number, flagOf: (row: number) => number): Flags {
  const flags = new Uint8Array(rows)
  for (let row = 0; row < rows; row++) flags[row] = flagOf(row)
  return flags
}

/** Numbers of the first rows that are of the kind, from 1 on in import order. */
export function firstRows(flags: Flags, most: number): number[] {
  const rows: number[] = []
  for (let row = 0; row < flags.length && rows.length < most; row++) if (flags[row] === 1) rows.push(row + 1)
  return rows
}
