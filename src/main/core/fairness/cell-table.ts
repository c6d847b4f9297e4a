import type { Attribute } from './attribute'
import type { Frame } from './frame'
import type { FairnessKernels, Term } from './kernels'

/** decision × label, each 0, 1 or 2 (missing): number 3·decision + label. */
export const COMBINATIONS = 9

/** The finest cells of some attributes that have rows: codes per attribute (0 unknown) and counts[cell × 9 + combination]. */
export type CellTable = { attributes: readonly Attribute[]; cells: number; codes: readonly Uint32Array[]; counts: Float64Array }

const scaled = ({ codes, map }: Term, stride: number): Term => ({ codes, map: map.map((code) => code * stride) })

const missing = (rows: number): Term => ({ codes: new Uint8Array(rows), map: Uint32Array.of(2) })

/** Numbers of decision and label, each times its stride. */
export const outcomeTerms = ({ decision, label, rows }: Frame): Term[] => [scaled(decision ?? missing(rows), 3), scaled(label ?? missing(rows), 1)]

/** Mixed radix: stride of each attribute where the cells of the last come first. */
const strides = (attributes: readonly Attribute[], unit: number): { strides: number[]; size: number } => {
  const result: number[] = []
  let size = unit
  for (const { groups } of [...attributes].reverse()) {
    result.unshift(size)
    size *= groups.length + 1
  }
  return { strides: result, size }
}

/** One scan of all rows. */
export function scanCells(frame: Frame, attributes: readonly Attribute[], kernels: FairnessKernels): CellTable {
  const radix = strides(attributes, COMBINATIONS)
  const terms = [...attributes.map((attribute, i) => scaled(attribute, radix.strides[i]!)), ...outcomeTerms(frame)]
  const dense = kernels.countCells(terms, frame.rows, radix.size)
  return compact(attributes, dense, radix.strides)
}

function compact(attributes: readonly Attribute[], dense: Uint32Array, radix: readonly number[]): CellTable {
  const filled: number[] = []
  for (let start = 0; start < dense.length; start += COMBINATIONS)
    if (dense.subarray(start, start + COMBINATIONS).some((count) => count > 0)) filled.push(start)
  const counts = new Float64Array(filled.length * COMBINATIONS)
  filled.forEach((start, cell) => counts.set(dense.subarray(start, start + COMBINATIONS), cell * COMBINATIONS))
  const codes = attributes.map(({ groups }, i) => Uint32Array.from(filled, (start) => Math.floor(start / radix[i]!) % (groups.length + 1)))
  return { attributes, cells: filled.length, codes, counts }
}
