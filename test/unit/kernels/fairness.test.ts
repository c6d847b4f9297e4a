import { describe, expect, it } from 'vitest'
import { randomStream } from '../../../src/main/core/stats/random'
import { auc, aucInterval } from '../../../src/main/core/stats/auc'
import { fairnessKernels } from '../../../src/main/kernels/fairness'

const random = randomStream('kernels', 1)
const draw = (rows: number, size: number) => Uint8Array.from({ length: rows }, () => random.word() % size)
const ROWS = 140_000

describe('cells', () => {
  for (const terms of [0, 1, 2, 3, 4, 5, 7, 9])
    it(`counts with ${terms} columns as a plain loop does`, () => {
      const columns = Array.from({ length: terms }, (_, i) => draw(10_001, 2 + (i % 3)))
      const maps = columns.map((_, i) => Uint32Array.from({ length: 4 }, (_, code) => code * (1 + i)))
      const list = columns.map((codes, i) => ({ codes, map: maps[i]! }))
      const size = 1 + 3 * ((terms * (terms + 1)) / 2)
      const plain = new Uint32Array(size)
      const cells = Uint32Array.from({ length: 10_001 }, (_, row) => columns.reduce((sum, codes, i) => sum + maps[i]![codes[row]!]!, 0))
      for (const cell of cells) plain[cell]!++
      expect(fairnessKernels.countCells(list, 10_001, size)).toEqual(plain)
      expect(fairnessKernels.cellsOf(list, 10_001)).toEqual(cells)
    })

  it('sums values by blocks of 65,536 rows, leaving out NaN', () => {
    const codes = draw(ROWS, 3)
    const values = Float64Array.from({ length: ROWS }, (_, i) => (i % 11 === 0 ? NaN : random.uniform()))
    const weight = Float64Array.from({ length: ROWS }, () => 1 + random.uniform())
    const fill = (start: number, length: number, out: Float64Array) => out.set(values.subarray(start, start + length))
    const map = Uint32Array.of(0, 1, 2)
    const sums = fairnessKernels.sumCells([{ codes, map }], ROWS, 3, fill, weight)
    const blocks = [0, 0, 0]
    for (let start = 0; start < ROWS; start += 65_536) {
      const block = [0, 0, 0]
      for (let i = start; i < Math.min(ROWS, start + 65_536); i++)
        if (!Number.isNaN(values[i])) block[codes[i]!]! += weight[i]! * values[i]!
      block.forEach((sum, cell) => (blocks[cell]! += sum))
    }
    expect([...sums.wx]).toEqual(blocks)
    expect(sums.n.reduce((a, b) => a + b)).toBe(values.filter((value) => !Number.isNaN(value)).length)
  })
})

