/** The tests of ONNX's tree nodes, by name (TreeEnsembleClassifier and -Regressor) and by number (TreeEnsemble). */
export const MODES = ['BRANCH_LEQ', 'BRANCH_LT', 'BRANCH_GTE', 'BRANCH_GT', 'BRANCH_EQ', 'BRANCH_NEQ', 'BRANCH_MEMBER'] as const
export type Mode = (typeof MODES)[number]

/**
 * "Left if x ≤ threshold" for a test of order: the true branch is left for ≤ and <, right for ≥ and >. A strict < becomes ≤ the number just
 * below in the precision that is compared in. Null for tests that are none of order.
 */
export function asInclusive(mode: Mode, threshold: number, float32: boolean): { threshold: number; trueIsLeft: boolean } | null {
  switch (mode) {
    case 'BRANCH_LEQ':
      return { threshold, trueIsLeft: true }
    case 'BRANCH_LT':
      return { threshold: below(threshold, float32), trueIsLeft: true }
    case 'BRANCH_GTE':
      return { threshold: below(threshold, float32), trueIsLeft: false }
    case 'BRANCH_GT':
      return { threshold, trueIsLeft: false }
    default:
      return null
  }
}

/** The largest number under x in float32 or float64; −∞ stays. */
export function below(x: number, float32: boolean): number {
  const view = new DataView(new ArrayBuffer(8))
  if (x === -Infinity || x !== x) return x
  if (float32) {
    if (x === 0) return -1.401298464324817e-45
    view.setFloat32(0, x)
    view.setInt32(0, view.getInt32(0) + (x > 0 ? -1 : 1))
    return view.getFloat32(0)
  }
  if (x === 0) return -5e-324
  view.setFloat64(0, x)
  view.setBigInt64(0, view.getBigInt64(0) + (x > 0 ? -1n : 1n))
  return view.getFloat64(0)
}
