// Trees of up to 64 leaves by exit masks (QuickScorer; Lucchese et al. 2015): a code of a column rules out leaves, whatever is left lowest is reached.
import { TEST_BYTES, codeColumn, testAway, testCut, testLookup } from './layout'

// Record, 32-bit words: groups, nodes, tables' bytes; addresses of groups, nodes, leaf values, leaf ways.
@inline function groupCount(tree: usize): usize { return <usize>load<u32>(tree) }
@inline function nodeCount(tree: usize): usize { return <usize>load<u32>(tree, 4) }
@inline function tableBytes(tree: usize): usize { return <usize>load<u32>(tree, 8) }
@inline function firstGroup(tree: usize): usize { return <usize>load<u32>(tree, 12) }
@inline function firstNode(tree: usize): usize { return <usize>load<u32>(tree, 16) }
@inline function leafValues(tree: usize): usize { return <usize>load<u32>(tree, 20) }
/** Of each leaf: where the groups lie, and how many, that are asked on its way and may be moved. */
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

// What all players leave over to rows, and what all but at most one leave over: 32 bytes for two rows, first the one of both, then the other.
@inline function stateOf(state: usize, i: usize): usize { return state + (i >> 1 << 5) + ((i & 1) << 3) }

/** What a column's codes of two rows leave over. */
@inline function ofTwo<T>(table: usize, at: usize): v128 {
  const first = table + (<usize>load<T>(at) << 3), second = table + (<usize>load<T>(at, sizeof<T>()) << 3)
  return v128.load_lane<u64>(second, v128.load64_zero(first), 1)
}

/** A player of one column, two rows at a time. `codes`: the column's from the first row on. */
@inline function leaveOver<T>(codes: usize, table: usize, state: usize, end: usize): void {
  for (let to = state, at = codes; to < end; to += 32, at += 2 * sizeof<T>()) {
    const left = ofTwo<T>(table, at), all = v128.load(to)
    v128.store(to, v128.and(v128.load(to, 16), v128.or(all, left)), 16)
    v128.store(to, v128.and(all, left))
  }
}

/** Three such players, so that what is known of the rows is read and written once. */
function leaveOverThree<T>(group: usize, tables: usize, frame: usize, row: usize, state: usize, end: usize): void {
  let a = codeColumn(frame, <usize>load<u32>(group), row)
  const tableA = tables + <usize>load<u32>(group, 4), tableB = tables + <usize>load<u32>(group, GROUP_BYTES + 4)
  const tableC = tables + <usize>load<u32>(group, 2 * GROUP_BYTES + 4)
  const b = codeColumn(frame, <usize>load<u32>(group, GROUP_BYTES), row) - a, c = codeColumn(frame, <usize>load<u32>(group, 2 * GROUP_BYTES), row) - a
  for (let to = state; to < end; to += 32, a += 2 * sizeof<T>()) {
    const first = ofTwo<T>(tableA, a), second = ofTwo<T>(tableB, a + b), third = ofTwo<T>(tableC, a + c)
    const all = v128.load(to), two = v128.and(all, first), three = v128.and(two, second)
    const most = v128.and(v128.and(v128.load(to, 16), v128.or(all, first)), v128.and(v128.or(two, second), v128.or(three, third)))
    v128.store(to, v128.and(three, third))
    v128.store(to, most, 16)
  }
}

/** A player of several columns. */
function leaveOverByMany<T>(group: usize, own: usize, recordBytes: usize, tables: usize, state: usize, count: usize): void {
  for (let i: usize = 0; i < count; i++) {
    const left = leftBy<T>(group, own + i * recordBytes, tables), at = stateOf(state, i), all = load<u64>(at)
    store<u64>(at, load<u64>(at, 16) & (all | left), 16)
    store<u64>(at, all & left)
  }
}

