/** Rows that one task explains, and that go through a tree at a time. */
export const TILE = 8192
export const BLOCK = 2048
/** Rows that are turned into codes at a time. */
export const STAGE = 16_384
/** Entries of a table: 2^12. */
export const MOST_BITS = 12
const SCRATCH_ENTRIES = 4096

export const padded = (rows: number): number => Math.ceil(rows / 16) * 16

/** A block's masks shall stay near the processor. */
export function blockFor(masks: number): number {
  const room = Math.floor((512 * 1024) / Math.max(1, masks))
  return Math.min(BLOCK, Math.max(128, Math.floor(room / 128) * 128))
}

/** Scratch of `accumulate` and `count`. */
export const blockScratch = (masks: number): number => blockFor(masks) * (4 + masks) + 128

/** Scratch of `build` for groups of so many bits and table columns. */
export function buildScratch(bits: number, slots: number, pairs: boolean): number {
  const table = 8 << bits
  const values = pairs ? (bits * (bits - 1)) / 2 + bits : bits
  return 2 * SCRATCH_ENTRIES + table * (slots + 2 * values + 4)
}

/** Scratch of `quadrature` and `pairs`. */
export const walkScratch = (players: number, depth: number, points: number): number => 16 * players + 16 * points * (depth + 2)
