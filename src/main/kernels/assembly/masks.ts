import { codeColumn, firstProduct, firstTest, frameWide, PRODUCT_BYTES, tableProducts, tableTests, TEST_BYTES, testAway, testColumn, testCut, testLookup } from './layout'

@inline function narrowTest(codes: usize, cut: u32, away: u32, out: usize, rows: usize): void {
  const shift = i8x16.splat(<i8>away), limit = i8x16.splat(<i8>(cut - away))
  for (let r: usize = 0; r < rows; r += 16) v128.store(out + r, i8x16.lt_u(i8x16.sub(v128.load(codes + r), shift), limit))
}

@inline function wideTest(codes: usize, cut: u32, away: u32, out: usize, rows: usize): void {
  const shift = i16x8.splat(<i16>away), limit = i16x8.splat(<i16>(cut - away))
  for (let r: usize = 0; r < rows; r += 16) {
    const at = codes + (r << 1)
    const low = i16x8.lt_u(i16x8.sub(v128.load(at), shift), limit)
    const high = i16x8.lt_u(i16x8.sub(v128.load(at, 16), shift), limit)
    v128.store(out + r, i8x16.narrow_i16x8_s(low, high))
  }
}

function lookupTest(codes: usize, lookup: usize, wide: bool, out: usize, rows: usize): void {
  for (let r: usize = 0; r < rows; r++) {
    const code = wide ? <usize>load<u16>(codes + (r << 1)) : <usize>load<u8>(codes + r)
    store<u8>(out + r, load<u8>(lookup + code) != 0 ? 0xff : 0)
  }
}

function products(tree: usize, masks: usize, rows: usize): void {
  let product = firstProduct(tree)
  let out = masks + <usize>tableTests(tree) * rows
  for (let left = tableProducts(tree); left > 0; left--) {
    const a = masks + <usize>load<u32>(product) * rows, flipA = i8x16.splat(<i8>load<i32>(product, 4))
    const b = masks + <usize>load<u32>(product, 8) * rows, flipB = i8x16.splat(<i8>load<i32>(product, 12))
    for (let r: usize = 0; r < rows; r += 16)
      v128.store(out + r, v128.and(v128.xor(v128.load(a + r), flipA), v128.xor(v128.load(b + r), flipB)))
    product += PRODUCT_BYTES
    out += rows
  }
}

/** One byte (0 or −1) a row for each test of the tree (−1: the row goes left), then for each product. `rows` is a multiple of 16. */
export function masks(tree: usize, frame: usize, row: usize, rows: usize, out: usize): void {
  const wide = frameWide(frame)
  let test = firstTest(tree)
  let to = out
  for (let left = tableTests(tree); left > 0; left--) {
    const codes = codeColumn(frame, testColumn(test), row)
    const lookup = testLookup(test)
    if (lookup != 0) lookupTest(codes, lookup, wide, to, rows)
    else if (wide) wideTest(codes, testCut(test), testAway(test), to, rows)
    else narrowTest(codes, testCut(test), testAway(test), to, rows)
    test += TEST_BYTES
    to += rows
  }
  products(tree, out, rows)
}
