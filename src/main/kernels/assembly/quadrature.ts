import { codeAt, passes, sumColumn, walkLeft, walkPlayer, walkRight, walkShareLeft, walkShareRight, walkTest, walkValue } from './layout'

// Scratch: per player, whether its conditions so far are met (f64) and the share of training weight (f64); then per depth the products down
// and the sums up, one f64 a point each.
let frame: usize, row: usize, points: usize, rule: usize, met: usize, stack: usize, targets: usize, scale: f64
/** A player whose presence is fixed: its factor is `o` (1) or `z` (0) at every point, and it gets nothing. −1: none. */
let fixed: i32, present: bool

@inline function metBy(player: usize): f64 { return load<f64>(met + (player << 4)) }
@inline function shareOf(player: usize): f64 { return load<f64>(met + (player << 4), 8) }
@inline function down(depth: usize): usize { return stack + depth * (points << 4) }
@inline function up(depth: usize): usize { return down(depth) + (points << 3) }

@inline function factor(player: usize, p: f64, o: f64, z: f64): f64 {
  return <i32>player == fixed ? (present ? o : z) : (1 - p) * z + p * o
}

/** Leaves under one child: their values times all factors are in `up(depth + 1)` afterwards and added to `up(depth)`. */
function branch(child: usize, player: usize, o1: f64, z1: f64, depth: usize): void {
  const o0 = metBy(player), z0 = shareOf(player)
  if (<i32>player == fixed ? (present ? o1 : z1) == 0 : o1 == 0 && z1 == 0) return
  for (let q: usize = 0; q < points; q++) {
    const p = load<f64>(rule + (q << 4))
    const ratio = factor(player, p, o1, z1) / factor(player, p, o0, z0)
    store<f64>(down(depth + 1) + (q << 3), load<f64>(down(depth) + (q << 3)) * ratio)
  }
  store<f64>(met + (player << 4), o1)
  store<f64>(met + (player << 4), z1, 8)
  walk(child, depth + 1)
  store<f64>(met + (player << 4), o0)
  store<f64>(met + (player << 4), z0, 8)
  let phi: f64 = 0
  for (let q: usize = 0; q < points; q++) {
    const p = load<f64>(rule + (q << 4)), sum = load<f64>(up(depth + 1) + (q << 3))
    phi += load<f64>(rule + (q << 4), 8) * sum * ((o1 - z1) / factor(player, p, o1, z1) - (o0 - z0) / factor(player, p, o0, z0))
    const here = up(depth) + (q << 3)
    store<f64>(here, load<f64>(here) + sum)
  }
  if (<i32>player == fixed) return
  const to = sumColumn(frame, <usize>load<u32>(targets + (player << 2)), row)
  store<f64>(to, load<f64>(to) + scale * phi)
}

function walk(node: usize, depth: usize): void {
  if (walkLeft(node) == node) {
    for (let q: usize = 0; q < points; q++) store<f64>(up(depth) + (q << 3), load<f64>(down(depth) + (q << 3)) * walkValue(node))
    return
  }
  memory.fill(up(depth), 0, points << 3)
  const test = walkTest(node), player = walkPlayer(node)
  const left: f64 = passes(test, codeAt(frame, <usize>load<u32>(test), row)) ? 1 : 0
  const o = metBy(player), z = shareOf(player)
  branch(walkLeft(node), player, o * left, z * walkShareLeft(node), depth)
  branch(walkRight(node), player, o * (1 - left), z * walkShareRight(node), depth)
}

/**
 * Path-dependent φ of one tree for rows begin … end − 1 without tables: one walk over the whole tree a row, `count` Gauss–Legendre points
 * (exact where 2 count ≥ distinct players on any path). A player met again on a path divides by its earlier factor, which is positive: a
 * branch whose factor is 0 adds nothing and is left out. `to`: sum column of each player; `times`: factor of what is added; `fix`, `on`: a
 * player held present or absent, or −1.
 */
export function quadrature(root: usize, at: usize, begin: usize, end: usize, players: usize, rules: usize, count: usize, to: usize, fix: i32, on: bool, times: f64, scratch: usize): void {
  frame = at
  points = count
  rule = <usize>load<u32>(rules + (count << 2))
  targets = to
  fixed = fix
  present = on
  scale = times
  met = scratch
  stack = met + (players << 4)
  for (let player: usize = 0; player < players; player++) {
    store<f64>(met + (player << 4), 1)
    store<f64>(met + (player << 4), 1, 8)
  }
  for (row = begin; row < end; row++) {
    for (let q: usize = 0; q < points; q++) store<f64>(down(0) + (q << 3), 1)
    walk(root, 0)
  }
}
