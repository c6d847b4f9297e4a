import { describe, expect, it, test } from 'vitest'
import { mover } from '../../../../src/main/core/stats/mover'
import { mcnemarMidP, pairedInterval, type Pairs } from '../../../../src/main/core/stats/paired-proportions'
import fixture from '../../../fixtures/comparison/paired.json'
import fc from '../../../support/fast-check'
import { close, defined } from './close'

/** Where every row of so many was gained or lost, a limit is as near to ±1 as the rows are many. */
const isExtreme = ({ gained, lost, n }: Pairs): boolean => n >= 1e6 && (gained === n || lost === n)

const limitsOf = (pairs: Pairs, level: number): { low: number; high: number } => defined(pairedInterval(pairs, level))

const pairsUpTo = (most: number): fc.Arbitrary<Pairs> =>
  fc
    .tuple(fc.nat(most), fc.nat(most), fc.nat(most))
    .filter(([gained, lost, alike]) => gained + lost + alike > 0)
    .map(([gained, lost, alike]) => ({ gained, lost, n: gained + lost + alike }))
const pairs = fc.oneof(pairsUpTo(5), pairsUpTo(300), pairsUpTo(1e7))
const levels = fc.double({ min: 0.5, max: 0.999, noNaN: true })

describe('score limits of a difference of paired proportions', () => {
  test.each(fixture.tango)('$n10 gained, $n01 lost of $n at $level', ({ n10, n01, n, level, ...expected }) => {
    const own = { gained: n10, lost: n01, n }
    const { low, high } = limitsOf(own, level)
    const floor = isExtreme(own) ? 1e-9 : 1e-11
    close(low, expected.low, 1e-9, 'low', floor)
    close(high, expected.high, 1e-9, 'high', floor)
  })

  test.each(fixture.tango.filter(({ source }) => source !== undefined))('$source.text', ({ n10, n01, n, level, source }) => {
    const { low, high } = limitsOf({ gained: n10, lost: n01, n }, level)
    expect([low.toFixed(source!.digits), high.toFixed(source!.digits)]).toEqual([
      source!.low.toFixed(source!.digits),
      source!.high.toFixed(source!.digits)
    ])
  })

  it('there are none without rows', () => {
    expect(pairedInterval({ gained: 0, lost: 0, n: 0 }, 0.95)).toEqual({ undefined: 'no-rows' })
  })

  it('they name their method and level', () => {
    expect(pairedInterval({ gained: 3, lost: 1, n: 9 }, 0.9)).toMatchObject({ method: 'tango', level: 0.9 })
  })

  it('they are symmetric where nothing is gained or lost, and a limit is reached where all is', () => {
    const { low, high } = limitsOf({ gained: 0, lost: 0, n: 44 }, 0.95)
    expect(low).toBe(-high)
    expect(limitsOf({ gained: 0, lost: 3, n: 3 }, 0.95).low).toBe(-1)
    expect(limitsOf({ gained: 5, lost: 0, n: 5 }, 0.95).high).toBe(1)
  })

  it('they lie within −1 and 1 and contain the estimate', () => {
    fc.assert(
      fc.property(pairs, levels, (own, level) => {
        const { low, high } = limitsOf(own, level)
        const estimate = (own.gained - own.lost) / own.n
        expect(low).toBeGreaterThanOrEqual(-1)
        expect(high).toBeLessThanOrEqual(1)
        expect(low).toBeLessThanOrEqual(estimate)
        expect(high).toBeGreaterThanOrEqual(estimate)
      })
    )
  })

  it('they change places and sign where gained and lost do', () => {
    fc.assert(
      fc.property(pairs, levels, (own, level) => {
        const { low, high } = limitsOf(own, level)
        const swapped = limitsOf({ ...own, gained: own.lost, lost: own.gained }, level)
        expect([swapped.low, swapped.high]).toEqual([-high, -low])
      })
    )
  })

  it('they are wider at a higher level', () => {
    fc.assert(
      fc.property(pairs, levels, levels, (own, one, other) => {
        const [inner, outer] = [limitsOf(own, Math.min(one, other)), limitsOf(own, Math.max(one, other))]
        expect(outer.low).toBeLessThanOrEqual(inner.low)
        expect(outer.high).toBeGreaterThanOrEqual(inner.high)
      })
    )
  })

  it('where rows are only gained, they reach farther into gain than into loss', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 400 }), (gained, alike) => {
        const n = gained + alike
        const { low, high } = limitsOf({ gained, lost: 0, n }, 0.95)
        expect(high).toBeGreaterThan(gained / n)
        expect(low).toBeGreaterThan(-high)
      })
    )
  })
})

describe("McNemar's mid-p", () => {
  test.each(fixture.mcnemar)('$n10 gained, $n01 lost', ({ n10, n01, midP }) => {
    close(mcnemarMidP({ gained: n10, lost: n01, n: n10 + n01 }), midP, 1e-9)
  })

  it('is a probability, the same in both directions, whatever rows are alike', () => {
    fc.assert(
      fc.property(pairs, fc.nat(1000), (own, more) => {
        const p = mcnemarMidP(own)
        expect(p).toBeGreaterThanOrEqual(0)
        expect(p).toBeLessThanOrEqual(1)
        expect(mcnemarMidP({ gained: own.lost, lost: own.gained, n: own.n + more })).toBe(p)
      })
    )
  })

  it('is 1 where as many rows are gained as lost', () => {
    fc.assert(
      fc.property(fc.nat(1e6), (own) => {
        expect(mcnemarMidP({ gained: own, lost: own, n: 2 * own })).toBe(1)
      })
    )
  })

  it('falls as gained and lost rows move apart', () => {
    fc.assert(
      fc.property(fc.integer({ min: 2, max: 400 }), fc.nat(200), (differing, fewer) => {
        const lost = Math.min(fewer, Math.floor(differing / 2))
        if (lost === 0) return
        const of = (own: number): number => mcnemarMidP({ gained: differing - own, lost: own, n: differing })
        expect(of(lost - 1)).toBeLessThan(of(lost))
      })
    )
  })
})

test.each(fixture.gaps)(
  'change of a gap: $group.n10, $group.n01 of $group.n against $reference.n10, $reference.n01 of $reference.n at $level',
  ({ group, reference, level, estimate, low, high }) => {
    const side = ({ n10, n01, n }: typeof group): { estimate: number; low: number; high: number } => ({
      estimate: (n10 - n01) / n,
      ...limitsOf({ gained: n10, lost: n01, n }, level)
    })
    const limits = mover(side(group), side(reference))
    close(side(group).estimate - side(reference).estimate, estimate, 1e-9, 'estimate', 1e-11)
    close(limits.low, low, 1e-9, 'low', 1e-11)
    close(limits.high, high, 1e-9, 'high', 1e-11)
  }
)
