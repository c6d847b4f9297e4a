import { indices } from './indices'
import { firstGroup, GROUP_BYTES, groupCounts, groupSlots, groupTable, groupTargets, sumColumn, tableGroups } from './layout'
import { masks } from './masks'

/** Adds two slots of two rows' entries: a holds row r's slots k, k + 1; b row r + 1's. */
@inline function addTwo(a: v128, b: v128, to0: usize, to1: usize): void {
  v128.store(to0, f64x2.add(v128.load(to0), v128.shuffle<f64>(a, b, 0, 2)))
  v128.store(to1, f64x2.add(v128.load(to1), v128.shuffle<f64>(a, b, 1, 3)))
}

@inline function target(frame: usize, group: usize, slot: usize, row: usize): usize {
  return sumColumn(frame, <usize>load<u32>(groupTargets(group) + (slot << 2)), row)
}

/** Adds slots `slot` … slot + 2 pairs − 1 of the rows' entries to their sum columns. */
function addSlots(frame: usize, group: usize, slot: usize, pairs: usize, row: usize, rows: usize, index: usize): void {
  const table = groupTable(group) + (slot << 3), bytes = groupSlots(group) << 3
  const to0 = target(frame, group, slot, row), to1 = target(frame, group, slot + 1, row)
  const end = rows << 3
  let at: usize = 0, next = index
  if (pairs == 1) {
    do {
      const two = load<u32>(next)
      const a = table + <usize>(two & 0xffff) * bytes, b = table + <usize>(two >>> 16) * bytes
      addTwo(v128.load(a), v128.load(b), to0 + at, to1 + at)
      next += 4
      at += 16
    } while (at < end)
    return
  }
  const to2 = target(frame, group, slot + 2, row), to3 = target(frame, group, slot + 3, row)
  if (pairs == 2) {
    do {
      const two = load<u32>(next)
      const a = table + <usize>(two & 0xffff) * bytes, b = table + <usize>(two >>> 16) * bytes
      addTwo(v128.load(a), v128.load(b), to0 + at, to1 + at)
      addTwo(v128.load(a, 16), v128.load(b, 16), to2 + at, to3 + at)
      next += 4
      at += 16
    } while (at < end)
    return
  }
  const to4 = target(frame, group, slot + 4, row), to5 = target(frame, group, slot + 5, row)
  if (pairs == 3) {
    do {
      const two = load<u32>(next)
      const a = table + <usize>(two & 0xffff) * bytes, b = table + <usize>(two >>> 16) * bytes
      addTwo(v128.load(a), v128.load(b), to0 + at, to1 + at)
      addTwo(v128.load(a, 16), v128.load(b, 16), to2 + at, to3 + at)
      addTwo(v128.load(a, 32), v128.load(b, 32), to4 + at, to5 + at)
      next += 4
      at += 16
    } while (at < end)
    return
  }
  const to6 = target(frame, group, slot + 6, row), to7 = target(frame, group, slot + 7, row)
  do {
    const two = load<u32>(next)
    const a = table + <usize>(two & 0xffff) * bytes, b = table + <usize>(two >>> 16) * bytes
    addTwo(v128.load(a), v128.load(b), to0 + at, to1 + at)
    addTwo(v128.load(a, 16), v128.load(b, 16), to2 + at, to3 + at)
    addTwo(v128.load(a, 32), v128.load(b, 32), to4 + at, to5 + at)
    addTwo(v128.load(a, 48), v128.load(b, 48), to6 + at, to7 + at)
    next += 4
    at += 16
  } while (at < end)
}

/** Bytes of scratch that a block of `rows` rows needs for a tree with this many masks. */
@inline function maskArea(scratch: usize, block: usize): usize { return scratch + (block << 2) + 64 }

function addBlock(trees: usize, from: usize, to: usize, frame: usize, row: usize, rows: usize, bits: usize, index: usize): void {
  for (let t = from; t < to; t++) {
    const tree = <usize>load<u32>(trees + (t << 2))
    masks(tree, frame, row, rows, bits)
    let group = firstGroup(tree)
    for (let left = tableGroups(tree); left > 0; left--) {
      indices(group, bits, rows, index)
      const slots = groupSlots(group)
      for (let slot: usize = 0; slot < slots; slot += 8) addSlots(frame, group, slot, min<usize>(4, (slots - slot) >> 1), row, rows, index)
      group += GROUP_BYTES
    }
  }
}

/**
 * Adds the tables' entries of rows begin … end − 1 (multiples of 16) to the frame's sum columns: `together` trees, whose tables stay in the
 * cache, block by block, then the next trees. A row's sum goes tree by tree, group by group, whatever the blocks: who computes which rows does
 * not show in a bit.
 */
export function accumulate(trees: usize, count: usize, together: usize, frame: usize, begin: usize, end: usize, block: usize, scratch: usize): void {
  const bits = maskArea(scratch, block)
  for (let tree: usize = 0; tree < count; tree += together)
    for (let row = begin; row < end; row += block)
      addBlock(trees, tree, min(count, tree + together), frame, row, min(block, end - row), bits, scratch)
}

/** Counts the (background) rows begin … end − 1 by entry of each group of one tree; rows past `end` in the last block are not counted. */
export function count(tree: usize, frame: usize, begin: usize, end: usize, block: usize, scratch: usize): void {
  const bits = maskArea(scratch, block)
  for (let row = begin; row < end; row += block) {
    const real = min(block, end - row), rows = (real + 15) & ~15
    masks(tree, frame, row, rows, bits)
    let group = firstGroup(tree)
    for (let left = tableGroups(tree); left > 0; left--) {
      indices(group, bits, rows, scratch)
      const counts = groupCounts(group)
      for (let r: usize = 0; r < real; r++) {
        const entry = counts + (<usize>load<u16>(scratch + (r << 1)) << 2)
        store<u32>(entry, load<u32>(entry) + 1)
      }
      group += GROUP_BYTES
    }
  }
}
