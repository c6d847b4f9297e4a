import type { Computed } from './interval'
import { undefinedFor } from './interval'
import { finiteCorrection } from './moments'
import type { Count } from './two-proportions'

/**
 * A count drawn without replacement from a frame of N rows, as the count of an independent sample with the same variance:
 * n/f with f = (N−n)/(N−1). Hand it to score limits of differences and ratios; for a single rate use sampledProportionInterval.
 * A frame drawn whole has no sampling variance.
 */
export const sampledCount = ({ k, n }: Count, frame: number): Computed<Count> => {
  if (n > frame) throw new RangeError('sampledCount: the sample is larger than its frame')
  const correction = finiteCorrection(n, frame)
  return correction > 0 ? { k: k / correction, n: n / correction } : undefinedFor('zero-variance')
}
