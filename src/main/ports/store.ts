import type { DatasetManifest } from '../../shared/model/dataset'

/** Dictionary codes in import order: 0 is missing, k stands for values[k − 1]; values sort by UTF-8 bytes. */
export type CodeColumn = { codes: Uint8Array | Uint16Array | Uint32Array; values: readonly string[] }

/** Numbers in import order; NaN is missing. Dates are days, timestamps microseconds since 1970. */
export type NumberColumn = { numbers: Float64Array }

/** A column by its generated name (c0 …), and how it is wanted. */
export type StoredNeed = { stored: string; as: 'codes' | 'numbers' }
/** Which of the columns asked for (by place) have no value together, and in how many rows: complete rows first, then by rows; `others` were too many to tell. */
export type MissingPatterns = { patterns: { missing: number[]; rows: number }[]; others: { patterns: number; rows: number } }

/**
 * A column as a part of a row's key: as it is; as a number, whatever its type; as a number of three digits; or as text without case and punctuation.
 * Missing equals missing.
 */
export type RowKey = { stored: string; as: 'exact' | 'number' | 'rounded' | 'folded' }

/** Rows beyond the first of each set of equal ones; `largest`: rows of the largest set. `first`: their numbers, from 1 on in import order, twenty at most. */
export type RepeatedRows = { repeated: number; sets: number; largest: number; first: number[] }

/** Rows that another dataset has too. */
export type SharedRows = { rows: number; first: number[] }

export interface Dataset {
  readonly manifest: DatasetManifest
  /** Brings columns into memory, several in one pass over the rows; `codes` and `numbers` then find them there. */
  prefetch(needs: readonly StoredNeed[], signal: AbortSignal): Promise<void>
  /** `stored` is the generated name (c0 …). Kept in memory under the store's budget, least recently used first out. */
  codes(stored: string, signal: AbortSignal): Promise<CodeColumn>
  numbers(stored: string, signal: AbortSignal): Promise<NumberColumn>
  /**
   * Columns in import order, so many rows at a time and fewer in the last block: memory for one block, however many rows there are. A dataset without
   * rows has one empty block. Numbers and codes are good until the next block; the values behind codes are the same list in every block.
   */
  blocks(
    needs: readonly StoredNeed[],
    rows: number,
    signal: AbortSignal
  ): AsyncGenerator<readonly (CodeColumn | NumberColumn)[], void, void>
  missingPatterns(stored: readonly string[], signal: AbortSignal): Promise<MissingPatterns>
  /** The first rows are those that do not equal an earlier one in all keys of `besides` too. */
  repeatedRows(keys: readonly RowKey[], signal: AbortSignal, besides?: readonly RowKey[]): Promise<RepeatedRows>
  /** `other` is an open dataset of the same store. */
  sharedRows(keys: readonly RowKey[], other: Dataset, otherKeys: readonly RowKey[], signal: AbortSignal): Promise<SharedRows>
  /** Calls `visit` for the texts that the regular expression (RE2 syntax) finds: how many rows have it, and the first of them, from 1 on. A text of a column with very many may come once a row. */
  matchingTexts(
    stored: string,
    pattern: string,
    signal: AbortSignal,
    visit: (text: string, rows: number, first: number) => void
  ): Promise<void>
  close(): Promise<void>
}

/** Opens immutable dataset files read-only under lockdown. */
export interface Store {
  open(file: string): Promise<Dataset>
  close(): Promise<void>
}
