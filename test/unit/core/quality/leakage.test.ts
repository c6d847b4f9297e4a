import { describe, expect, it } from 'vitest'
import oracle from '../../../fixtures/quality/leakage.json'
import { leakage } from '../../../../src/main/core/quality/leakage'
import { qualityKernels } from '../../../../src/main/kernels/quality'
import { load } from '../fairness/harness'

type Cells = readonly (string | number | null)[]

const found = (cells: Cells, label: readonly number[], as: 'codes' | 'numbers', below = 0) =>
  leakage(load(cells, 'x', 0, as), Uint8Array.from(label), { repeats: false, level: 0.95, below }, qualityKernels)

const informationOf = (cells: Cells, label: readonly number[], as: 'codes' | 'numbers') =>
  found(cells, label, as).drafts.find(({ metric }) => metric === 'leakage_information')!.quantity

/** 2,000 rows, four in ten with the label. */
const label = Array.from({ length: 2000 }, (_, i) => (i % 5 < 2 ? 1 : 0))

describe('a feature that tells a label of two values', () => {
  it(`mutual information beyond chance is that of scikit-learn ${oracle.sklearn}, numbers cut into twentieths`, () => {
    for (const [name, expected] of Object.entries(oracle.information)) {
      const cells = oracle[name as 'k' | 'rare' | 'z']
      expect(informationOf(cells, oracle.g, name === 'z' ? 'numbers' : 'codes').estimate, name).toBeCloseTo(expected, 10)
    }
  })

  it('rows without a label are left out', () => {
    const quantity = informationOf([...oracle.k, 'a', 'b'], [...oracle.g, 2, 2], 'codes')
    expect(quantity.n.group).toBe(oracle.g.length)
    expect(quantity.estimate).toBeCloseTo(oracle.information.k, 10)
  })

  it('names of rows and rare values tell nothing', () => {
    const names = label.map((_, i) => `name ${i}`)
    expect(found(names, label, 'codes').notices).toEqual([])
    expect(informationOf(names, label, 'codes').estimate).toBeCloseTo(0, 9)
    const copied = [...names, ...names.slice(0, 60)]
    expect(found(copied, [...label, ...label.slice(0, 60)], 'codes').notices).toEqual([])
    const pairs = label.map((_, i) => `pair ${i % 999}`)
    expect(informationOf(pairs, label, 'codes').estimate).toBeLessThan(0.4)
    expect(found(pairs, label, 'codes').notices).toEqual([])
  })

  it('a value that is there only with the label is told, of texts and of numbers', () => {
    const boat = label.map((y, i) => (y === 1 && i % 100 !== 0 ? `boat ${i % 13}` : null))
    const [notice] = found(boat, label, 'codes').notices
    expect(notice?.said).toMatch(/^alone it holds \d+ % of the information of the label, and whether it has a value \d+ %$/)
    const paid = label.map((y, i) => (y === 1 ? i % 97 : null))
    expect(found(paid, label, 'numbers').notices).toHaveLength(1)
  })

  it('is not told of categories that may not be told, a missing value among them; the finding stays', () => {
    const rare = label.map((y, i) => (i < 4 ? null : y === 1 ? 'a' : 'b'))
    const quantityOf = (below: number) => found(rare, label, 'codes', below).drafts[0]!.quantity
    expect([quantityOf(5).estimate, quantityOf(5).reason]).toEqual([null, 'suppressed'])
    expect(quantityOf(4).estimate).toBeGreaterThan(0.9)
    expect(found(rare, label, 'codes', 5).notices).toHaveLength(1)
  })

  it('both ends of a number are told though its area is a half', () => {
    const ends = label.map((y, i) => (y === 1 ? (i % 2 === 0 ? 1 : -1) * (5 + (i % 10)) : (i % 9) - 4))
    const { drafts, notices } = found(ends, label, 'numbers')
    expect(drafts.find(({ metric }) => metric === 'leakage_auc')!.quantity.estimate).toBeLessThan(0.7)
    expect(notices).toHaveLength(1)
  })

  it('an honest feature is not told', () => {
    const honest = label.map((y, i) => y + ((i * 7919) % 100) / 25)
    expect(found(honest, label, 'numbers').notices).toEqual([])
  })

  it('an interval that covers chance about as often as it says', () => {
    let [covered, state] = [0, 7]
    const random = () => (state = (state * 48271) % 2147483647) / 2147483647
    const draw = () => {
      const y = random() < 0.5 ? 1 : 0
      return { y, x: random() < 0.8 ? y : 1 - y }
    }
    const truth = 1 + (0.8 * Math.log(0.8) + 0.2 * Math.log(0.2)) / Math.LN2
    for (let run = 0; run < 400; run++) {
      const rows = Array.from({ length: 300 }, draw)
      const { interval } = informationOf(
        rows.map(({ x }) => String(x)),
        rows.map(({ y }) => y),
        'codes'
      )
      if (interval!.low <= truth && truth <= interval!.high) covered++
    }
    expect(covered / 400).toBeGreaterThan(0.92)
  })
})
