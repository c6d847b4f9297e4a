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
      close(cramerVonMisesP(ours.cramerVonMises, a.length, b.length), known.cvm_p, 1e-9)
      if (known.ks_exact_p !== undefined) close(exactKolmogorovP(ours.ks, a.length, b.length, tieEnds(a, b)), known.ks_exact_p, 1e-10)
    })

  it('limit distributions', () => {
    for (const [t, p] of oracle.kolmogorov) close(kolmogorovUpper(t!), p!, 1e-12)
    for (const [x, p] of oracle.cvm) close(cramerVonMisesUpper(x!), p!, 1e-10, 'scipy takes one less the series', 1e-10)
  })

  it('says nothing of two equal samples', () => {
    const same = compareSorted(sorted([3, 1, 2, 2]), sorted([1, 2, 3, 2]))
    expect([same.ks, same.wasserstein, same.energy]).toEqual([0, 0, 0])
    expect(same.ties).toEqual({ distinct: 3, largest: 0.5 })
  })
})
