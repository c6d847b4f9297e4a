import { backgroundLeaf } from './background-leaf'
import { condition, CONDITION_BYTES, conditionSlot, firstGroup, firstLeaf, GROUP_BYTES, groupBits, groupCounts, groupLeaves, groupPlayers, groupSlots, groupTable, LEAF_BYTES, leafPlayers, tableGroups } from './layout'
import { pathLeaf, pathLeafPairs } from './path-leaf'
import { patterns } from './patterns'

/** Largest tables: 2^12 entries. */
const ENTRIES: usize = 4096

@inline function ruleFor(rules: usize, points: usize): usize { return <usize>load<u32>(rules + (points << 2)) }

/** Puts one player's (or pair's) values into its slot of the rows by pattern. */
@inline function spread(from: usize, to: usize, slot: usize, slots: usize, bytes: usize): void {
  let out = to + (slot << 3)
  for (let at: usize = 0; at < bytes; at += 8) {
    store<f64>(out, load<f64>(from + at))
    out += slots << 3
  }
}

/** Adds to each entry of the group the row of its pattern. */
function addRows(group: usize, byPattern: usize, patternOf: usize): void {
  const bytes = groupSlots(group) << 3
  let entry = groupTable(group)
  const end = entry + (bytes << groupBits(group))
  for (let next = patternOf; entry < end; next += 2) {
    const row = byPattern + <usize>load<u16>(next) * bytes
    for (let at: usize = 0; at < bytes; at += 16) v128.store(entry + at, f64x2.add(v128.load(entry + at), v128.load(row + at)))
    entry += bytes
  }
}

function spreadPairs(leaf: usize, group: usize, sums: usize, bytes: usize, byPattern: usize): void {
  const players = leafPlayers(leaf), slots = groupSlots(group), first = <usize>groupPlayers(group)
  let from = sums
  for (let j: u32 = 1; j < players; j++)
    for (let i: u32 = 0; i < j; i++) {
      const a = conditionSlot(condition(leaf, i)), b = conditionSlot(condition(leaf, j))
      const low = min(a, b), high = max(a, b)
      spread(from, byPattern, first + ((high * (high - 1)) >> 1) + low, slots, bytes)
      from += bytes
    }
}

function addLeaf(leaf: usize, group: usize, rules: usize, pairs: bool, background: f64, scratch: usize): void {
  const players = leafPlayers(leaf), slots = groupSlots(group)
  const bytes: usize = 8 << players
  const patternOf = scratch
  const byPattern = patternOf + 2 * ENTRIES
  const sums = byPattern + bytes * slots
  patterns(leaf, groupBits(group), patternOf)
  const points = <usize>((players + 1) >>> 1)
  const work = sums + <usize>players * bytes
  memory.fill(byPattern, 0, bytes * slots)
  if (groupCounts(group) != 0)
    backgroundLeaf(leaf, ruleFor(rules, points), points, groupCounts(group), <usize>1 << groupBits(group), patternOf, background, sums, work)
  else pathLeaf(leaf, ruleFor(rules, points), points, sums, work)
  for (let j: u32 = 0; j < players; j++) spread(sums + <usize>j * bytes, byPattern, conditionSlot(condition(leaf, j)), slots, bytes)
  if (pairs) {
    pathLeafPairs(leaf, ruleFor(rules, points), points, sums, sums + ((<usize>players * <usize>(players - 1)) >> 1) * bytes)
    spreadPairs(leaf, group, sums, bytes, byPattern)
  }
  addRows(group, byPattern, patternOf)
}

/** Fills the tables of one tree. `rules`: addresses of the Gauss–Legendre rules by points; `background`: its rows, where groups have counts. */
export function build(tree: usize, rules: usize, pairs: bool, background: f64, scratch: usize): void {
  let group = firstGroup(tree)
  for (let left = tableGroups(tree); left > 0; left--) {
    memory.fill(groupTable(group), 0, (groupSlots(group) << 3) << groupBits(group))
    let leaf = firstLeaf(group)
    for (let leaves = groupLeaves(group); leaves > 0; leaves--) {
      addLeaf(leaf, group, rules, pairs, background, scratch)
      leaf += LEAF_BYTES + <usize>leafPlayers(leaf) * CONDITION_BYTES
    }
    group += GROUP_BYTES
  }
}
