const bits = new DataView(new ArrayBuffer(8))

/** The next larger double. */
export function nextUp(x: number): number {
  if (x !== x || x === Infinity) return x
  if (x === 0) return 5e-324
  bits.setFloat64(0, x)
  bits.setBigInt64(0, bits.getBigInt64(0) + (x > 0 ? 1n : -1n))
  return bits.getFloat64(0)
}
