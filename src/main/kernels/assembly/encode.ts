/**
 * Codes of rows begin … end − 1 of one column: 0 for NaN, otherwise one more than the cuts ≤ x. `cuts` are ascending f64, filled with NaN to
 * `steps`² − 1 … that is 2^steps − 1 entries; `values` f64.
 */
export function encode(values: usize, begin: usize, end: usize, cuts: usize, steps: u32, round: bool, wide: bool, codes: usize): void {
  const first: usize = steps == 0 ? 0 : 8 << (steps - 1)
  for (let row = begin; row < end; row++) {
    let x = load<f64>(values + (row << 3))
    if (round) x = <f64>(<f32>x)
    let at = cuts
    for (let step = first; step >= 8; step >>= 1) at += load<f64>(at + step - 8) <= x ? step : 0
    const code: u32 = x != x ? 0 : <u32>((at - cuts) >> 3) + 1
    if (wide) store<u16>(codes + (row << 1), <u16>code)
    else store<u8>(codes + row, <u8>code)
  }
}