/** What the players of a tree leave over to `count` rows. `own`: the first row's own codes in its record; `state`: 16 bytes a row, an even number of rows. */
export function leaveOverAll<T>(tree: usize, tables: usize, frame: usize, row: usize, count: usize, own: usize, recordBytes: usize, state: usize): void {
  const last = firstGroup(tree) + groupCount(tree) * GROUP_BYTES, end = state + (count + 1 >> 1 << 5)
  memory.fill(state, 0xff, end - state)
  let group = firstGroup(tree)
  while (group < last) {
    if (furtherColumns(group) != 0) leaveOverByMany<T>(group, own, recordBytes, tables, state, count)
    else if (group + 2 * GROUP_BYTES < last && (furtherColumns(group + GROUP_BYTES) | furtherColumns(group + 2 * GROUP_BYTES)) == 0) {
      leaveOverThree<T>(group, tables, frame, row, state, end)
      group += 2 * GROUP_BYTES
    } else leaveOver<T>(codeColumn(frame, <usize>load<u32>(group), row), tables + <usize>load<u32>(group, 4), state, end)
    group += GROUP_BYTES
  }
}

/**
 * Adds to the sums of each player on row i's way what its draws' leaves say beyond the row's own, which is given back. `own`: place of the row's codes in a
 * record. Without a player are left: what all leave over, and what nobody but that player rules out. Draws go two by two; a last one alone is followed by the
 * row's own codes.
 */
export function exits<T>(tree: usize, tables: usize, state: usize, i: usize, record: usize, own: usize, draws: usize, sums: usize, playerBytes: usize): f64 {
  const all = load<u64>(stateOf(state, i)), most = load<u64>(stateOf(state, i), 16), mine = record + own * sizeof<T>()
  const values = leafValues(tree), leaf = <usize>ctz(all), before = load<f64>(values + (leaf << 3)), ways = leafWays(tree) + (leaf << 3)
  let at = <usize>load<u32>(ways)
  const end = at + <usize>load<u32>(ways, 4) * GROUP_BYTES
  for (; at < end; at += GROUP_BYTES) {
    const other = all | (most & ~leftBy<T>(at, mine, tables))
    moveDraws<T>(at, tables, record, draws, sums + groupPlayer(at) * playerBytes, other, values, before)
  }
  return before
}

/** The next two draws of a player of one column. */
@inline function moveTwo<T>(sum: usize, table: usize, codes: usize, other: u64, values: usize, before: v128): void {
  const first = other & load<u64>(table + (<usize>load<T>(codes) << 3)), second = other & load<u64>(table + (<usize>load<T>(codes, sizeof<T>()) << 3))
  addTwo(sum, first, second, values, before)
}

@inline function addTwo(sum: usize, first: u64, second: u64, values: usize, before: v128): void {
  const a = values + (<usize>ctz(first) << 3), b = values + (<usize>ctz(second) << 3)
  const after = v128.load_lane<u64>(b, v128.load64_zero(a), 1)
  v128.store(sum, f64x2.add(v128.load(sum), f64x2.sub(after, before)))
}

@inline function moveDraws<T>(group: usize, tables: usize, record: usize, draws: usize, sums: usize, other: u64, values: usize, leaf: f64): void {
  const before = f64x2.splat(leaf), two = 2 * sizeof<T>()
  if (furtherColumns(group) != 0) {
    for (let draw: usize = 0, codes = record; draw < draws; draw += 2, codes += two)
      addTwo(sums + (draw << 3), other & leftBy<T>(group, codes, tables), other & leftBy<T>(group, codes + sizeof<T>(), tables), values, before)
    return
  }
  const table = tables + <usize>load<u32>(group, 4)
  let codes = record + (<usize>load<u32>(group) << (sizeof<T>() == 1 ? 4 : 5)), sum = sums, left = draws + 1 >> 1
  for (; left >= 3; left -= 3, sum += 48, codes += 3 * two) {
    moveTwo<T>(sum, table, codes, other, values, before)
    moveTwo<T>(sum + 16, table, codes + two, other, values, before)
    moveTwo<T>(sum + 32, table, codes + 2 * two, other, values, before)
  }
  for (; left > 0; left--, sum += 16, codes += two) moveTwo<T>(sum, table, codes, other, values, before)
}
