import type { SearchColumn } from './conditions'
import type { Candidate, Conjunction } from './search'

/** Slices that share more than half of their rows say the same. */
const MOST_SHARED = 0.5

/** Whether a row meets every condition. */
export function membership(columns: readonly SearchColumn[], conjunction: Conjunction): (row: number) => boolean {
  const tests = conjunction.map(({ column, condition }) => {
    const { ofRow, cells, conditions } = columns[column]!
    const has = new Uint8Array(cells)
    for (const cell of conditions[condition]!.in) has[cell] = 1
    return { ofRow, has }
  })
  return (row) => tests.every(({ ofRow, has }) => has[ofRow[row]!] === 1)
}

/** The worst candidates that are no mere variants of worse ones: rows in common over rows of either (Jaccard) at most a half, among `rows`. */
export function distinctSlices(
  columns: readonly SearchColumn[],
  candidates: readonly Candidate[],
  rows: Uint32Array,
  most: number
): Conjunction[] {
  const chosen: { conjunction: Conjunction; size: number }[] = []
  const memberOf = new Uint32Array(rows.length)
  for (const { conjunction } of candidates) {
    if (chosen.length === most) break
    const isIn = membership(columns, conjunction)
    const inside = new Uint32Array(rows.length)
    let size = 0
    for (let i = 0; i < rows.length; i++) if (isIn(rows[i]!)) inside[size++] = i
    const shared = new Float64Array(chosen.length)
    for (let k = 0; k < size; k++)
      for (let bits = memberOf[inside[k]!]!; bits !== 0; bits &= bits - 1) shared[31 - Math.clz32(bits & -bits)]!++
    if (chosen.some((other, at) => shared[at]! / (size + other.size - shared[at]!) > MOST_SHARED)) continue
    for (let k = 0; k < size; k++) memberOf[inside[k]!]! |= 1 << chosen.length
    chosen.push({ conjunction, size })
  }
  return chosen.map(({ conjunction }) => conjunction)
}
