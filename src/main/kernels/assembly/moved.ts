// What an ensemble says of rows in which one player's values are those of other rows: core/explain/importance/moved.
import { buildExits, exits, leaveOverAll } from './exits'
import { loss, twoLosses } from './losses'
import { codeColumn, frameCodes, frameCodeStride, frameWide, testAway, testCut, testLookup, walkLeft, walkPlayer, walkRight, walkTest, walkValue } from './layout'

// A row's record holds for each code column 16 codes: up to 15 draws of other rows' codes, its own after them, and its own last.
const LANES: usize = 16
const OWN: u32 = 15
/** Rows of which is known at once where they go in a tree that is looked at as a whole. */
const LOOKED_AT: usize = 32

// The job: 32-bit words, then two doubles.
let job: usize
@inline function word(i: usize): usize { return <usize>load<u32>(job + (i << 2)) }
@inline function trees(): usize { return word(0) }
@inline function treeCount(): usize { return word(1) }
@inline function frameOf(): usize { return word(2) }
@inline function columns(): usize { return word(3) }
/** Row numbers of each draw, u32, `orderStride` bytes apart. */
@inline function orders(): usize { return word(4) }
@inline function orderStride(): usize { return word(5) }
@inline function draws(): usize { return word(6) }
/** Nodes of players from here on are not moved. */
@inline function playerCount(): usize { return word(7) }
/** Of all rows what the model says without its trees, f64. */
@inline function margins(): usize { return word(8) }
/** 0: moved margins; otherwise one more than a loss. */
@inline function mode(): u32 { return <u32>word(9) }
/** A column a player (or, for margins, a player and draw) of this chunk's rows. */
@inline function out(): usize { return word(10) }
@inline function outStride(): usize { return word(11) }
/** First row of the chunk. */
@inline function firstRow(): usize { return word(12) }
@inline function isLogistic(): bool { return word(13) != 0 }
@inline function outcomes(): usize { return word(14) }
/** Rows' weights, 0 where they have none. */
@inline function weights(): usize { return word(15) }
/** Σ weight × increase of the loss by task, player and draw. */
@inline function totals(): usize { return word(16) }
/** How much each draw counts, f64. */
@inline function shares(): usize { return word(17) }
@inline function scale(): f64 { return load<f64>(job, 72) }
/** Rows that go through a tree together, a multiple of those looked at. */
@inline function together(): usize { return word(20) }
/** Bytes of the tables of exit masks. */
@inline function tablesBytes(): usize { return word(21) }

let wide: bool, record: usize, sums: usize
/** Bytes of a row's record and of a code column in it, and of a player's sums of a row: an even number of draws. */
let recordBytes: usize, columnBytes: usize, playerBytes: usize
/** Per player: the number of the walk in which some draws left the row's way at a node of that player, and which. */
let gone: usize, walkNumber: u32
/** Of a small tree, by node and row of the block: the node's answers (a bit a row), and the leaf that the row reaches from there (u16). */
let answers: usize, reached: usize
/** All ones for those of two draws that are asked for: four vectors. */
let pairMasks: usize

/** Bit l: draw l's code goes left at this node. */
@inline function goesLeft(test: usize, codesOf: usize, bytes: usize): u32 {
  const codes = codesOf + <usize>load<u32>(test) * bytes
  const lookup = testLookup(test)
  if (lookup != 0) return looked(codes, lookup)
  const away = testAway(test), limit = testCut(test) - away
  return <u32>i8x16.bitmask(bytes == LANES ? narrowTest(codes, away, limit) : wideTest(codes, away, limit))
}

function looked(codes: usize, lookup: usize): u32 {
  let mask: u32 = 0
  for (let lane: usize = 0; lane < LANES; lane++) {
    const code = wide ? <usize>load<u16>(codes + (lane << 1)) : <usize>load<u8>(codes + lane)
    if (load<u8>(lookup + code) != 0) mask |= 1 << <u32>lane
  }
  return mask
}

@inline function isLeaf(node: usize): bool { return walkLeft(node) == node }
// Written beside what other kernels read of a node: does its player come again under the left child (bit 0), under the right one (bit 1)?
@inline function againUnder(node: usize): u32 { return load<u32>(node, 12) }
/** Trees of more nodes are not looked at as a whole. */
const SMALL: usize = 1023

@inline function select16(left: usize, right: usize, to: usize, mask: v128): void {
  v128.store(to, v128.bitselect(v128.load(left), v128.load(right), mask))
}

