import { condition, conditionBits, conditionValue, leafPlayers } from './layout'

/** Bit j of the result: player j's condition looks at `bit` and is broken where that bit is `set`. */
function broken(leaf: usize, bit: u32, set: u32): u32 {
  let players: u32 = 0
  for (let j: u32 = 0; j < leafPlayers(leaf); j++) {
    const c = condition(leaf, j)
    if (((conditionBits(c) >>> bit) & 1) != 0 && ((conditionValue(c) >>> bit) & 1) != set) players |= 1 << j
  }
  return players
}

/** For each of the 2^bits entries of a group, u16: bit j is 1 where player j meets all its conditions on the leaf's path. */
export function patterns(leaf: usize, bits: u32, out: usize): void {
  store<u16>(out, 0)
  for (let bit: u32 = 0; bit < bits; bit++) {
    const zero = <u16>broken(leaf, bit, 0), one = <u16>broken(leaf, bit, 1)
    const half: usize = 2 << bit
    if (bit < 3) {
      for (let e: usize = 0; e < half; e += 2) {
        const before = load<u16>(out + e)
        store<u16>(out + e + half, before | one)
        store<u16>(out + e, before | zero)
      }
    } else {
      const zeros = i16x8.splat(<i16>zero), ones = i16x8.splat(<i16>one)
      for (let e: usize = 0; e < half; e += 16) {
        const before = v128.load(out + e)
        v128.store(out + e + half, v128.or(before, ones))
        v128.store(out + e, v128.or(before, zeros))
      }
    }
  }
  const all = <u16>((<u32>1 << leafPlayers(leaf)) - 1)
  const end: usize = 2 << bits
  for (let e: usize = 0; e < end; e += 2) store<u16>(out + e, load<u16>(out + e) ^ all)
}
