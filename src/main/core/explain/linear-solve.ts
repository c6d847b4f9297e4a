/** x with A x = b for a symmetric positive definite A (row by row), by Cholesky's factors; A and b are overwritten. */
export function solvePositive(a: Float64Array[], b: Float64Array): Float64Array {
  const n = b.length
  for (let j = 0; j < n; j++) {
    for (let k = 0; k < j; k++) for (let i = j; i < n; i++) a[i]![j]! -= a[i]![k]! * a[j]![k]!
    const root = Math.sqrt(a[j]![j]!)
    for (let i = j; i < n; i++) a[i]![j]! /= root
  }
  for (let i = 0; i < n; i++) {
    for (let k = 0; k < i; k++) b[i]! -= a[i]![k]! * b[k]!
    b[i]! /= a[i]![i]!
  }
  for (let i = n - 1; i >= 0; i--) {
    for (let k = i + 1; k < n; k++) b[i]! -= a[k]![i]! * b[k]!
    b[i]! /= a[i]![i]!
  }
  return b
}
