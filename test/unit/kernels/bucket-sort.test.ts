import { expect, it } from 'vitest'
import { normalDraws } from '../../../src/main/core/stats/normal-draws'
import { randomStream } from '../../../src/main/core/stats/random'
import { sortNumbers } from '../../../src/main/kernels/bucket-sort'

const draws = normalDraws(randomStream('sort', 0))
const KINDS: Record<string, (i: number) => number> = {
  normal: () => draws(),
  'heavy tail': () => Math.exp(6 * draws()),
  'one far outlier': (i) => (i === 7 ? 1e300 : draws()),
  'few values': (i) => (i * 7919) % 5,
  'mostly zero': (i) => (i % 20 === 0 ? draws() : i % 2 === 0 ? 0 : -0),
  constant: () => 4,
  descending: (i) => -i,
  'two clumps': (i) => (i % 2) * 1e12 + draws() * 1e-9,
  infinities: (i) => (i % 1000 === 0 ? Infinity : i % 1001 === 0 ? -Infinity : draws())
}

for (const [name, of] of Object.entries(KINDS))
  for (const length of [0, 1, 100, 5000, 60_000])
    it(`sorts ${length} numbers: ${name}`, () => {
      const numbers = Float64Array.from({ length }, (_, i) => of(i))
      const expected = numbers.slice().sort()
      const sorted = sortNumbers(numbers)
      expect(sorted.every((x, i) => x === expected[i])).toBe(true)
    })
