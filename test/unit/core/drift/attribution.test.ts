import { describe, expect, it } from 'vitest'
import { ndcg, type Attribution } from '../../../../src/main/core/drift/attribution'
import { close } from '../stats/close'
import { drift, measureAt } from './harness'

/** sklearn.metrics.ndcg_score([[0.7, 0.1, 0.2]], [[0.1, 0.6, 0.3]]) and ([[5, 4, 3, 2]], [[1, 2, 3, 4]]), scikit-learn 1.9.1 */
const SKLEARN = [0.6576069272105635, 0.8139720120311553] as const

const of = (reference: readonly number[], current: readonly number[]): Attribution[] =>
  reference.map((before, i) => ({ feature: `f${i}`, reference: before, current: current[i]!, rows: { reference: 1, current: 1 } }))

describe('attribution drift', () => {
  it('is 1 while the order holds, whatever the sizes', () => {
    expect(ndcg(of([0.7, 0.2, 0.1], [3, 2, 1]))).toBe(1)
    expect(ndcg(of([0, 0], [1, 2]))).toBeNull()
  })

  it('has the value of scikit-learn’s ndcg_score', () => {
    close(ndcg(of([0.7, 0.1, 0.2], [0.1, 0.6, 0.3]))!, SKLEARN[0], 1e-12)
    close(ndcg(of([5, 4, 3, 2], [1, 2, 3, 4]))!, SKLEARN[1], 1e-12)
  })

  it('is no measure where the plan names no attributions', () => {
    const result = drift({ x: [1, 2, 3] }, { x: [1, 2, 4] }, [{ name: 'x', kind: 'number' }])
    expect(() => measureAt(result, 'attribution_ndcg')).toThrow('0 measures')
  })
})
