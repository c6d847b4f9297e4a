import { leafPlayers, leafValue } from './layout'

/** Along one bit of the patterns: the row's bit from the background's, the player's absence weighted 1 − p, its presence p. */
@inline function mix(table: usize, bytes: usize, half: usize, p: f64): void {
  if (half == 8) {
    for (let at: usize = 0; at < bytes; at += 16) {
      const no = load<f64>(table + at), yes = load<f64>(table + at, 8)
      store<f64>(table + at, (1 - p) * yes)
      store<f64>(table + at, p * no + yes, 8)
    }
    return
  }
  const present = f64x2.splat(p), absent = f64x2.splat(1 - p)
  for (let from: usize = 0; from < bytes; from += half << 1)
    for (let at = from; at < from + half; at += 16) {
      const no = v128.load(table + at), yes = v128.load(table + at + half)
      v128.store(table + at, f64x2.mul(absent, yes))
      v128.store(table + at + half, f64x2.add(f64x2.mul(present, no), yes))
    }
}

/** Player j itself: its gain where the row meets what the background does not, its loss the other way round. */
@inline function swap(to: usize, from: usize, bytes: usize, half: usize): void {
  for (let start: usize = 0; start < bytes; start += half << 1)
    for (let at = start; at < start + half; at += 8) {
      store<f64>(to + at, -load<f64>(from + at + half))
      store<f64>(to + at + half, load<f64>(from + at))
    }
}

/** Shares of the background by the leaf's patterns, from the group's counts by entry. */
function shares(counts: usize, entries: usize, patterns: usize, rows: f64, bytes: usize, out: usize): void {
  memory.fill(out, 0, bytes)
  for (let e: usize = 0; e < entries; e++) {
    const share = out + (<usize>load<u16>(patterns + (e << 1)) << 3)
    store<f64>(share, load<f64>(share) + <f64>load<u32>(counts + (e << 2)))
  }
  for (let at: usize = 0; at < bytes; at += 8) store<f64>(out + at, load<f64>(out + at) / rows)
}

/**
 * φ_j of one leaf for every pattern of the row, mean over the background: the coalition's weight ∫ p^s (1 − p)^(u−1−s) dp separates into one
 * 2 × 2 matrix a player at each Gauss–Legendre point. `sums`: 2^players f64 a player; `work`: three tables.
 */
export function backgroundLeaf(leaf: usize, rule: usize, points: usize, counts: usize, entries: usize, patterns: usize, rows: f64, sums: usize, work: usize): void {
  const players = leafPlayers(leaf)
  const bytes: usize = 8 << players
  const start = work, mixed = work + bytes, own = mixed + bytes
  shares(counts, entries, patterns, rows, bytes, start)
  memory.fill(sums, 0, <usize>players * bytes)
  for (let q: usize = 0; q < points; q++) {
    const p = load<f64>(rule + (q << 4)), weight = leafValue(leaf) * load<f64>(rule + (q << 4), 8)
    memory.copy(mixed, start, bytes)
    for (let j: u32 = 0; j < players; j++) {
      swap(own, mixed, bytes, 8 << j)
      for (let i = j + 1; i < players; i++) mix(own, bytes, 8 << i, p)
      const to = sums + <usize>j * bytes
      for (let at: usize = 0; at < bytes; at += 8) store<f64>(to + at, load<f64>(to + at) + weight * load<f64>(own + at))
      mix(mixed, bytes, 8 << j, p)
    }
  }
}
