import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, it } from 'vitest'
import { accumulatedEffects } from '../../../../src/main/core/explain/effects/accumulated-effects'
import { conditionalResponses, partialDependence } from '../../../../src/main/core/explain/effects/partial-dependence'
import { cellsOf, exactImportance } from '../../../../src/main/core/explain/importance/exact-importance'
import { kendallTau } from '../../../../src/main/core/explain/importance/kendall'
import { orders, permutationImportance } from '../../../../src/main/core/explain/importance/permutation-importance'
import type { LossName } from '../../../../src/main/core/explain/importance/losses'
import { ridge } from '../../../../src/main/core/explain/lime/lime'
import { averageOf, differenceQuantity } from '../../../../src/main/core/explain/means'
import { uncertaintyCoefficient } from '../../../../src/main/core/explain/proxies/information'
import { fitLogistic } from '../../../../src/main/core/explain/proxies/logistic'
import { shapleyOf, worths } from '../../../../src/main/core/explain/shapley/exact'
import { playersOf, type Subject, type Table } from '../../../../src/main/core/explain/subject'
import { byRow } from './models'

type Importances = { repeats: number[][]; mean: number[]; std: number[] }
type Oracles = {
  shapley: { X: number[][]; background: number[][]; exact: number[][]; kernel: number[][] }
  logistic: { columns: number[][]; outcome: number[]; intercept: number; slopes: number[] }
  permutation: Record<'neg_log_loss' | 'roc_auc' | 'neg_brier_score' | 'accuracy', Importances> & { orders: number[][] }
  partial: { places: number[]; average: number[] }
  ale: { places: number[]; effect: number[] }
  ridge: { weights: number[]; target: number[]; intercept: number; slopes: number[] }
  kendall: { a: number[]; b: number[]; tau: number }
  information: { value: number }
  welch: { difference: number; low: number; high: number }
}

const file = resolve(import.meta.dirname, '../../../fixtures/explain/oracles.json')
const oracles = JSON.parse(readFileSync(file, 'utf8')) as Oracles
const tableOf = (columns: number[][]): Table => ({ columns: columns.map((column) => Float64Array.from(column)), rows: columns[0]!.length })
const close = (mine: ArrayLike<number>, theirs: ArrayLike<number>, digits = 10): void => {
  expect(mine.length).toBe(theirs.length)
  for (let i = 0; i < mine.length; i++) expect(mine[i]).toBeCloseTo(theirs[i]!, digits)
}

const { logistic } = oracles
const table = tableOf(logistic.columns)
const outcome = Float64Array.from(logistic.outcome)
const features = ['a', 'b', 'c'].map((name) => ({ name, levels: null }))
const subject: Subject = {
  name: 'logistic',
  features,
  margin: byRow((x) => x.reduce((sum, value, j) => sum + value * logistic.slopes[j]!, logistic.intercept)),
  respond: (margin) => 1 / (1 + Math.exp(-margin)),
  gain: null,
  cuts: () => null
}
const design = { weight: null, cluster: null }
const judged = { subject, table, outcome, design, level: 0.95 }
const players = playersOf(features)

describe('Shapley values', () => {
  const game = byRow((x) => x[0]! * x[1]! + Math.abs(x[2]!) + x[3]! * x[4]! * x[5]! + (x[6]! > 0.3 ? x[6]! * x[0]! : 0))
  const rows = tableOf(oracles.shapley.X)
  const seven = playersOf(rows.columns.map((_, j) => ({ name: `x${j}`, levels: null })))

  it.each(['exact', 'kernel'] as const)('are those of shap’s %s explainer', (which) => {
    for (let row = 0; row < rows.rows; row++) {
      const worth = worths({ players: seven, predict: game, background: tableOf(oracles.shapley.background) }, rows, row)
      const theirs = oracles.shapley[which].map((column) => column[row]!)
      close(shapleyOf(worth, 7), theirs, which === 'exact' ? 12 : 9)
    }
  })
})

