// What the TypeScript side (core/explain/trees/memory) writes and the kernels read. Addresses and 32-bit words unless said otherwise.

// Frame: where the rows of one run lie. Codes and sums are column-major.
@inline export function frameCodes(frame: usize): usize { return <usize>load<u32>(frame) }
@inline export function frameCodeStride(frame: usize): usize { return <usize>load<u32>(frame, 4) }
@inline export function frameWide(frame: usize): bool { return load<u32>(frame, 8) != 0 }
@inline export function frameSums(frame: usize): usize { return <usize>load<u32>(frame, 12) }
@inline export function frameSumStride(frame: usize): usize { return <usize>load<u32>(frame, 16) }

/** Address of a code column's first row of a block. */
@inline export function codeColumn(frame: usize, column: usize, row: usize): usize {
  return frameCodes(frame) + column * frameCodeStride(frame) + (frameWide(frame) ? row << 1 : row)
}

/** Address of a sum column's first row of a block. */
@inline export function sumColumn(frame: usize, column: usize, row: usize): usize {
  return frameSums(frame) + column * frameSumStride(frame) + (row << 3)
}

// Test, 16 bytes: a row goes left if code − away < cut − away (unsigned), or where `lookup` is not 0 if lookup[code] is not 0.
export const TEST_BYTES: usize = 16
@inline export function testColumn(test: usize): usize { return <usize>load<u32>(test) }
@inline export function testCut(test: usize): u32 { return load<u32>(test, 4) }
/** 1: the missing code 0 goes right. */
@inline export function testAway(test: usize): u32 { return load<u32>(test, 8) }
@inline export function testLookup(test: usize): usize { return <usize>load<u32>(test, 12) }

// Tree for tables: tests of the inner nodes, products of two earlier masks, groups.
@inline export function tableTests(tree: usize): u32 { return load<u32>(tree) }
@inline export function tableProducts(tree: usize): u32 { return load<u32>(tree, 4) }
@inline export function tableGroups(tree: usize): u32 { return load<u32>(tree, 8) }
@inline export function firstTest(tree: usize): usize { return <usize>load<u32>(tree, 12) }
@inline export function firstProduct(tree: usize): usize { return <usize>load<u32>(tree, 16) }
@inline export function firstGroup(tree: usize): usize { return <usize>load<u32>(tree, 20) }

// Product of masks, 16 bytes: (mask a ^ flip a) & (mask b ^ flip b); flips are 0 or −1.
export const PRODUCT_BYTES: usize = 16

// Group, 96 bytes, and the leaves under it.
export const GROUP_BYTES: usize = 96
@inline export function groupBits(group: usize): u32 { return load<u32>(group) }
/** Columns of the table, an even number. */
@inline export function groupSlots(group: usize): usize { return <usize>load<u32>(group, 4) }
@inline export function groupTable(group: usize): usize { return <usize>load<u32>(group, 8) }
/** Sum column of each slot. */
@inline export function groupTargets(group: usize): usize { return <usize>load<u32>(group, 12) }
@inline export function groupLeaves(group: usize): u32 { return load<u32>(group, 16) }
@inline export function firstLeaf(group: usize): usize { return <usize>load<u32>(group, 20) }
/** u32 counters of background rows by entry; 0 where there is no background. */
@inline export function groupCounts(group: usize): usize { return <usize>load<u32>(group, 24) }
/** Distinct players of the group: slots 0 … players − 1 are their values, then come pairs. */
@inline export function groupPlayers(group: usize): u32 { return load<u32>(group, 28) }
@inline export function groupMask(group: usize, bit: u32): usize { return <usize>load<u32>(group + (<usize>bit << 2), 32) }

// Leaf: players, then its value; then one 24-byte condition a player.
export const LEAF_BYTES: usize = 16
export const CONDITION_BYTES: usize = 24
@inline export function leafPlayers(leaf: usize): u32 { return load<u32>(leaf) }
@inline export function leafValue(leaf: usize): f64 { return load<f64>(leaf, 8) }
@inline export function condition(leaf: usize, player: u32): usize { return leaf + LEAF_BYTES + <usize>player * CONDITION_BYTES }
@inline export function conditionBits(c: usize): u32 { return load<u32>(c) }
@inline export function conditionValue(c: usize): u32 { return load<u32>(c, 4) }
@inline export function conditionSlot(c: usize): usize { return <usize>load<u32>(c, 8) }
@inline export function conditionShare(c: usize): f64 { return load<f64>(c, 16) }

// Node for walks, 64 bytes; children are addresses, at a leaf its own.
@inline export function walkLeft(node: usize): usize { return <usize>load<u32>(node) }
@inline export function walkRight(node: usize): usize { return <usize>load<u32>(node, 4) }
@inline export function walkPlayer(node: usize): usize { return <usize>load<u32>(node, 8) }
/** The test of a walk node lies inside it. */
@inline export function walkTest(node: usize): usize { return node + 16 }
@inline export function walkValue(node: usize): f64 { return load<f64>(node, 32) }
@inline export function walkShareLeft(node: usize): f64 { return load<f64>(node, 40) }
@inline export function walkShareRight(node: usize): f64 { return load<f64>(node, 48) }

/** Whether a row of this code goes left. */
@inline export function passes(test: usize, code: u32): bool {
  const lookup = testLookup(test)
  if (lookup != 0) return load<u8>(lookup + <usize>code) != 0
  const away = testAway(test)
  return code - away < testCut(test) - away
}

@inline export function codeAt(frame: usize, column: usize, row: usize): u32 {
  const at = codeColumn(frame, column, row)
  return frameWide(frame) ? <u32>load<u16>(at) : <u32>load<u8>(at)
}
