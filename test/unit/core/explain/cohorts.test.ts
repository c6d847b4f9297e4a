import { expect, test } from 'vitest'
import { sharesIn } from '../../../../src/main/core/explain/cohorts/topic'
import { varianceOf } from '../../../../src/main/core/explain/means'
import { table } from './models'

test('limits of a share of contributions are those of leaving out one row at a time', () => {
  const values = table(500, 3, 'cohorts').columns.map((column, j) => column.map((x) => x * (j + 1)))
  const has = Uint8Array.from({ length: 500 }, (_, row) => (row % 3 === 0 ? 1 : 0))
  const shareWithout = (left: number): number => {
    const sums = values.map((column) => column.reduce((sum, x, row) => sum + (has[row] === 1 && row !== left ? Math.abs(x) : 0), 0))
    return sums[1]! / sums.reduce((sum, one) => sum + one, 0)
  }
  const [, second] = sharesIn({ values, design: { rows: new Uint32Array(500), weight: null, cluster: null } }, { name: 'c', has })
  expect(second!.estimate).toBeCloseTo(shareWithout(-1), 12)
  const left = [...has.keys()].filter((row) => has[row] === 1).map(shareWithout)
  const mean = left.reduce((sum, x) => sum + x, 0) / left.length
  const jackknife = ((left.length - 1) / left.length) * left.reduce((sum, x) => sum + (x - mean) * (x - mean), 0)
  expect(varianceOf(second!.scores, second!.units) / jackknife).toBeCloseTo(1, 1)
})
