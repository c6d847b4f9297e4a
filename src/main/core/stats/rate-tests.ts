import type { Computed } from './interval'
import { undefinedFor } from './interval'
import { normalUpper } from './normal'
import type { Count } from './two-proportions'

/** Pooled two-proportion z test (the "two standard deviations" rule). z is positive where the first rate is higher; p is two-sided. */
export const pooledZTest = (a: Count, b: Count): Computed<{ z: number; p: number }> => {
  if (!(a.n > 0) || !(b.n > 0)) return undefinedFor('no-rows')
  const pooled = (a.k + b.k) / (a.n + b.n)
  const spread = pooled * (1 - pooled) * (1 / a.n + 1 / b.n)
  if (!(spread > 0)) return undefinedFor('zero-variance')
  const z = (a.k / a.n - b.k / b.n) / Math.sqrt(spread)
  return { z, p: Math.min(1, 2 * normalUpper(Math.abs(z))) }
}
