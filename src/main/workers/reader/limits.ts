/** The gates: what no honest table exceeds. */
export const MOST_COLUMNS = 5_000
export const MOST_ROWS = 2_000_000_000
/** Bytes of one line (CSV) or one value (JSON). */
export const LONGEST_LINE = 16_000_000
export const DEEPEST_JSON = 64
/** Unpacked bytes a packed byte, gated once the unpacked size passes 256 MiB. */
export const HIGHEST_RATIO = 300
export const RATIO_FREE_BYTES = 256 * 1024 * 1024
export const MOST_UNPACKED_BYTES = 256 * 1024 ** 3
/** Rejected rows that are told apart by reason; beyond these the reading itself is wrong. */
export const MOST_REJECTED = 1_000_000
/** A column with more values of another type than this share is text. */
export const WIDEN_SHARE = 0.01
/** A column with more distinct values than this in its first rows is not counted to the end. */
export const EXACT_DISTINCT = 65_536
export const DISTINCT_PREFIX = 262_144
export const MOST_CATEGORIES = 1_000
/** Cells a byte of a Parquet file, gated once there are a hundred million. */
export const MOST_CELLS_PER_BYTE = 200
export const RATIO_FREE_CELLS = 100_000_000
/** Text columns with no more values than this, none longer, in files of so many rows or more, are stored as codes of a byte. */
export const MOST_CODED_TEXTS = 250
export const LONGEST_CODED_TEXT = 1_000
export const FEWEST_ROWS_TO_CODE = 250_000

/** One batch of an Arrow file is decoded in much less. */
export const MOST_SECONDS_A_BATCH = 15
