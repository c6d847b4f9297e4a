import { condition, conditionShare, leafPlayers, leafValue } from './layout'

/** Multiplies a table over `half` bytes of patterns by a player's factor: met (second half) or not (first half). */
@inline function grow(table: usize, half: usize, notMet: f64, met: f64): void {
  if (half == 8) {
    const before = load<f64>(table)
    store<f64>(table, before * notMet)
    store<f64>(table, before * met, 8)
    return
  }
  const a = f64x2.splat(notMet), b = f64x2.splat(met)
  for (let at: usize = 0; at < half; at += 16) {
    const before = v128.load(table + at)
    v128.store(table + at, f64x2.mul(before, a))
    v128.store(table + at + half, f64x2.mul(before, b))
  }
}

/** `to` = `from` times the two factors. */
@inline function growInto(to: usize, from: usize, half: usize, notMet: f64, met: f64): void {
  if (half == 8) {
    const before = load<f64>(from)
    store<f64>(to, before * notMet)
    store<f64>(to, before * met, 8)
    return
  }
  const a = f64x2.splat(notMet), b = f64x2.splat(met)
  for (let at: usize = 0; at < half; at += 16) {
    const before = v128.load(from + at)
    v128.store(to + at, f64x2.mul(before, a))
    v128.store(to + at + half, f64x2.mul(before, b))
  }
}

@inline function add(to: usize, from: usize, bytes: usize): void {
  if (bytes == 8) store<f64>(to, load<f64>(to) + load<f64>(from))
  else for (let at: usize = 0; at < bytes; at += 16) v128.store(to + at, f64x2.add(v128.load(to + at), v128.load(from + at)))
}

/**
 * φ_j of one leaf for every pattern of met conditions, path-dependent: v (o_j − z_j) ∫ Π_{i≠j} ((1 − p) z_i + p o_i) dp by Gauss–Legendre
 * points, exact for the polynomial's degree. All factors lie in [0, 1]: nothing is divided. `sums`: 2^players f64 a player; `work`: as much
 * again and one table more.
 */
export function pathLeaf(leaf: usize, rule: usize, points: usize, sums: usize, work: usize): void {
  const players = leafPlayers(leaf)
  const bytes: usize = 8 << players
  const all = work + <usize>players * bytes
  memory.fill(sums, 0, <usize>players * bytes)
  for (let q: usize = 0; q < points; q++) {
    const p = load<f64>(rule + (q << 4))
    store<f64>(all, leafValue(leaf) * load<f64>(rule + (q << 4), 8))
    let half: usize = 8
    for (let j: u32 = 0; j < players; j++) {
      const z = conditionShare(condition(leaf, j))
      const notMet = (1 - p) * z
      for (let i: u32 = 0; i < j; i++) grow(work + <usize>i * bytes, half, notMet, notMet + p)
      growInto(work + <usize>j * bytes, all, half, -z, 1 - z)
      grow(all, half, notMet, notMet + p)
      half <<= 1
    }
    add(sums, work, <usize>players * bytes)
  }
}

/** The same for pairs i < j, at place j (j − 1) / 2 + i: v (o_i − z_i)(o_j − z_j) ∫ Π_{k≠i,j} … dp. */
export function pathLeafPairs(leaf: usize, rule: usize, points: usize, sums: usize, work: usize): void {
  const players = leafPlayers(leaf)
  const pairs = (players * (players - 1)) >>> 1
  const bytes: usize = 8 << players
  const singles = work + <usize>pairs * bytes
  const all = singles + <usize>players * bytes
  memory.fill(sums, 0, <usize>pairs * bytes)
  for (let q: usize = 0; q < points; q++) {
    const p = load<f64>(rule + (q << 4))
    store<f64>(all, leafValue(leaf) * load<f64>(rule + (q << 4), 8))
    let half: usize = 8
    for (let j: u32 = 0; j < players; j++) {
      const z = conditionShare(condition(leaf, j))
      const notMet = (1 - p) * z
      const before = (j * (j - 1)) >>> 1
      for (let pair: u32 = 0; pair < before; pair++) grow(work + <usize>pair * bytes, half, notMet, notMet + p)
      for (let i: u32 = 0; i < j; i++) growInto(work + <usize>(before + i) * bytes, singles + <usize>i * bytes, half, -z, 1 - z)
      for (let i: u32 = 0; i < j; i++) grow(singles + <usize>i * bytes, half, notMet, notMet + p)
      growInto(singles + <usize>j * bytes, all, half, -z, 1 - z)
      grow(all, half, notMet, notMet + p)
      half <<= 1
    }
    if (pairs > 0) add(sums, work, <usize>pairs * bytes)
  }
}
