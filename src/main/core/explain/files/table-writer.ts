/** Turns columns of numbers into a file's bytes, so many rows at a time. Each piece is good until the next is asked for. */
export type TableWriter = {
  begin: () => Iterable<Uint8Array>
  /** `columns` in the order of the names; views may change after the last piece. How rows are dealt out over calls does not show in the file. */
  rows: (columns: readonly Float64Array[], rows: number) => Iterable<Uint8Array>
  end: () => Iterable<Uint8Array>
}
