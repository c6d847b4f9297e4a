/** Turns columns of numbers into a file's bytes, so many rows at a time. */
export type TableWriter = {
  begin: () => Uint8Array[]
  /** `columns` in the order of the names; views may change after the call. */
  rows: (columns: readonly Float64Array[], rows: number) => Uint8Array[]
  end: () => Uint8Array[]
}