describe('permutation importance', () => {
  const drawn = oracles.permutation.orders.map((order) => Uint32Array.from(order))

  it.each([
    ['log_loss', 'neg_log_loss'],
    ['auc', 'roc_auc'],
    ['brier', 'neg_brier_score'],
    ['error', 'accuracy']
  ] as const)('%s is scikit-learn’s %s on the same shuffles', (loss: LossName, theirs) => {
    const { importances } = permutationImportance(judged, players, loss, () => drawn)
    importances.forEach((one, p) => {
      close(one.repeats, oracles.permutation[theirs].repeats[p]!, 9)
      expect(one.quantity.estimate).toBeCloseTo(oracles.permutation[theirs].mean[p]!, 9)
      expect(one.spread).toBeCloseTo(oracles.permutation[theirs].std[p]!, 9)
    })
  })

  it('without noise is what many permutations come to', () => {
    const cells = cellsOf(table.columns[2]!, null, null, 64)!
    const exact = exactImportance(judged, 2, cells, 'log_loss').estimate!
    const { importances } = permutationImportance(judged, [players[2]!], 'log_loss', () => orders(table.rows, null, 'seed', 3000))
    const [{ repeats, spread }] = importances as [(typeof importances)[number]]
    const mean = repeats.reduce((sum, one) => sum + one, 0) / repeats.length
    expect(Math.abs(mean - exact)).toBeLessThan((4 * spread) / Math.sqrt(repeats.length) + 1e-9)
    expect(spread).toBeGreaterThan(1e-3)
  })

  it('has cells between cuts, at cuts and for missing', () => {
    const cells = cellsOf(Float64Array.of(0, 1, 1.5, 2, NaN, 0.5, NaN, 3), Float64Array.of(1, 2), null, 64)!
    expect([...cells.of]).toEqual([0, 1, 2, 3, 4, 0, 4, 5])
    expect([...cells.share]).toEqual([0.25, 0.125, 0.125, 0.125, 0.25, 0.125])
    expect(cellsOf(Float64Array.of(0, 1, 2), null, null, 2)).toBeNull()
  })
})

describe('effects', () => {
  it('partial dependence is scikit-learn’s', () => {
    const curves = conditionalResponses(subject, table, 0, Float64Array.from(oracles.partial.places))
    close(partialDependence(curves, design, 0.95).values, oracles.partial.average)
  })

  it('accumulated local effects are PyALE’s', () => {
    const { values, limits } = accumulatedEffects(subject, table, 0, Float64Array.from(oracles.ale.places), design, 0.95)
    close(values, oracles.ale.effect, 9)
    limits.forEach((limit, k) => expect(limit!.low <= values[k]! && values[k]! <= limit!.high).toBe(true))
  })
})

describe('small statistics', () => {
  it('ridge regression is scikit-learn’s', () => {
    const { weights, target, intercept, slopes } = oracles.ridge
    const mine = ridge(table.columns, Float64Array.from(target), Float64Array.from(weights))
    close(mine.weights, slopes)
    expect(mine.intercept).toBeCloseTo(intercept, 10)
  })

  it('logistic regression is scikit-learn’s', () => {
    const beta = fitLogistic(table.columns, outcome, Uint32Array.from(outcome.keys()))
    close(beta, [logistic.intercept, ...logistic.slopes], 6)
  })

  it('Kendall’s tau-b is scipy’s', () => {
    expect(kendallTau(oracles.kendall.a, oracles.kendall.b)).toBeCloseTo(oracles.kendall.tau, 12)
    expect(kendallTau([1, 1, 1], [1, 2, 3])).toBeNaN()
  })

  it('the uncertainty coefficient is scikit-learn’s mutual information over scipy’s entropy', () => {
    const bins = Uint32Array.from(table.columns[2]!)
    const groups = outcome.map((y) => (y === 1 ? 1 : 2))
    expect(uncertaintyCoefficient(bins, groups, null).value).toBeCloseTo(oracles.information.value, 12)
  })

  it('a difference of means is scipy’s Welch interval', () => {
    const of = (y: number): ReturnType<typeof averageOf> => averageOf(table.columns[0]!, design, (row) => outcome[row] === y)
    const { estimate, interval } = differenceQuantity(of(1), of(0), design, 0.95)
    close([estimate!, interval!.low, interval!.high], [oracles.welch.difference, oracles.welch.low, oracles.welch.high], 9)
  })
})
