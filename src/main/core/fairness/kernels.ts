export type CodeArray = Uint8Array | Uint16Array | Uint32Array

/** One summand of a row's cell number: map[codes[row]]. */
export type Term = { codes: CodeArray; map: Uint32Array }

/** Hot loops over rows. Results depend on the rows' order only through blocks of 65,536 rows, summed in block order. */
export type FairnessKernels = {
  /** Rows in each cell; a row's cell is the sum of its terms. `size` is one more than the largest cell. */
  countCells: (terms: readonly Term[], rows: number, size: number) => Uint32Array
  /** Each row's cell. */
  cellsOf: (terms: readonly Term[], rows: number) => Uint32Array
  /** Rows, Σvalue and Σvalue² in each cell; NaN rows are left out. */
  sumCells: (terms: readonly Term[], values: Float64Array, size: number) => { n: Float64Array; sum: Float64Array; squares: Float64Array }
}
