import { utf8 } from '../../evidence/bytes'

const MASK = 0xffffffffffffffffn
const [K0, K1, K2, K3, K4] = [0xc3a5c85c97cb3127n, 0xb492b66fbe98f273n, 0x9ae16a3b2f90404fn, 0xc949d7c7509e6557n, 0x9ddfea08eb382d69n]

const times = (a: bigint, b: bigint): bigint => (a * b) & MASK
const plus = (...terms: readonly bigint[]): bigint => terms.reduce((sum, term) => sum + term, 0n) & MASK
const rotate = (x: bigint, by: bigint): bigint => (by === 0n ? x : ((x >> by) | (x << (64n - by))) & MASK)
const shiftMix = (x: bigint): bigint => x ^ (x >> 47n)

function combine(low: bigint, high: bigint): bigint {
  const a = shiftMix(times(low ^ high, K4))
  return times(shiftMix(times(high ^ a, K4)), K4)
}

/** CityHash64 1.0 of Pike and Alakuijala (2011), in which CatBoost names categories. */
export function cityHash64(bytes: Uint8Array): bigint {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const at = (offset: number): bigint => view.getBigUint64(offset, true)
  if (bytes.length <= 16) return upTo16(bytes, view, at)
  if (bytes.length <= 32) return upTo32(bytes.length, at)
  return bytes.length <= 64 ? upTo64(bytes.length, at) : longer(bytes.length, at)
}

type At = (offset: number) => bigint

function upTo16(bytes: Uint8Array, view: DataView, at: At): bigint {
  const length = bytes.length
  const n = BigInt(length)
  if (length > 8) {
    const b = at(length - 8)
    return combine(at(0), rotate(plus(b, n), n)) ^ b
  }
  if (length >= 4) return combine(plus(n, BigInt(view.getUint32(0, true)) << 3n), BigInt(view.getUint32(length - 4, true)))
  if (length === 0) return K2
  const y = BigInt(bytes[0]! + bytes[length >> 1]! * 256)
  const z = n + BigInt(bytes[length - 1]! * 4)
  return times(shiftMix(times(y, K2) ^ times(z, K3)), K2)
}

function upTo32(length: number, at: At): bigint {
  const [a, b] = [times(at(0), K1), at(8)]
  const [c, d] = [times(at(length - 8), K2), times(at(length - 16), K0)]
  return combine(plus(rotate(plus(a, -b), 43n), rotate(c, 30n), d), plus(a, rotate(b ^ K3, 20n), -c, BigInt(length)))
}

function upTo64(length: number, at: At): bigint {
  const half = (start: bigint, from: number, z: bigint): [bigint, bigint] => {
    const a = plus(start, at(from))
    const b = plus(a, at(from + 8))
    return [plus(b, z), plus(rotate(plus(start, z), 52n), rotate(b, 31n), rotate(start, 37n), rotate(a, 7n))]
  }
  const [vf, vs] = half(plus(at(0), times(plus(BigInt(length), at(length - 16)), K0)), 8, at(24))
  const [wf, ws] = half(plus(at(16), at(length - 32)), length - 24, at(length - 8))
  const r = shiftMix(plus(times(plus(vf, ws), K2), times(plus(wf, vs), K0)))
  return times(shiftMix(plus(times(r, K0), vs)), K2)
}

/** Over 64 bytes: 56 bytes of state (v, w, x, y, z), 64 bytes a round. */
function longer(length: number, at: At): bigint {
  const weak = (from: number, a: bigint, b: bigint): [bigint, bigint] => {
    const start = plus(a, at(from))
    const c = plus(start, at(from + 8), at(from + 16))
    return [plus(c, at(from + 24)), plus(rotate(plus(b, start, at(from + 24)), 21n), rotate(c, 44n), start)]
  }
  let x = at(0)
  let y = at(length - 16) ^ K1
  let z = at(length - 56) ^ K0
  let v = weak(length - 64, BigInt(length), y)
  let w = weak(length - 32, times(BigInt(length), K1), K0)
  z = plus(z, times(shiftMix(v[1]), K1))
  x = times(rotate(plus(z, x), 39n), K1)
  y = times(rotate(y, 33n), K1)
  for (let from = 0; from < ((length - 1) & ~63); from += 64) {
    x = times(rotate(plus(x, y, v[0], at(from + 16)), 37n), K1) ^ w[1]
    y = times(rotate(plus(y, v[1], at(from + 48)), 42n), K1) ^ v[0]
    z = rotate(z ^ w[0], 33n)
    v = weak(from, times(v[1], K1), plus(x, w[0]))
    w = weak(from + 32, plus(z, w[1]), y)
    ;[z, x] = [x, z]
  }
  return combine(plus(combine(v[0], w[0]), times(shiftMix(y), K1), z), plus(combine(v[1], w[1]), x))
}

/** CatBoost's number of a category: the low 32 bits of the hash of its UTF-8 text, signed. */
export const categoryHash = (text: string): number => Number(BigInt.asIntN(32, cityHash64(utf8(text))))