/** From the leaves up: which leaf each of 32 rows reaches from each node, two bytes a row. A node's place among reached leaves is that among nodes. */
function reachAll(root: usize, nodes: usize, row: usize): void {
  const base = reached - root, bits = answers, first = frameCodes(frameOf()) + (wide ? row << 1 : row), stride = frameCodeStride(frameOf()), two = wide
  for (let n = nodes; n > 0; n--) {
    const node = root + ((n - 1) << 6), to = base + node
    if (isLeaf(node)) {
      const self = i16x8.splat(<i16>(n - 1))
      v128.store(to, self)
      v128.store(to, self, 16)
      v128.store(to, self, 32)
      v128.store(to, self, 48)
      continue
    }
    const test = walkTest(node), codes = first + <usize>load<u32>(test) * stride
    const left = base + walkLeft(node), right = base + walkRight(node)
    let low: v128, high: v128
    if (testLookup(test) != 0) {
      low = lookedAt(codes, testLookup(test))
      high = lookedAt(codes + (two ? 32 : 16), testLookup(test))
    } else {
      const away = testAway(test), limit = testCut(test) - away
      low = two ? wideTest(codes, away, limit) : narrowTest(codes, away, limit)
      high = two ? wideTest(codes + 32, away, limit) : narrowTest(codes + 16, away, limit)
    }
    store<u32>(bits + ((n - 1) << 2), <u32>i8x16.bitmask(low) | (<u32>i8x16.bitmask(high) << 16))
    select16(left, right, to, i16x8.extend_low_i8x16_s(low))
    select16(left + 16, right + 16, to + 16, i16x8.extend_high_i8x16_s(low))
    select16(left + 32, right + 32, to + 32, i16x8.extend_low_i8x16_s(high))
    select16(left + 48, right + 48, to + 48, i16x8.extend_high_i8x16_s(high))
  }
}

@inline function narrowTest(codes: usize, away: u32, limit: u32): v128 {
  return i8x16.lt_u(i8x16.sub(v128.load(codes), i8x16.splat(<i8>away)), i8x16.splat(<i8>limit))
}

@inline function wideTest(codes: usize, away: u32, limit: u32): v128 {
  const shift = i16x8.splat(<i16>away), most = i16x8.splat(<i16>limit)
  const low = i16x8.lt_u(i16x8.sub(v128.load(codes), shift), most)
  return i8x16.narrow_i16x8_s(low, i16x8.lt_u(i16x8.sub(v128.load(codes, 16), shift), most))
}

/** −1 for each of 16 codes that goes left. */
function lookedAt(codes: usize, lookup: usize): v128 {
  const mask = looked(codes, lookup)
  const bits = i8x16(1, 2, 4, 8, 16, 32, 64, -128, 1, 2, 4, 8, 16, 32, 64, -128)
  const bytes = v128.shuffle<u8>(i16x8.splat(<i16>mask), i16x8.splat(0), 0, 0, 0, 0, 0, 0, 0, 0, 1, 1, 1, 1, 1, 1, 1, 1)
  return i8x16.eq(v128.and(bytes, bits), bits)
}

/** Adds to sums of draws, those that are in `set`. */
@inline function add(from: usize, bytes: usize, set: u32, change: f64, masks: usize): void {
  const two = f64x2.splat(change), end = from + bytes
  for (let at = from; at < end; at += 16) {
    v128.store(at, f64x2.add(v128.load(at), v128.and(two, v128.load(masks + (<usize>(set & 3) << 4)))))
    set >>= 2
  }
}

/** Adds to the player's draws in `set`, which are at this node, what their leaf says beyond `before`. */
function follow(node: usize, player: usize, set: u32, before: f64): void {
  while (!isLeaf(node)) {
    const mask = goesLeft(walkTest(node), record, columnBytes)
    if (walkPlayer(node) != player) {
      node = select<usize>(walkLeft(node), walkRight(node), mask >> OWN)
      continue
    }
    const left = set & mask, right = set & ~mask
    if (left != 0 && right != 0) follow(walkLeft(node), player, left, before)
    set = select<u32>(right, left, right)
    node = select<usize>(walkRight(node), walkLeft(node), right)
  }
  add(sums + player * playerBytes, playerBytes, set, walkValue(node) - before, pairMasks)
}

/** Draws in `mask` that are still on the row's way at a node of this player; notes that they leave it. Without branches, which would be guessed wrong. */
@inline function leavers(noted: usize, walk: u32, mask: u32): u32 {
  const before = select<u32>(load<u32>(noted, 4), 0, load<u32>(noted) == walk)
  store<u32>(noted, walk)
  store<u32>(noted, before | mask, 4)
  return mask & ~before
}

