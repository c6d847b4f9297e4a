import type { Attribute } from '../columns/attribute'
import type { Frame } from './frame'
import type { FairnessKernels, Fill, CellSums, Term } from './kernels'
import type { Numbering } from './numbering'
import { numberingOf, scaled } from './numbering'

/** decision × label, each 0, 1 or 2 (missing): number 3·decision + label. */
export const COMBINATIONS = 9

/** Rows, Σw and Σw² of each group × combination. Without weights the three are one array; whole frequency weights have Σw² = Σw. */
export type Masses = { counts: Float64Array; w: Float64Array; w2: Float64Array }

/** The finest cells that have rows: codes per attribute (0 unknown) and masses[cell × 9 + combination]. */
export type CellTable = Masses & {
  attributes: readonly Attribute[]
  cells: number
  codes: readonly Uint32Array[]
  /** Cell of each row, and cell × 9 + combination of each row; computed when first asked for */
  cellOfRow: () => Uint32Array
  slotOfRow: () => Uint32Array
  /** Sums of values in each cell */
  sums: (fill: Fill) => CellSums
  /** The same for each part of a cell: number cell × parts + part of the row; null where that would take more numbers than summing a grouping does */
  sumsBy: (fill: Fill, part: { codes: Uint8Array; parts: number }) => CellSums | null
}

/** Numbers up to which parts of cells are summed once for all groupings. */
const MOST_PARTS = 1 << 18

const constant = (rows: number, value: number): Term => ({ codes: new Uint8Array(rows), map: Uint32Array.of(value) })

/** Numbers of decision and label, each times its stride. */
const outcomeTerms = ({ decision, label, rows }: Pick<Frame, 'decision' | 'label' | 'rows'>): Term[] =>
  decision === null && label === null
    ? [constant(rows, 8)]
    : [decision === null ? constant(rows, 6) : scaled(decision, 3), label ?? constant(rows, 2)]

/** One scan of all rows; weighted rows take a second for their weights. */
export function scanCells(frame: Frame, attributes: readonly Attribute[], kernels: FairnessKernels): CellTable {
  const numbering = numberingOf(attributes, frame.rows, kernels)
  const terms = [...numbering.terms.map((term) => scaled(term, COMBINATIONS)), ...outcomeTerms(frame)]
  const dense = kernels.countCells(terms, frame.rows, numbering.size * COMBINATIONS)
  const filled = filledCells(dense)
  const compact = compacting(filled, numbering.size)
  const masses = massesOf(frame, kernels, terms, dense, filled)
  const slots = once(() =>
    renumber(kernels.cellsOf(terms, frame.rows), (slot) => compact[Math.floor(slot / COMBINATIONS)]! * COMBINATIONS + (slot % COMBINATIONS))
  )
  return {
    ...masses,
    attributes,
    cells: filled.length,
    codes: codesOf(attributes, numbering, filled),
    cellOfRow: once(() => renumber(kernels.cellsOf(numbering.terms, frame.rows), (cell) => compact[cell]!)),
    slotOfRow: slots,
    sumsBy: (fill, { codes, parts }) => {
      const size = numbering.size * parts
      if (size > MOST_PARTS) return null
      const identity = Uint32Array.from({ length: parts }, (_, part) => part)
      const split = [...numbering.terms.map((term) => scaled(term, parts)), { codes, map: identity }]
      const numbers = Uint32Array.from({ length: filled.length * parts }, (_, i) => filled[Math.floor(i / parts)]! * parts + (i % parts))
      return picked(kernels.sumCells(split, frame.rows, size, fill, frame.weights?.values ?? null), numbers)
    },
    sums: (fill) => picked(kernels.sumCells(numbering.terms, frame.rows, numbering.size, fill, frame.weights?.values ?? null), filled)
  }
}

function filledCells(dense: Uint32Array): Uint32Array {
  const filled: number[] = []
  for (let cell = 0, slot = 0; slot < dense.length; cell++, slot += COMBINATIONS) {
    let rows = 0
    for (let c = 0; c < COMBINATIONS; c++) rows += dense[slot + c]!
    if (rows > 0) filled.push(cell)
  }
  return Uint32Array.from(filled)
}

function compacting(filled: Uint32Array, size: number): Uint32Array {
  const place = new Uint32Array(size)
  filled.forEach((cell, i) => {
    place[cell] = i
  })
  return place
}

function massesOf(frame: Frame, kernels: FairnessKernels, terms: readonly Term[], dense: Uint32Array, filled: Uint32Array): Masses {
  const counts = slotsOf(dense, filled)
  if (frame.weights === null) return { counts, w: counts, w2: counts }
  const { values, counts: whole } = frame.weights
  const sums = kernels.sumCells(
    terms,
    frame.rows,
    dense.length,
    (start, length, out) => out.set(values.subarray(start, start + length)),
    null
  )
  const w = slotsOf(sums.wx, filled)
  return { counts, w, w2: whole ? w : slotsOf(sums.wxx, filled) }
}

function slotsOf(dense: ArrayLike<number>, filled: Uint32Array): Float64Array {
  const slots = new Float64Array(filled.length * COMBINATIONS)
  for (let i = 0; i < filled.length; i++)
    for (let c = 0; c < COMBINATIONS; c++) slots[i * COMBINATIONS + c] = dense[filled[i]! * COMBINATIONS + c]!
  return slots
}

function codesOf(attributes: readonly Attribute[], numbering: Numbering, filled: Uint32Array): Uint32Array[] {
  const codes = attributes.map(() => new Uint32Array(filled.length))
  filled.forEach((cell, i) => numbering.codes(cell).forEach((code, attribute) => (codes[attribute]![i] = code)))
  return codes
}

function renumber(numbers: Uint32Array, to: (number: number) => number): Uint32Array {
  for (let row = 0; row < numbers.length; row++) numbers[row] = to(numbers[row]!)
  return numbers
}

const picked = (sums: CellSums, filled: Uint32Array): CellSums => {
  const pick = (values: Float64Array): Float64Array => Float64Array.from(filled, (cell) => values[cell]!)
  return { n: pick(sums.n), w: pick(sums.w), w2: pick(sums.w2), wx: pick(sums.wx), wxx: pick(sums.wxx) }
}

export function once<T>(make: () => T): () => T {
  let made: { value: T } | null = null
  return () => (made ??= { value: make() }).value
}
