import { binomialPmf } from './binomial'
import type { Count } from '../../../../src/main/core/stats/two-proportions'

/** Probability, to the last table, that an event happens when k₁ ~ Bin(n₁, p₁) and k₂ ~ Bin(n₂, p₂): no simulation. */
export const chance = (n1: number, p1: number, n2: number, p2: number, happens: (a: Count, b: Count) => boolean): number => {
  const second = Array.from({ length: n2 + 1 }, (_, k) => binomialPmf(k, n2, p2))
  let total = 0
  for (let k1 = 0; k1 <= n1; k1++) {
    const first = binomialPmf(k1, n1, p1)
    if (first < 1e-12) continue
    for (let k2 = 0; k2 <= n2; k2++) if (second[k2]! > 1e-12 && happens({ k: k1, n: n1 }, { k: k2, n: n2 })) total += first * second[k2]!
  }
  return total
}

/** Remembers the answer for each table: the same tables come back at every true rate. */
export const remembered = <T>(answer: (a: Count, b: Count) => T): ((a: Count, b: Count) => T) => {
  const known = new Map<number, T>()
  return (a, b) => {
    const key = a.k * 1e6 + b.k
    if (!known.has(key)) known.set(key, answer(a, b))
    return known.get(key)!
  }
}

export const mean = (values: readonly number[]): number => values.reduce((s, x) => s + x, 0) / values.length