/** Down a row's own way in a tree that was looked at as a whole; where draws leave it, their leaf is mostly known. `i`: the row in its block. */
function walkSmall(root: usize, i: usize, all: u32, players: usize): f64 {
  // Locals: globals are read from memory each time.
  const leaves = reached + (i << 1), bits = answers, walk = ++walkNumber, notes = gone, to = sums, bytes = playerBytes, masks = pairMasks
  const codes = record, width = columnBytes
  const end = root + (<usize>load<u16>(leaves) << 6), before = walkValue(end)
  let node = root
  while (node != end) {
    const player = walkPlayer(node), left = walkLeft(node), right = walkRight(node)
    const own = (load<u32>(bits + (node - root >> 4)) >> <u32>i) & 1
    const next = select<usize>(left, right, own)
    if (player < players) {
      const leaving = leavers(notes + (player << 3), walk, (goesLeft(walkTest(node), codes, width) ^ (0 - own)) & all)
      const other = left + right - next
      if ((againUnder(node) >> own) & 1) {
        if (leaving != 0) follow(other, player, leaving, before)
      } else {
        const leaf = root + (<usize>load<u16>(leaves + (other - root)) << 6)
        add(to + player * bytes, bytes, leaving, walkValue(leaf) - before, masks)
      }
    }
    node = next
  }
  return before
}

/** The same in a large tree, where the row's leaf is found first. */
function walkLarge(root: usize, all: u32): f64 {
  const players = playerCount()
  let end = root
  while (!isLeaf(end)) end = select<usize>(walkLeft(end), walkRight(end), goesLeft(walkTest(end), record, columnBytes) >> OWN)
  const before = walkValue(end)
  walkNumber++
  let node = root
  while (node != end) {
    const mask = goesLeft(walkTest(node), record, columnBytes), own = mask >> OWN
    const player = walkPlayer(node)
    if (player < players) {
      const leaving = leavers(gone + (player << 3), walkNumber, (mask ^ (0 - own)) & all)
      if (leaving != 0) follow(select<usize>(walkRight(node), walkLeft(node), own), player, leaving, before)
    }
    node = select<usize>(walkLeft(node), walkRight(node), own)
  }
  return before
}

/** The records of rows begin … begin + count − 1. */
function gather<T>(begin: usize, count: usize, records: usize): void {
  const frame = frameOf(), lanes = draws(), width = columns(), bytes = recordBytes
  for (let column: usize = 0; column < width; column++) {
    const codes = codeColumn(frame, column, 0)
    for (let lane: usize = 0; lane < lanes; lane++) {
      const order = orders() + lane * orderStride() + (begin << 2)
      let to = records + column * columnBytes + lane * sizeof<T>()
      for (let i: usize = 0; i < count; i++, to += bytes) store<T>(to, load<T>(codes + <usize>load<u32>(order + (i << 2)) * sizeof<T>()))
    }
    let to = records + column * columnBytes
    const after = lanes * sizeof<T>(), own = <usize>OWN * sizeof<T>()
    for (let i: usize = 0; i < count; i++, to += bytes) {
      const code = load<T>(codes + (begin + i) * sizeof<T>())
      store<T>(to + after, code)
      store<T>(to + own, code)
    }
  }
}

/** Margins of each player and draw. */
function writeMargins(row: usize, margin: f64): void {
  const lanes = draws()
  let to = out() + ((row - firstRow()) << 3)
  for (let player: usize = 0; player < playerCount(); player++)
    for (let lane: usize = 0; lane < lanes; lane++) {
      store<f64>(to, margin + load<f64>(sums + player * playerBytes + (lane << 3)))
      to += outStride()
    }
}

/** Adds the row's increases of the loss to its players' columns and to the task's totals. */
function writeLosses(row: usize, margin: f64, part: usize): void {
  const kind = mode() - 1, logistic = isLogistic(), by = f64x2.splat(scale()), lanes = draws(), players = playerCount(), counts = shares()
  const outcome = load<f64>(outcomes() + (row << 3)), known = outcome == outcome
  const before = f64x2.splat(loss(kind, logistic, scale() * margin, outcome)), start = f64x2.splat(margin)
  const weight = f64x2.splat(weights() == 0 ? 1 : load<f64>(weights() + (row << 3)))
  const stride = outStride(), bytes = playerBytes
  let to = out() + ((row - firstRow()) << 3), total = part
  for (let player: usize = 0, from = sums; player < players; player++, to += stride, from += bytes) {
    let mean: f64 = known ? 0 : NaN
    for (let lane: usize = 0; known && lane < lanes; lane += 2) {
      const change = v128.load(from + (lane << 3))
      if (!v128.any_true(f64x2.ne(change, f64x2.splat(0)))) continue
      const increase = f64x2.sub(twoLosses(kind, logistic, f64x2.mul(by, f64x2.add(start, change)), outcome), before)
      const share = counts + (lane << 3), at = total + (lane << 3)
      mean += load<f64>(share) * f64x2.extract_lane(increase, 0)
      const weighted = f64x2.mul(weight, increase)
      if (lane + 1 == lanes) {
        store<f64>(at, load<f64>(at) + f64x2.extract_lane(weighted, 0))
      } else {
        mean += load<f64>(share, 8) * f64x2.extract_lane(increase, 1)
        v128.store(at, f64x2.add(v128.load(at), weighted))
      }
    }
    total += lanes << 3
    store<f64>(to, load<f64>(to) + mean)
  }
}

