/** Multiples of this keep the draws of sampled values in their places, and the kernels' rows aligned. */
const STEP = 64
const MOST = 65_536

/** Rows of a block, for which so many numbers a row are in memory at a time. */
export const rowsAtOnce = (bytes: number, numbers: number): number =>
  Math.max(STEP, Math.min(MOST, Math.floor(bytes / (8 * Math.max(1, numbers)) / STEP) * STEP))
