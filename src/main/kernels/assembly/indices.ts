import { groupBits, groupMask } from './layout'

@inline function mask(group: usize, bit: u32, masks: usize, rows: usize): usize { return masks + groupMask(group, bit) * rows }
@inline function splat(bit: u32): v128 { return i8x16.splat(<i8>bit) }
@inline function pick(at: usize, bit: v128): v128 { return v128.and(v128.load(at), bit) }

/** Bits from … to − 1 of the index as bytes; up to four masks a pass, so that addresses and constants stay in registers. */
function bytes(group: usize, from: u32, to: u32, masks: usize, rows: usize, out: usize): void {
  let bit = from
  while (bit < to) {
    const first = bit == from
    const a = mask(group, bit, masks, rows), bitA = splat(1 << (bit - from))
    if (to - bit >= 4) {
      const b = mask(group, bit + 1, masks, rows), c = mask(group, bit + 2, masks, rows), d = mask(group, bit + 3, masks, rows)
      const bitB = splat(2 << (bit - from)), bitC = splat(4 << (bit - from)), bitD = splat(8 << (bit - from))
      for (let r: usize = 0; r < rows; r += 16) {
        const four = v128.or(v128.or(pick(a + r, bitA), pick(b + r, bitB)), v128.or(pick(c + r, bitC), pick(d + r, bitD)))
        v128.store(out + r, first ? four : v128.or(v128.load(out + r), four))
      }
      bit += 4
    } else if (to - bit >= 2) {
      const b = mask(group, bit + 1, masks, rows), bitB = splat(2 << (bit - from))
      for (let r: usize = 0; r < rows; r += 16) {
        const two = v128.or(pick(a + r, bitA), pick(b + r, bitB))
        v128.store(out + r, first ? two : v128.or(v128.load(out + r), two))
      }
      bit += 2
    } else {
      for (let r: usize = 0; r < rows; r += 16)
        v128.store(out + r, first ? pick(a + r, bitA) : v128.or(v128.load(out + r), pick(a + r, bitA)))
      bit += 1
    }
  }
}

/** Each row's entry in the group's table, u16. `out` has room for 4 bytes a row: the second half is scratch. */
export function indices(group: usize, masks: usize, rows: usize, out: usize): void {
  const bits = groupBits(group)
  const low = out + (rows << 1), high = low + rows
  bytes(group, 0, min(bits, 8), masks, rows, low)
  if (bits > 8) {
    bytes(group, 8, bits, masks, rows, high)
    for (let r: usize = 0; r < rows; r += 16) {
      const a = v128.load(low + r), b = v128.load(high + r)
      v128.store(out + (r << 1), i8x16.shuffle(a, b, 0, 16, 1, 17, 2, 18, 3, 19, 4, 20, 5, 21, 6, 22, 7, 23))
      v128.store(out + (r << 1), i8x16.shuffle(a, b, 8, 24, 9, 25, 10, 26, 11, 27, 12, 28, 13, 29, 14, 30, 15, 31), 16)
    }
  } else if (bits > 0) {
    for (let r: usize = 0; r < rows; r += 16) {
      const a = v128.load(low + r)
      v128.store(out + (r << 1), i16x8.extend_low_i8x16_u(a))
      v128.store(out + (r << 1), i16x8.extend_high_i8x16_u(a), 16)
    }
  } else memory.fill(out, 0, rows << 1)
}
