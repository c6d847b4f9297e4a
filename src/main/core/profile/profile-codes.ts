import type { ColumnShape } from '../../../shared/model/column-profile'

const TOP = 24

/** Frequencies of coded values: 0 is missing, k stands for values[k − 1]; equal frequencies in the order of the values. */
export function profileCodes(codes: Uint8Array | Uint16Array | Uint32Array, values: readonly string[]): ColumnShape {
  const counts = new Uint32Array(values.length + 1)
  for (let row = 0; row < codes.length; row++) counts[codes[row]!]!++
  const used = values.flatMap((value, k) => (counts[k + 1]! > 0 ? [{ value: shortened(value), rows: counts[k + 1]! }] : []))
  if (used.length === 0) return { kind: 'empty' }
  const ranked = used.toSorted((a, b) => b.rows - a.rows)
  const rest = ranked.slice(TOP)
  return {
    kind: 'categories',
    top: ranked.slice(0, TOP),
    others: { values: rest.length, rows: rest.reduce((sum, { rows }) => sum + rows, 0) },
    distinct: used.length
  }
}

const LONGEST = 200

const shortened = (value: string): string => (value.length <= LONGEST ? value : `${value.slice(0, LONGEST)}…`)