describe('ranking and placements', () => {
  const scores = Float64Array.from({ length: 5000 }, (_, i) =>
    i % 97 === 0 ? NaN : i % 89 === 0 ? -0 : Math.round((random.uniform() - 0.5) * 400) / 100
  )
  it('orders doubles of both signs, equal ones by row', () => {
    const { order, scores: sorted } = fairnessKernels.rank(scores)
    const plain = Array.from(scores.keys())
      .filter((i) => !Number.isNaN(scores[i]))
      .sort((a, b) => scores[a]! - scores[b]! || a - b)
    expect([...order]).toEqual(plain)
    expect([...sorted]).toEqual(plain.map((i) => scores[i]))
  })
  it('by tied blocks of cells gives what row by row gives, and the distinct scores of each group', () => {
    const [cellOfRow, label] = [Uint32Array.from(draw(5000, 5)), draw(5000, 3)]
    const groupOfCell = Uint32Array.of(0, 1, 2, 0, 1)
    const groupOfRow = cellOfRow.map((cell) => groupOfCell[cell]!)
    const ranking = fairnessKernels.rank(scores)
    const ranked = fairnessKernels.rankedCells(ranking, cellOfRow, label)
    const [rows, cells] = [
      fairnessKernels.placements({ ranking, groupOfRow, groups: 2, label, weight: null, whole: false }, null),
      fairnessKernels.tiedPlacements(ranked, groupOfCell, 2)
    ]
    for (const side of ['positive', 'negative'] as const)
      for (const sum of ['n', 'w', 'wv', 'w2', 'w2v', 'w2vv'] as const)
        for (const group of [0, 1]) expect(cells[side][sum][group]).toBeCloseTo(rows[side][sum][group]!, 8)
    fairnessKernels.distinctScores(ranked, groupOfCell, 2).forEach(({ scores: distinct, counts }, group) => {
      const own = Array.from(scores).filter((score, row) => groupOfRow[row] === group && !Number.isNaN(score))
      expect(Array.from(distinct, (score) => score + 0)).toEqual([...new Set(own.map((score) => score + 0))].sort((a, b) => a - b))
      expect([...counts]).toEqual([...distinct].map((score) => own.filter((other) => other === score).length))
    })
  })
  it('gives each group the AUC and variance of DeLong on its own rows', () => {
    const [groupOfRow, label] = [Uint32Array.from(draw(5000, 3)), draw(5000, 3)]
    const sums = fairnessKernels.placements(
      { ranking: fairnessKernels.rank(scores), groupOfRow, groups: 2, label, weight: null, whole: false },
      null
    )
    for (const group of [0, 1]) {
      const of = (y: number) =>
        Float64Array.from(
          Array.from(scores.keys())
            .filter((i) => groupOfRow[i] === group && label[i] === y && !Number.isNaN(scores[i]))
            .map((i) => scores[i]!)
        ).sort()
      const wanted = auc(of(1), of(0))
      if ('undefined' in wanted) throw new Error('one class')
      expect(sums.positive.wv[group]! / sums.positive.w[group]!).toBeCloseTo(wanted.estimate, 12)
      const variance = [sums.positive, sums.negative].reduce((total, { n, w, wv, w2vv }) => {
        const [size, mean] = [n[group]!, wv[group]! / w[group]!]
        return total + (w2vv[group]! - size * mean * mean) / (size - 1) / size
      }, 0)
      expect(variance).toBeCloseTo(wanted.variance, 12)
      expect('undefined' in aucInterval(wanted, 0.95)).toBe(false)
    }
  })
})

describe('clusters', () => {
  it('puts rows of a cluster side by side; missing ones stand alone', () => {
    const { order, starts, clusters, largest } = fairnessKernels.clusterRows(Uint8Array.of(2, 0, 1, 2, 0, 2))
    expect([...order]).toEqual([2, 0, 3, 5, 1, 4])
    expect([...starts]).toEqual([0, 1, 4, 5, 6])
    expect([clusters, largest]).toEqual([4, 3])
  })
  it('sums products of cluster sums, dense or sparse', () => {
    const codes = Uint16Array.from({ length: 600 }, () => 1 + (random.word() % 80))
    const rows = fairnessKernels.clusterRows(codes)
    const slots = Uint32Array.from({ length: 600 }, () => random.word() % 18)
    const value = Float64Array.from({ length: 600 }, () => random.uniform())
    const plain = (i: number, j: number) => {
      let total = 0
      for (let c = 1; c <= 80; c++) {
        const sum = (slot: number) => value.reduce((s, x, row) => s + (codes[row] === c && slots[row] === slot ? x : 0), 0)
        total += sum(i) * sum(j)
      }
      return total
    }
    for (const size of [18, 5000]) {
      const moments = fairnessKernels.secondMoments(rows, slots, size, value)
      for (const [i, j] of [
        [0, 0],
        [3, 9],
        [9, 3],
        [17, 2]
      ] as const)
        expect(moments.at(i, j)).toBeCloseTo(plain(i, j), 12)
    }
    const patterns = fairnessKernels.clusterPatterns(rows, slots, 2)
    for (const group of [0, 1]) {
      const touched = new Set(
        Array.from(slots.keys())
          .filter((row) => Math.floor(slots[row]! / 9) === group)
          .map((row) => codes[row])
      )
      expect(patterns.subarray(group * 512, group * 512 + 512).reduce((a, b) => a + b)).toBe(touched.size)
    }
  })
})
