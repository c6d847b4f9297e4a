import type { AssessedPart, LoadedColumn } from '../assessment'

/** The rows of a part for which `keep` has 1, in their order. */
export function takenRows(part: AssessedPart, keep: Uint8Array): AssessedPart {
  const isKept = (_: unknown, row: number): boolean => keep[row] === 1
  const taken = (column: LoadedColumn): LoadedColumn =>
    'numbers' in column ? { ...column, numbers: column.numbers.filter(isKept) } : { ...column, codes: column.codes.filter(isKept) }
  return {
    ...part,
    rows: keep.reduce((count, one) => count + one, 0),
    columns: new Map([...part.columns].map(([name, column]) => [name, taken(column)]))
  }
}

/** The rows for which `keep` has 1. */
export function placesOf(keep: Uint8Array): Uint32Array {
  const places = new Uint32Array(keep.reduce((count, one) => count + one, 0))
  for (let row = 0, i = 0; row < keep.length; row++) if (keep[row] === 1) places[i++] = row
  return places
}
