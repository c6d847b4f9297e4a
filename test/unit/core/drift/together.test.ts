import { describe, expect, it } from 'vitest'
import boosted from '../../../fixtures/drift/classifier.json'
import oracle from '../../../fixtures/drift/components.json'
import { domainClassifier } from '../../../../src/main/core/drift/domain-classifier'
import { reconstruction } from '../../../../src/main/core/drift/reconstruction'
import { symmetricEigen } from '../../../../src/main/core/stats/eigen'
import { normalDraws } from '../../../../src/main/core/stats/normal-draws'
import { randomStream } from '../../../../src/main/core/stats/random'
import { close } from '../stats/close'
import { drift, driftPlan, measureAt } from './harness'

describe('columns together', () => {
  it(`reconstruction errors are scikit-learn ${oracle.sklearn}'s`, () => {
    const columns = (rows: number[][]) => rows.map((row) => Float64Array.from(row))
    const found = reconstruction(columns(oracle.reference), columns(oracle.current))!
    expect(found.components).toBe(oracle.components)
    oracle.errors.current.forEach((error, i) => close(found.current[i]!, error, 1e-9, '', 1e-9))
    oracle.errors.reference.forEach((error, i) => close(found.reference[i]!, error, 1e-9, '', 1e-9))
  })

  it('eigenvalues are numpy’s, and the vectors are orthonormal', () => {
    const { values, vectors } = symmetricEigen(oracle.symmetric.map((row) => Float64Array.from(row)))
    oracle.eigenvalues.forEach((value, i) => close(values[i]!, value, 1e-10))
    const dot = (a: Float64Array, b: Float64Array) => a.reduce((sum, x, i) => sum + x * b[i]!, 0)
    vectors.forEach((a, i) => vectors.forEach((b, j) => close(dot(a, b), i === j ? 1 : 0, 0, '', 1e-12)))
  })

  /** Two columns of small whole numbers; `linked`: the second follows the first in the current rows. */
  const matrix = (rows: number, shift: number, linked: boolean, stream: number) => {
    const random = randomStream('together', stream)
    const next = normalDraws(random)
    const bin = (x: number) => Math.max(0, Math.min(15, Math.round(8 + 3 * x)))
    const label = Uint8Array.from({ length: 2 * rows }, (_, row) => (row < rows ? 0 : 1))
    const first = Float64Array.from(label, (current) => next() + shift * current)
    const second = Float64Array.from(label, (current, row) => (linked && current === 1 ? 0.9 * first[row]! + 0.44 * next() : next()))
    return { label, matrix: { columns: [first, second].map((x) => Uint8Array.from(x, bin)), sizes: [16, 16], rows: 2 * rows } }
  }
  const area = (rows: number, shift: number, linked: boolean, stream = 0) => {
    const { label, matrix: bins } = matrix(rows, shift, linked, stream)
    return domainClassifier(bins, label, 'ab', 0.95)
  }

  it('a classifier guesses where nothing changed, in about 95 of 100 samples', () => {
    const runs = 60
    let covered = 0
    for (let run = 0; run < runs; run++) {
      const { quantity } = area(500, 0, false, run)
      if (quantity.interval!.low <= 0.5 && quantity.interval!.high >= 0.5) covered++
    }
    expect(covered / runs).toBeGreaterThan(0.88)
  })

  it('it finds a shift, and columns that go together as they did not before', () => {
    // Two normals one apart: P(X < Y) = Φ(1/√2) = 0.760.
    const shifted = area(3000, 1, false).quantity
    expect(shifted.estimate!).toBeGreaterThan(0.74)
    expect(shifted.estimate!).toBeLessThan(0.78)
    const linked = area(3000, 0, true)
    expect(linked.quantity.interval!.low).toBeGreaterThan(0.65)
    expect(linked.gains.every((gain) => gain > 0.1)).toBe(true)
  })

  for (const { name, reference, current, area: known } of boosted.cases)
    it(`its area is about that of scikit-learn ${boosted.sklearn}'s boosted trees: ${name}`, () => {
      const columns = reference.map((numbers, i) => Uint8Array.from([...numbers, ...current[i]!]))
      const rows = columns[0]!.length
      const label = Uint8Array.from({ length: rows }, (_, row) => (row < reference[0]!.length ? 0 : 1))
      const { estimate, interval } = domainClassifier({ columns, sizes: columns.map(() => 16), rows }, label, 'ab', 0.95).quantity
      expect(Math.abs(estimate! - known)).toBeLessThan(0.03)
      expect(interval!.low).toBeLessThanOrEqual(known)
      expect(interval!.high).toBeGreaterThanOrEqual(known)
    })

  it('are compared through the assessment, on independent rows', () => {
    const next = normalDraws(randomStream('assess', 1))
    const numbers = (rows: number, shift: number) => Array.from({ length: rows }, () => next() + shift)
    const person = (rows: number) => Array.from({ length: rows }, (_, row) => `p${Math.floor(row / 2)}`)
    const table = (shift: number) => ({ x: numbers(1200, shift), y: numbers(1200, 0), z: numbers(1200, 0), person: person(1200) })
    const columns = ['x', 'y', 'z'].map((name) => ({ name, kind: 'number' as const }))
    const plan = driftPlan({ columns: { person: 'cluster' } })
    const result = drift(table(0), table(0.8), columns, plan, [{ name: 'person', kind: 'category' }])
    const found = measureAt(result, 'domain_classifier_auc')
    expect(found.n).toEqual({ group: 600, reference: 600 })
    expect(found.interval!.low).toBeGreaterThan(0.6)
    expect(measureAt(result, 'reconstruction_error_change').interval).not.toBeNull()
  })
})
