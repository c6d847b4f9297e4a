import { describe, expect, it } from 'vitest'
import { MOST_PLAYERS, shapleyOf, worths } from '../../../../src/main/core/explain/shapley/exact'
import { attributeRows } from '../../../../src/main/core/explain/shapley/attribute-rows'
import { sampleShapley } from '../../../../src/main/core/explain/shapley/sampled'
import { playersOf, type Table } from '../../../../src/main/core/explain/subject'
import { randomStream } from '../../../../src/main/core/stats/random'
import { byRow, pairwise, table, threefold } from './models'

const row = table(1, 8, 'row')
const background = table(20, 8, 'background')
const players = playersOf(row.columns.map((_, j) => ({ name: `x${j}`, levels: null })))

/** Every order of the players: n! walks. */
function byOrders(worth: Float64Array, players: number): number[] {
  const values = new Array<number>(players).fill(0)
  let orders = 0
  const walk = (inside: number, left: number[]): void => {
    if (left.length === 0) orders++
    for (const p of left) {
      const rest = left.filter((q) => q !== p)
      const times = factorial(rest.length)
      values[p]! += times * (worth[inside | (1 << p)]! - worth[inside]!)
      walk(inside | (1 << p), rest)
    }
  }
  walk(
    0,
    Array.from({ length: players }, (_, p) => p)
  )
  return values.map((value) => value / orders)
}
const factorial = (n: number): number => (n < 2 ? 1 : n * factorial(n - 1))

describe('Shapley values of a black box', () => {
  const game = { players, predict: threefold, background }
  const worth = worths(game, row, 0)
  const exact = shapleyOf(worth, players.length)

  it('equal the mean over all orders of the players', () => {
    const small = worth.slice(0, 1 << 6)
    const values = shapleyOf(small, 6)
    byOrders(small, 6).forEach((value, p) => expect(values[p]).toBeCloseTo(value, 12))
  })

  it('add up to the margin less the mean margin', () => {
    const total = exact.reduce((sum, value) => sum + value, 0)
    expect(total).toBeCloseTo(worth[worth.length - 1]! - worth[0]!, 12)
  })

  it('are exact after one round of walks both ways where no interaction is above the second order', () => {
    const second = { players, predict: pairwise, background }
    const truth = shapleyOf(worths(second, row, 0), players.length)
    const sampled = sampleShapley(second, row, 0, randomStream('seed', 1), { tolerance: 0, evaluations: 1 })
    truth.forEach((value, p) => expect(sampled.values[p]).toBeCloseTo(value, 10))
    expect(Math.max(...sampled.errors)).toBeLessThan(1e-7)
  })

  it('are estimated with a standard error that means what it says', () => {
    const ratios: number[] = []
    for (let seed = 0; seed < 60; seed++) {
      const { values, errors } = sampleShapley(game, row, 0, randomStream(`seed ${seed}`, 0), { tolerance: 0, evaluations: 20 * 16 * 6 })
      values.forEach((value, p) => {
        if (errors[p]! > 1e-9) ratios.push((value - exact[p]!) / errors[p]!)
      })
    }
    const spread = Math.sqrt(ratios.reduce((sum, z) => sum + z * z, 0) / ratios.length)
    expect(spread).toBeGreaterThan(0.85)
    expect(spread).toBeLessThan(1.2)
  })

  it('are not called certain after a few walks from a single background row', () => {
    const rare = byRow((x) => x[0]! * x[1]! * x[2]! + (x[3]! > 0 && x[4]! > 0 && x[5]! > 0 && x[6]! > 0 ? 3 : 0))
    const seven = playersOf(Array.from({ length: 7 }, (_, j) => ({ name: `x${j}`, levels: null })))
    const game = { players: seven, predict: rare, background: table(1, 7, 'single') }
    const rows = table(60, 7, 'many')
    let [covered, all] = [0, 0]
    for (let at = 0; at < rows.rows; at++) {
      const truth = shapleyOf(worths(game, rows, at), 7)
      const { values, errors } = sampleShapley(game, rows, at, randomStream('walks', at), { tolerance: 0.1, evaluations: 1e6 })
      values.forEach((value, p) => {
        all++
        covered += Math.abs(value - truth[p]!) <= 1.96 * errors[p]! + 1e-9 ? 1 : 0
      })
    }
    expect(covered / all).toBeGreaterThan(0.93)
  })

  it('stops at the tolerance, or at the budget', () => {
    const early = sampleShapley(game, row, 0, randomStream('seed', 0), { tolerance: 0.5, evaluations: 1e9 })
    const late = sampleShapley(game, row, 0, randomStream('seed', 0), { tolerance: 0.01, evaluations: 1e9 })
    const cut = sampleShapley(game, row, 0, randomStream('seed', 0), { tolerance: 0, evaluations: 20 * 16 * 9 })
    expect(late.rounds).toBeGreaterThan(early.rounds)
    expect(cut.evaluations).toBe(20 * 16 * 9)
    const range = Math.max(...late.values) - Math.min(...late.values)
    expect(Math.max(...late.errors) / range).toBeLessThanOrEqual(0.01)
  })

  it('give a group of features the worth of all of them together', () => {
    const grouped = playersOf(
      row.columns.map((_, j) => ({ name: `x${j}`, levels: null })),
      [{ name: 'both', features: [1, 2] }]
    )
    expect(grouped.map(({ name }) => name)).toEqual(['x0', 'both', 'x3', 'x4', 'x5', 'x6', 'x7'])
    const values = shapleyOf(worths({ players: grouped, predict: pairwise, background }, row, 0), grouped.length)
    const alone = shapleyOf(worths({ players, predict: pairwise, background }, row, 0), players.length)
    expect(values[1]).toBeCloseTo(alone[1]! + alone[2]!, 10)
  })
})

describe('contributions of rows', () => {
  const wide = (rows: number): Table => table(rows, MOST_PLAYERS + 2, 'wide')
  const many = playersOf(wide(1).columns.map((_, j) => ({ name: `x${j}`, levels: null })))
  const box = { predict: pairwise, seed: 'seed', sampling: { tolerance: 0.01, evaluations: 10_000 }, checkpoint: () => undefined }

  it('have a residual of rounding only, listed or sampled', () => {
    for (const [t, p] of [
      [table(5, 8, 'rows'), players],
      [wide(5), many]
    ] as const) {
      const { residual, errors } = attributeRows({ ...box, players: p }, t, table(10, t.columns.length, 'background'))
      expect(residual).toBeLessThan(1e-12)
      expect(errors === null).toBe(p.length <= MOST_PLAYERS)
    }
  })

  it('do not depend on which rows come before', () => {
    const [all, one] = [wide(3), wide(1)]
    const [a, b] = [all, one].map((t) => attributeRows({ ...box, players: many }, t, table(10, 14, 'background')))
    expect(a!.values.map((column) => column[0])).toEqual(b!.values.map((column) => column[0]))
  })
})
