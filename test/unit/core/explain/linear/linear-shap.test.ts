import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { correlatedShap, MOST_CORRELATED } from '../../../../../src/main/core/explain/linear/correlated-shap'
import { linearShap, type LinearOrder, type LinearShap } from '../../../../../src/main/core/explain/linear/linear-shap'
import { addCovariances, addMeans, over } from '../../../../../src/main/core/explain/linear/moments'
import { slice, type Table } from '../../../../../src/main/core/explain/subject'

type Fixture = { weights: number[]; base: number; bias: number } & Record<
  'background' | 'rows' | 'correlated' | 'interventional',
  number[][]
>

const fixture = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../../fixtures/explain/linear/linear.json'), 'utf8')) as Fixture
const columnsOf = (rows: number[][]): Float64Array[] => rows[0]!.map((_, j) => Float64Array.from(rows, (row) => row[j]!))
const players = fixture.weights.length
const predictor = { kind: 'linear', base: Float64Array.of(fixture.base), weights: [Float64Array.from(fixture.weights)] } as const
const order = { predictor, output: 0, playerOf: Int32Array.of(0, 1, 2, 3, 4), players }
const rows = { columns: columnsOf(fixture.rows), rows: fixture.rows.length }
const background = { columns: columnsOf(fixture.background), rows: fixture.background.length }

const meansOf = (table: Table): Float64Array => over(addMeans(table.columns.length), table)
function correlated(of: LinearOrder, table: Table, behind: Table): LinearShap {
  const means = meansOf(behind)
  return correlatedShap(of, means, over(addCovariances(means), behind))(table)
}

function expectValues(shap: LinearShap, expected: number[][]): void {
  expect(Math.abs(shap.bias - fixture.bias)).toBeLessThan(1e-12)
  expect(shap.residual).toBeLessThan(1e-12)
  for (const [row, values] of expected.entries())
    for (const [player, value] of values.entries()) expect(Math.abs(shap.values[player]![row]! - value)).toBeLessThan(1e-11)
}

test('interventional values as shap’s LinearExplainer', () =>
  expectValues(linearShap(order, meansOf(background))(rows), fixture.interventional))

test('values with correlations as by enumeration with numpy', () => expectValues(correlated(order, rows, background), fixture.correlated))

test('a copy of a column shares its value with it', () => {
  const [a, b] = [background.columns[0]!, background.columns[1]!]
  const twice = { kind: 'linear', base: Float64Array.of(0), weights: [Float64Array.of(2, 1, 0)] } as const
  const copied = { columns: [a, b, a], rows: background.rows }
  const shap = correlated({ predictor: twice, output: 0, playerOf: Int32Array.of(0, 1, 2), players: 3 }, copied, copied)
  for (let row = 0; row < copied.rows; row++) expect(shap.values[0]![row]!).toBeCloseTo(shap.values[2]![row]!, 12)
})

test('columns of one player count as one, and too many players are refused', () => {
  const grouped = correlated({ ...order, playerOf: Int32Array.of(0, 0, 0, 0, 0), players: 1 }, rows, background)
  for (let row = 0; row < rows.rows; row++) expect(grouped.values[0]![row]!).toBeCloseTo(grouped.margin[row]! - grouped.bias, 12)
  const many = MOST_CORRELATED + 1
  const wide = { kind: 'linear', base: Float64Array.of(0), weights: [new Float64Array(many)] } as const
  const columns = Array.from({ length: many }, () => new Float64Array(2))
  const playerOf = Int32Array.from({ length: many }, (_, i) => i)
  const table = { columns, rows: 2 }
  expect(() => correlated({ predictor: wide, output: 0, playerOf, players: many }, table, table)).toThrow(RangeError)
})

test('moments of blocks are bit for bit those of the whole', () => {
  const means = meansOf(background)
  const covariances = over(addCovariances(means), background)
  for (const size of [1, 3, 7, background.rows]) {
    const [ofMeans, ofCovariances] = [addMeans(players), addCovariances(means)]
    for (let from = 0; from < background.rows; from += size) {
      const block = slice(background, from, Math.min(background.rows, from + size))
      ofMeans.add(block)
      ofCovariances.add(block)
    }
    expect(ofMeans.result()).toEqual(means)
    expect(ofCovariances.result()).toEqual(covariances)
  }
})
