import { describe, expect, it } from 'vitest'
import { multinomialReplicates } from '../../../../src/main/core/stats/multinomial-bootstrap'
import { orderEnds } from '../../../../src/main/core/stats/order-ends'
import { randomStream } from '../../../../src/main/core/stats/random'

const B = 20_000
const row = (values: Int32Array, i: number) => values.subarray(i * B, (i + 1) * B)
const mean = (values: ArrayLike<number>) => Array.from(values).reduce((a, b) => a + b, 0) / values.length
const product = (a: Int32Array, b: Int32Array) => mean(a.map((x, r) => x * b[r]!)) - mean(a) * mean(b)

describe('joint resamples of counts', () => {
  for (const counts of [[1], [2, 1], [3, 0, 5, 1], [40, 3, 200, 40, 1], [5000, 1, 12, 700, 5000]])
    it(`keep the total and have multinomial means, variances and covariances: ${counts.join(' ')}`, () => {
      const values = multinomialReplicates(Int32Array.from(counts), { replicates: B, seed: 'ab12' })
      const filled = counts.filter((count) => count > 0)
      const n = filled.reduce((a, b) => a + b)
      for (let r = 0; r < B; r += 7) expect(filled.reduce((sum, _, i) => sum + row(values, i)[r]!, 0)).toBe(n)
      filled.forEach((count, i) => {
        const p = count / n
        const variance = n * p * (1 - p)
        expect(Math.abs(mean(row(values, i)) - count)).toBeLessThanOrEqual(4.5 * Math.sqrt(variance / B))
        expect(Math.abs(product(row(values, i), row(values, i)) - variance)).toBeLessThanOrEqual(0.05 * variance + 0.001)
        filled.slice(0, i).forEach((other, j) => {
          const spread = Math.sqrt((variance * other * (1 - other / n)) / B)
          expect(Math.abs(product(row(values, i), row(values, j)) + (count * other) / n)).toBeLessThanOrEqual(5 * spread + 0.001)
        })
      })
    })

  it('a replicate does not depend on how many there are', () => {
    const [few, many] = [20, 50].map((replicates) => multinomialReplicates(Int32Array.of(30, 4, 9), { replicates, seed: 'cd' }))
    for (let i = 0; i < 3; i++) expect([...few!.subarray(i * 20, i * 20 + 20)]).toEqual([...many!.subarray(i * 50, i * 50 + 20)])
  })
})

it('orders both ends as a full sort does', () => {
  const random = randomStream('ends', 0)
  for (let round = 0; round < 300; round++) {
    const values = Float64Array.from({ length: 20 + (random.word() % 1500) }, () => random.word() % (round % 2 === 0 ? 40 : 1e9))
    const count = 1 + (random.word() % 90)
    const sorted = values.slice().sort()
    const ends = orderEnds(values.slice(), count)
    expect(ends.subarray(0, count)).toEqual(sorted.subarray(0, count))
    expect(ends.subarray(ends.length - count)).toEqual(sorted.subarray(sorted.length - count))
    expect(ends.slice().sort()).toEqual(sorted)
  }
})
