import { BYTES } from './layout'

/**
 * Records of a tree's leaves as the kernels read them: players, value, then a condition a player (bits of the group's index, what they must be,
 * the player's slot, its share of the training weight).
 */
export type LeafRecords = {
  /** The conditions at hand, a slot at most once; `leaf` writes them all. */
  conditions: Conditions
  leaf: (value: number) => void
  length: () => number
  bytes: () => Uint8Array
}

/** Parallel stacks: met where (index & bits) = value. */
export type Conditions = { count: number; slot: Uint32Array; bits: Uint32Array; value: Uint32Array; share: Float64Array }

/** `deepest`: most conditions on one way down. */
export function leafRecords(leaves: number, deepest: number): LeafRecords {
  const buffer = new ArrayBuffer(leaves * (BYTES.leaf + BYTES.condition * deepest))
  const words = new Uint32Array(buffer)
  const reals = new Float64Array(buffer)
  const stack = (): Uint32Array => new Uint32Array(deepest)
  const conditions: Conditions = { count: 0, slot: stack(), bits: stack(), value: stack(), share: new Float64Array(deepest) }
  let at = 0
  return {
    conditions,
    leaf(leafValue) {
      const { count, slot, bits, value, share } = conditions
      words[at / 4] = count
      reals[at / 8 + 1] = leafValue
      at += BYTES.leaf
      for (let i = 0; i < count; i++) {
        words[at / 4] = bits[i]!
        words[at / 4 + 1] = value[i]!
        words[at / 4 + 2] = slot[i]!
        reals[at / 8 + 2] = share[i]!
        at += BYTES.condition
      }
    },
    length: () => at,
    bytes: () => new Uint8Array(buffer, 0, at)
  }
}
