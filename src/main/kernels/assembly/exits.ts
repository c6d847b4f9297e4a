// Trees of up to 64 leaves by exit masks (QuickScorer; Lucchese et al. 2015): a code of a column rules out leaves, whatever is left lowest is reached.
import { TEST_BYTES, codeColumn, testAway, testCut, testLookup } from './layout'

// Record, 32-bit words: groups, nodes, tables' bytes; addresses of groups, nodes, leaf values, leaf ways.
@inline function groupCount(tree: usize): usize { return <usize>load<u32>(tree) }
@inline function nodeCount(tree: usize): usize { return <usize>load<u32>(tree, 4) }
@inline function tableBytes(tree: usize): usize { return <usize>load<u32>(tree, 8) }
@inline function firstGroup(tree: usize): usize { return <usize>load<u32>(tree, 12) }
@inline function firstNode(tree: usize): usize { return <usize>load<u32>(tree, 16) }
@inline function leafValues(tree: usize): usize { return <usize>load<u32>(tree, 20) }
/** Of each leaf: where the addresses of groups lie, and how many, that are asked on its way and may be moved. */
@inline function leafWays(tree: usize): usize { return <usize>load<u32>(tree, 24) }

// Group, 16 bytes: the player's first column, that column's table, the player, its further columns (0: none; else their number and, eight bytes each, column and table).
const GROUP_BYTES: usize = 16
@inline function groupPlayer(group: usize): usize { return <usize>load<u32>(group, 8) }
@inline function furtherColumns(group: usize): usize { return <usize>load<u32>(group, 12) }

// Node, 32 bytes: its test, in which the column's place is the table's; the mask of those that go right; codes of the column.
const NODE_BYTES: usize = TEST_BYTES + 16
@inline function rightMask(node: usize): u64 { return load<u64>(node, 16) }
@inline function codeCount(node: usize): usize { return <usize>load<u32>(node, 24) }

/** Leaves that each code of each column leaves over. */
export function buildExits(tree: usize, tables: usize): void {
  memory.fill(tables, 0xff, tableBytes(tree))
  const end = firstNode(tree) + nodeCount(tree) * NODE_BYTES
  for (let node = firstNode(tree); node < end; node += NODE_BYTES) {
    const table = tables + <usize>load<u32>(node), codes = codeCount(node), mask = rightMask(node), lookup = testLookup(node)
    if (lookup == 0) {
      if (testAway(node) != 0) store<u64>(table, load<u64>(table) & mask)
      const two = i64x2.splat(mask), last = table + (codes << 3)
      let at = table + (min(<usize>testCut(node), codes) << 3)
      for (; at + 16 <= last; at += 16) v128.store(at, v128.and(v128.load(at), two))
      if (at < last) store<u64>(at, load<u64>(at) & mask)
      continue
    }
    for (let code: usize = 0; code < codes; code++) {
      const at = table + (code << 3)
      if (load<u8>(lookup + code) == 0) store<u64>(at, load<u64>(at) & mask)
    }
  }
}

@inline function left<T>(codes: usize, column: usize, tables: usize, table: usize): u64 {
  return load<u64>(tables + table + (<usize>load<T>(codes + (column << (sizeof<T>() == 1 ? 4 : 5))) << 3))
}

/** What a player's columns leave over; `codes`: those of the row, or of one draw. */
@inline function leftBy<T>(group: usize, codes: usize, tables: usize): u64 {
  const first = left<T>(codes, <usize>load<u32>(group), tables, <usize>load<u32>(group, 4)), further = furtherColumns(group)
  return further == 0 ? first : first & leftByFurther<T>(further, codes, tables)
}

function leftByFurther<T>(further: usize, codes: usize, tables: usize): u64 {
  let mask: u64 = -1
  const end = further + 4 + (<usize>load<u32>(further) << 3)
  for (let at = further + 4; at < end; at += 8) mask &= left<T>(codes, <usize>load<u32>(at), tables, <usize>load<u32>(at, 4))
  return mask
}

// What of rows is ruled out by at least one player, and by at least two: 32 bytes for two rows, first the one of both, then the other.
@inline function ruledOut(state: usize, i: usize): usize { return state + (i >> 1 << 5) + ((i & 1) << 3) }

