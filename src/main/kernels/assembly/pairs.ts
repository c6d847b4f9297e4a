import { codeAt, passes, sumColumn, walkLeft, walkPlayer, walkRight, walkTest, walkValue } from './layout'

let frame: usize, row: usize, behind: usize, other: usize, sides: usize, weights: usize, width: usize, scale: f64
/** What the leaves under the last walked node are worth to a player on the row's side, and on the background's. */
let gain: f64, loss: f64

const ROW: u8 = 1
const OTHER: u8 = 2

/** (p − 1)! q! / (p + q)!, at [p][q]. */
@inline function weight(p: usize, q: usize): f64 { return load<f64>(weights + ((p * width + q) << 3)) }

/** Leaves that some mixture of the two rows reaches; p players are on the row's side, q on the background's. */
function walk(node: usize, p: usize, q: usize): void {
  if (walkLeft(node) == node) {
    gain = p == 0 ? 0 : walkValue(node) * weight(p, q)
    loss = q == 0 ? 0 : walkValue(node) * weight(q, p)
    return
  }
  const test = walkTest(node), column = <usize>load<u32>(test)
  const mine = passes(test, codeAt(frame, column, row)), its = passes(test, codeAt(behind, column, other))
  const onRow = mine ? walkLeft(node) : walkRight(node)
  if (mine == its) return walk(onRow, p, q)
  const onOther = its ? walkLeft(node) : walkRight(node)
  const player = walkPlayer(node), side = load<u8>(sides + player)
  if (side == ROW) return walk(onRow, p, q)
  if (side == OTHER) return walk(onOther, p, q)
  store<u8>(sides + player, ROW)
  walk(onRow, p + 1, q)
  const gain1 = gain, loss1 = loss
  store<u8>(sides + player, OTHER)
  walk(onOther, p, q + 1)
  store<u8>(sides + player, 0)
  const to = sumColumn(frame, player, row)
  store<f64>(to, load<f64>(to) + scale * (gain1 - loss))
  gain += gain1
  loss += loss1
}

/**
 * Interventional φ of one tree for rows begin … end − 1 against background rows 0 … count − 1, pair by pair: exact at any depth. `table`:
 * weights (p − 1)! q! / (p + q)! by p and q < `size`; `factor`: one over the background's rows.
 */
export function pairs(root: usize, at: usize, begin: usize, end: usize, background: usize, count: usize, players: usize, table: usize, size: usize, factor: f64, scratch: usize): void {
  frame = at
  behind = background
  weights = table
  width = size
  scale = factor
  sides = scratch
  memory.fill(sides, 0, players)
  for (row = begin; row < end; row++) for (other = 0; other < count; other++) walk(root, 0, 0)
}
