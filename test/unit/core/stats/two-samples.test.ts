import { describe, expect, it } from 'vitest'
import oracle from '../../../fixtures/drift/two_samples.json'
import { cramerVonMisesP, cramerVonMisesUpper } from '../../../../src/main/core/stats/cramer-von-mises'
import { exactKolmogorovP, kolmogorovUpper } from '../../../../src/main/core/stats/kolmogorov'
import { compareSorted, tieEnds } from '../../../../src/main/core/stats/two-samples'
import { close } from './close'

const sorted = (numbers: readonly number[]) => Float64Array.from(numbers).sort()

describe(`two samples of numbers, against scipy ${oracle.scipy}`, () => {
  for (const { name, x, y, ...known } of oracle.cases)
    it(name, () => {
      const [a, b] = [sorted(x), sorted(y)]
      const ours = compareSorted(a, b)
      close(ours.ks, known.ks, 1e-12)
      close(ours.wasserstein, known.wasserstein, 1e-12)
      close(ours.energy, known.energy, 1e-12)
      close(ours.cramerVonMises, known.cvm, 1e-10)
      close(ours.anderson, known.anderson, 1e-9)
      close(ours.mannWhitney, known.mannwhitney, 1e-12)
      const dealt = ours.cramerVonMisesNull
      expect(Math.abs(dealt.mean - known.cvm_mean)).toBeLessThan(4 * known.cvm_mean_error)
      const p = cramerVonMisesP(ours.cramerVonMises, a.length, b.length, dealt)
      if (known.cvm_p !== undefined) close(p, known.cvm_p, 1e-9)
      else expect(Math.abs(p - known.cvm_dealt_p)).toBeLessThan(0.02 + 0.05 * known.cvm_dealt_p)
      if (known.ks_exact_p !== undefined) close(exactKolmogorovP(ours.ks, a.length, b.length, tieEnds(a, b)), known.ks_exact_p, 1e-10)
    })

  it('limit distributions', () => {
    for (const [t, p] of oracle.kolmogorov) close(kolmogorovUpper(t!), p!, 1e-12)
    for (const [x, p] of oracle.cvm) close(cramerVonMisesUpper(x!), p!, 1e-10, 'scipy takes one less the series', 1e-10)
  })

  it('Cramér and von Mises’s T is small for equal shares of samples of other sizes, and the same seen from above', () => {
    const [x, y] = [sorted(Array.from({ length: 700 }, (_, i) => i % 7)), sorted(Array.from({ length: 70 }, (_, i) => i % 7))]
    expect(compareSorted(x, y).cramerVonMises).toBe(0)
    for (const { x: a, y: b } of oracle.cases) {
      const mirrored = compareSorted(sorted(a.map((one) => -one)), sorted(b.map((one) => -one)))
      close(mirrored.cramerVonMises, compareSorted(sorted(a), sorted(b)).cramerVonMises, 1e-12)
    }
  })

  it('says nothing of two equal samples', () => {
    const same = compareSorted(sorted([3, 1, 2, 2]), sorted([1, 2, 3, 2]))
    expect([same.ks, same.wasserstein, same.energy]).toEqual([0, 0, 0])
    expect(same.ties).toEqual({ distinct: 3, largest: 0.5 })
  })
})