/** A player of one column, two rows at a time. `codes`: the column's from the first row on. */
@inline function ruleOut<T>(codes: usize, table: usize, state: usize, end: usize): void {
  for (let to = state, at = codes; to < end; to += 32, at += 2 * sizeof<T>()) {
    const first = table + (<usize>load<T>(at) << 3), second = table + (<usize>load<T>(at, sizeof<T>()) << 3)
    const out = v128.not(v128.load_lane<u64>(second, v128.load64_zero(first), 1)), once = v128.load(to)
    v128.store(to, v128.or(v128.load(to, 16), v128.and(once, out)), 16)
    v128.store(to, v128.or(once, out))
  }
}

/** A player of several columns. */
function ruleOutByMany<T>(group: usize, own: usize, recordBytes: usize, tables: usize, state: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) {
    const out = ~leftBy<T>(group, own + i * recordBytes, tables), at = ruledOut(state, i), once = load<u64>(at)
    store<u64>(at, load<u64>(at, 16) | (once & out), 16)
    store<u64>(at, once | out)
  }
}

/** What all players of a tree rule out of `count` rows. `own`: the first row's own codes in its record; `state`: 16 bytes a row, an even number of rows. */
export function ruleOutAll<T>(tree: usize, tables: usize, frame: usize, row: usize, count: usize, own: usize, recordBytes: usize, state: usize): void {
  const last = firstGroup(tree) + groupCount(tree) * GROUP_BYTES, end = state + (count + 1 >> 1 << 5)
  memory.fill(state, 0, end - state)
  for (let group = firstGroup(tree); group < last; group += GROUP_BYTES) {
    if (furtherColumns(group) != 0) ruleOutByMany<T>(group, own, recordBytes, tables, state, count)
    else ruleOut<T>(codeColumn(frame, <usize>load<u32>(group), row), tables + <usize>load<u32>(group, 4), state, end)
  }
}

/**
 * Adds to the sums of each player on row i's way what its draws' leaves say beyond the row's own, which is given back. `own`: place of the row's codes in a
 * record. Without a player are left: what all leave over, and what nobody but that player rules out.
 */
export function exits<T>(tree: usize, tables: usize, state: usize, i: usize, record: usize, own: usize, draws: usize, sums: usize, playerBytes: usize): f64 {
  const once = load<u64>(ruledOut(state, i)), twice = load<u64>(ruledOut(state, i), 16), mine = record + own * sizeof<T>()
  const values = leafValues(tree), leaf = <usize>ctz(~once), before = load<f64>(values + (leaf << 3))
  const way = leafWays(tree) + (leaf << 3)
  let at = <usize>load<u32>(way)
  const end = at + (<usize>load<u32>(way, 4) << 2)
  for (; at < end; at += 4) {
    const group = <usize>load<u32>(at), other = ~once | ~(leftBy<T>(group, mine, tables) | twice)
    moveDraws<T>(group, tables, record, draws, sums + groupPlayer(group) * playerBytes, other, values, before)
  }
  return before
}

@inline function moveDraws<T>(group: usize, tables: usize, record: usize, draws: usize, sums: usize, other: u64, values: usize, before: f64): void {
  const last = sums + (draws << 3)
  if (furtherColumns(group) == 0) {
    const table = tables + <usize>load<u32>(group, 4)
    let code = record + (<usize>load<u32>(group) << (sizeof<T>() == 1 ? 4 : 5))
    for (let sum = sums; sum < last; sum += 8, code += sizeof<T>()) {
      const leaf = <usize>ctz(other & load<u64>(table + (<usize>load<T>(code) << 3)))
      store<f64>(sum, load<f64>(sum) + (load<f64>(values + (leaf << 3)) - before))
    }
    return
  }
  for (let sum = sums, codes = record; sum < last; sum += 8, codes += sizeof<T>()) {
    const leaf = <usize>ctz(other & leftBy<T>(group, codes, tables))
    store<f64>(sum, load<f64>(sum) + (load<f64>(values + (leaf << 3)) - before))
  }
}