function writePairMasks(): void {
  for (let k: usize = 0; k < 4; k++) {
    store<i64>(pairMasks + (k << 4), -(<i64>(k & 1)))
    store<i64>(pairMasks + (k << 4), -(<i64>(k >> 1)), 8)
  }
}

/** One tree by its exit masks. */
function byExits<T>(tree: usize, first: usize, count: usize, records: usize, block: usize, blockMargins: usize, tables: usize, state: usize): void {
  const lanes = draws(), rowBytes = playerCount() * playerBytes, bytes = recordBytes, width = playerBytes
  buildExits(tree, tables)
  leaveOverAll<T>(tree, tables, frameOf(), first, count, records + <usize>OWN * sizeof<T>(), bytes, state)
  for (let i: usize = 0; i < count; i++) {
    const at = blockMargins + (i << 3)
    store<f64>(at, load<f64>(at) + exits<T>(tree, tables, state, i, records + i * bytes, OWN, lanes, block + i * rowBytes, width))
  }
}

/** One tree by walking it. */
function byWalks(root: usize, nodes: usize, first: usize, count: usize, records: usize, block: usize, blockMargins: usize): void {
  const players = playerCount(), rowBytes = players * playerBytes, all = (<u32>1 << <u32>draws()) - 1, small = nodes <= SMALL
  for (let i: usize = 0; i < count; i++) {
    const among = i & (LOOKED_AT - 1)
    if (small && among == 0) reachAll(root, nodes, first + i)
    record = records + i * recordBytes
    sums = block + i * rowBytes
    const at = blockMargins + (i << 3), before = small ? walkSmall(root, among, all, players) : walkLarge(root, all)
    store<f64>(at, load<f64>(at) + before)
  }
}

/** Rows begin … end − 1 as the job says; `task`: place of its totals. */
export function moved(at: usize, task: usize, begin: usize, end: usize, scratch: usize): void {
  job = at
  wide = frameWide(frameOf())
  columnBytes = wide ? 2 * LANES : LANES
  recordBytes = columns() * columnBytes
  const lanes = draws(), players = playerCount(), most = together()
  playerBytes = ((lanes + 1) & ~1) << 3
  const rowBytes = players * playerBytes
  pairMasks = scratch
  answers = pairMasks + 64
  reached = answers + ((SMALL + 1) << 2)
  const tables = reached + ((SMALL + 1) << 6), records = tables + tablesBytes()
  const block = records + most * recordBytes, blockMargins = block + most * rowBytes
  const state = blockMargins + (most << 3)
  gone = state + (most << 4)
  writePairMasks()
  walkNumber = 0
  memory.fill(gone, 0, players << 3)
  const part = totals() + ((task * players * lanes) << 3)
  for (let first = begin; first < end; first += most) {
    const count = min(most, end - first)
    if (wide) gather<u16>(first, count, records)
    else gather<u8>(first, count, records)
    memory.fill(block, 0, count * rowBytes)
    memory.copy(blockMargins, margins() + (first << 3), count << 3)
    for (let tree: usize = 0; tree < treeCount(); tree++) {
      const listed = trees() + tree * 12, masked = <usize>load<u32>(listed, 8)
      if (masked == 0) byWalks(<usize>load<u32>(listed), <usize>load<u32>(listed, 4), first, count, records, block, blockMargins)
      else if (wide) byExits<u16>(masked, first, count, records, block, blockMargins, tables, state)
      else byExits<u8>(masked, first, count, records, block, blockMargins, tables, state)
    }
    for (let i: usize = 0; i < count; i++) {
      sums = block + i * rowBytes
      const margin = load<f64>(blockMargins + (i << 3))
      if (mode() == 0) writeMargins(first + i, margin)
      else writeLosses(first + i, margin, part)
    }
  }
}
