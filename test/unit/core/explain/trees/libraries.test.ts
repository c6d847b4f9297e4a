import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { playersOfColumns } from '../../../../../src/main/core/explain/trees/players'
import { treeShap, type TreeShap, type TreeShapAtHand } from '../../../../../src/main/core/explain/trees/tree-shap'
import { pairAt } from '../../../../../src/main/core/explain/trees/write-forest'
import type { Tree, TreeEnsemble } from '../../../../../src/main/core/models/model'
import { readModel } from '../../../../../src/main/core/models/read-model'
import { kernels } from './kernels'

const folder = resolve(import.meta.dirname, '../../../../fixtures/explain/trees')

type Cells = (number | null)[][]
type Values = { bias: number; values: number[][] }
type FixtureTree = { feature: number[]; threshold: number[]; left: number[]; right: number[]; value: number[]; cover: number[] }
type DeepForest = { trees: FixtureTree[]; rows: Cells; background: Cells; exact: number[][]; path: Values; interventional: Values }
type Fixture = {
  library: string
  model: string
  rows: Cells
  background: Cells
  contributions: number[][] | number[][][]
  interactions: number[][][]
}

const fixture = <T = Fixture>(name: string): T => JSON.parse(readFileSync(join(folder, `${name}.json`), 'utf8')) as T

/** Rows again and again, so that they go through tables; column-major. */
function columnsOf(rows: Cells, times: number): { columns: Float64Array[]; rows: number } {
  const many = Array.from({ length: times }, () => rows).flat()
  return { columns: rows[0]!.map((_, j) => Float64Array.from(many, (row) => row[j] ?? NaN)), rows: many.length }
}

function explain({ model, rows }: Fixture, options: Partial<TreeShapAtHand> = {}, times = 10): TreeShap {
  const read = readModel(new TextEncoder().encode(model), 'model')
  const order = { ensemble: read.predictor as TreeEnsemble, output: 0, data: columnsOf(rows, times), playerOf: playersOfColumns(read) }
  return treeShap(
    { ...order, players: read.features.length, background: null, interactions: false, budgetBytes: 1 << 26, ...options },
    kernels
  )
}

function expectValues(shap: TreeShap, expected: number[][], tolerance: number): void {
  for (const [row, values] of expected.entries())
    for (const [j, value] of values.entries()) {
      const ours = j < shap.values.length ? shap.values[j]![row]! : shap.bias
      expect(Math.abs(ours - value), `row ${row}, value ${j}`).toBeLessThan(tolerance * Math.max(1, Math.abs(value)))
    }
}

describe.each([1, 10])('as the libraries explain themselves, rows × %i', (times) => {
  test.each(['xgboost', 'xgboost-1.7', 'xgboost-categories', 'xgboost-dart'])('%s (float32)', (name) => {
    const of = fixture(name)
    const shap = explain(of, { interactions: true }, times)
    expectValues(shap, of.contributions as number[][], 2e-6)
    for (const [row, matrix] of of.interactions.entries())
      for (let b = 1; b < shap.values.length; b++)
        for (let a = 0; a < b; a++) expect(Math.abs(shap.pairs![pairAt(a, b)]![row]! - 2 * matrix[a]![b]!)).toBeLessThan(4e-6)
  })

  test('xgboost-classes (float32)', () => {
    const of = fixture('xgboost-classes')
    for (const output of [0, 1, 2])
      expectValues(
        explain(of, { output }, times),
        (of.contributions as number[][][]).map((row) => row[output]!),
        2e-6
      )
  })

  test.each(['lightgbm', 'lightgbm-categories', 'lightgbm-zero-missing', 'catboost', 'catboost-lossguide'])('%s (float64)', (name) => {
    const of = fixture(name)
    expectValues(explain(of, {}, times), of.contributions as number[][], 1e-12)
  })

  test('a model of xgboost against a background, by shap', () => {
    const of = fixture<Fixture & Values>('shap-xgboost-background')
    const shap = explain(of, { background: columnsOf(of.background, 1) }, times)
    expectValues(shap, of.values, 2e-6)
    expect(Math.abs(shap.bias - of.bias)).toBeLessThan(2e-6)
  })

  test('a forest with more features on a path than any table has bits, by shap', () => {
    const of = fixture<DeepForest>('shap-deep-forest')
    const ensemble: TreeEnsemble = {
      kind: 'trees',
      trees: of.trees.map(treeOf),
      sets: [],
      inclusive: true,
      float32: true,
      base: Float64Array.of(0)
    }
    const players = of.rows[0]!.length
    const playerOf = Int32Array.from({ length: players }, (_, i) => i)
    const order = {
      ensemble,
      output: 0,
      data: columnsOf(of.rows, times * 10),
      playerOf,
      players,
      interactions: false,
      budgetBytes: 1 << 26
    }
    expectValues(treeShap({ ...order, background: null }, kernels), of.exact, 1e-14)
    for (const [expected, background, tolerance] of [
      [of.path, null, 1e-11],
      [of.interventional, columnsOf(of.background, 1), 1e-6]
    ] as const) {
      const shap = treeShap({ ...order, background }, kernels)
      expectValues(shap, expected.values, tolerance)
      expect(Math.abs(shap.bias - expected.bias)).toBeLessThan(1e-11)
      expect(shap.residual).toBeLessThan(1e-12)
    }
  })
})

function treeOf({ feature, threshold, left, right, value, cover }: FixtureTree): Tree {
  const none = feature.map(() => 0)
  return {
    feature: Int32Array.from(feature),
    threshold: Float64Array.from(threshold),
    left: Int32Array.from(left),
    right: Int32Array.from(right),
    defaultLeft: Uint8Array.from(none),
    zeroIsMissing: Uint8Array.from(none),
    set: Int32Array.from(none, () => -1),
    value: Float64Array.from(value),
    cover: Float64Array.from(cover),
    output: 0,
    linear: null
  }
}
