import { below, type Random } from '../../stats/random'
import type { Detector } from './detector'

export type KswinOptions = { alpha: number; window: number; recent: number }

/**
 * Kolmogorov–Smirnov windowing: the latest values against as many drawn from the earlier ones of the window (Raab, Heusinger and Schleif 2020);
 * a change needs p ≤ alpha and a distance above 0.1. The draw takes all earlier values where there are no more than asked.
 */
export function kswin({ alpha, window, recent }: KswinOptions, random: Random): Detector {
  const critical = Math.max(criticalCount(recent, alpha), Math.floor(0.1 * recent) + 1)
  let values: number[] = []
  const earlier = new Float64Array(recent)
  const latest = new Float64Array(recent)
  return {
    update(value) {
      values.push(value)
      if (values.length > window) values.shift()
      if (values.length < window) return false
      draw(values, window - recent, earlier, random)
      for (let i = 0; i < recent; i++) latest[i] = values[window - recent + i]!
      const changed = largestGap(earlier.sort(), latest.sort()) >= critical
      // The detector starts anew, with nothing in its window, at the next value.
      if (changed) values = []
      return changed
    }
  }
}

/** Sampling without replacement from the first `size` values (Floyd's algorithm by rejection: few of many). */
function draw(values: readonly number[], size: number, into: Float64Array, random: Random): void {
  if (size === into.length) {
    for (let i = 0; i < size; i++) into[i] = values[i]!
    return
  }
  const taken = new Set<number>()
  while (taken.size < into.length) taken.add(below(random, size))
  let i = 0
  for (const place of taken) into[i++] = values[place]!
}

/** n · D of two samples of n, both ascending. */
function largestGap(a: Float64Array, b: Float64Array): number {
  let [i, j, most] = [0, 0, 0]
  while (i < a.length && j < b.length) {
    const value = Math.min(a[i]!, b[j]!)
    while (i < a.length && a[i] === value) i++
    while (j < b.length && b[j] === value) j++
    most = Math.max(most, Math.abs(i - j))
  }
  return most
}

/**
 * The least k with P(n·D ≥ k) ≤ alpha for two samples of n without ties: 2 Σ (−1)^(j−1) C(2n, n − jk)/C(2n, n) (Gnedenko and Korolyuk 1951);
 * n + 1 where there is none.
 */
export function criticalCount(n: number, alpha: number): number {
  for (let k = 1; k <= n; k++) if (tail(n, k) <= alpha) return k
  return n + 1
}

function tail(n: number, k: number): number {
  let total = 0
  for (let j = 1; j * k <= n; j++) total += (j % 2 === 1 ? 2 : -2) * ratio(n, j * k)
  return total
}

/** C(2n, n − d)/C(2n, n) = Π_{i=0}^{d−1} (n − i)/(n + i + 1). */
function ratio(n: number, d: number): number {
  let product = 1
  for (let i = 0; i < d; i++) product *= (n - i) / (n + i + 1)
  return product
}
