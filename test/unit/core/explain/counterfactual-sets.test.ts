import { expect, test } from 'vitest'
import { alternativesOf } from '../../../../src/main/core/explain/cases/alternatives'
import { counterfactual } from '../../../../src/main/core/explain/cases/counterfactual'
import type { Subject } from '../../../../src/main/core/explain/subject'
import type { ComputedModel } from '../../../../src/main/core/models/model'
import { predictColumns } from '../../../../src/main/core/models/predict'
import { treeClasses, treeCuts } from '../../../../src/main/core/models/tree-facts'
import { explanation } from '../../../../src/shared/model/assessments/explanation'
import { generator } from './trees/random-forest'

const CATEGORIES = 320
const [ROWS, TREES] = [200, 4]

/** Trees that ask in turn for a category of many (feature 0), a number (1) and a category of few (2); a set holds about one in fifty categories. */
function forest(seed: number): { subject: Subject; columns: Float64Array[]; margin: (rows: readonly number[][]) => Float64Array } {
  const random = generator(seed)
  const below = (n: number): number => Math.floor(random() * n)
  const sets = Array.from({ length: TREES * 7 }, () => ({
    bits: Uint32Array.from({ length: CATEGORIES / 32 }, () =>
      Array.from({ length: 32 }, (_, k) => (random() < 0.02 ? 1 << k : 0)).reduce((so, bit) => so | bit, 0)
    ),
    membersGoLeft: random() < 0.5
  }))
  const trees = Array.from({ length: TREES }, (_, t) => {
    const feature = Int32Array.from(
      [0, 1, 2].flatMap((j) => Array.from({ length: 1 << j }, () => (j + t) % 3)).concat(Array<number>(8).fill(-1))
    )
    const inner = (of: (node: number) => number): number[] => Array.from(feature, (j, node) => (j < 0 ? 0 : of(node)))
    const blank = Array.from(feature, () => 0)
    return {
      feature,
      threshold: Float64Array.from(inner(() => below(20))),
      left: Int32Array.from(feature, (j, node) => (j < 0 ? -1 : 2 * node + 1)),
      right: Int32Array.from(feature, (j, node) => (j < 0 ? -1 : 2 * node + 2)),
      defaultLeft: Uint8Array.from(inner(() => below(2))),
      zeroIsMissing: Uint8Array.from(blank),
      set: Int32Array.from(feature, (j, node) => (j < 0 || j === 1 ? -1 : t * 7 + node)),
      value: Float64Array.from(feature, (j) => (j < 0 ? random() * 2 - 1 : 0)),
      cover: Float64Array.from(blank),
      output: 0,
      linear: null
    }
  })
  const predictor = { kind: 'trees' as const, trees, sets, inclusive: true, float32: false, base: Float64Array.of(0) }
  const model = { predictor, prepare: null } as unknown as ComputedModel
  const columns = [CATEGORIES, 20, 6].map((n) => Float64Array.from({ length: ROWS }, () => below(n)))
  const predict = (table: readonly Float64Array[], rows: number): Float64Array => predictColumns(predictor, table, rows)[0]!
  return {
    columns,
    margin: (rows) =>
      predict(
        [0, 1, 2].map((j) => Float64Array.from(rows, (row) => row[j]!)),
        rows.length
      ),
    subject: {
      name: 'forest',
      features: ['many', 'number', 'few'].map((name) => ({ name, levels: null })),
      margin: (table) => predict(table.columns, table.rows),
      respond: (margin) => margin,
      gain: null,
      cuts: (feature) => treeCuts(model, feature),
      classes: (feature) => treeClasses(model, feature)
    }
  }
}

/** How many changes it takes, by trying every combination of values that occur in the data; null where none turns it. */
function fewest(
  columns: readonly Float64Array[],
  margin: (rows: readonly number[][]) => Float64Array,
  row: readonly number[],
  goal: number
): number | null {
  const values = columns.map((column) => [...new Set(column)])
  const ways = values[0]!.flatMap((a) => values[1]!.flatMap((b) => values[2]!.map((c) => [a, b, c])))
  const margins = margin(ways)
  const sizes = ways.flatMap((way, i) => (margins[i]! >= goal ? [way.filter((value, j) => value !== row[j]).length] : []))
  return sizes.length === 0 ? null : Math.min(...sizes)
}

test('fewest changes through tests of sets are those of trying every value', () => {
  const found = { changed: 0, nothing: 0, ofMany: 0 }
  for (let seed = 1; seed <= 12; seed++) {
    const { subject, columns, margin } = forest(seed)
    const table = { columns, rows: ROWS }
    const sorted = subject.margin(table).sort()
    const row = columns.map((column) => column[0]!)
    for (const goal of [sorted[Math.floor(0.9 * ROWS)]!, sorted[ROWS - 1]!, sorted[ROWS - 1]! + 0.3]) {
      if (margin([row])[0]! >= goal) continue
      const alternatives = alternativesOf({ explanation: explanation.parse({}), subject, table, models: [] }, 0)
      const { way, proven } = counterfactual(subject, row, alternatives, (response) => response >= goal, 1)
      expect(way?.changes.length ?? null, `seed ${seed}, goal ${goal}`).toBe(fewest(columns, margin, row, goal))
      if (way === null) found.nothing++
      else {
        found.changed++
        expect(proven).toBe(true)
        const changed = row.map((value, j) => way.changes.find(({ feature }) => feature === j)?.to ?? value)
        expect(margin([changed])[0]).toBe(way.response)
        expect(way.changes.every(({ feature, to }) => columns[feature]!.includes(to) && to !== row[feature])).toBe(true)
        if (way.changes.some(({ feature }) => feature === 0)) found.ofMany++
      }
    }
  }
  expect(Math.min(...Object.values(found))).toBeGreaterThan(2)
})

test('values are alike where no test tells them apart, and the commonest of those that may be taken is offered', () => {
  const { subject, columns } = forest(3)
  const classOf = subject.classes!(0)!
  expect(subject.classes!(1)).toBeNull()
  expect(subject.cuts(0)).toBeNull()
  const [many] = alternativesOf(
    {
      explanation: explanation.parse({ changes: { only_up: ['many'] } }),
      subject,
      table: { columns, rows: ROWS },
      models: [{ subject, table: { columns, rows: ROWS }, background: { columns, rows: ROWS }, exact: null }]
    },
    0
  )
  const mine = columns[0]![0]!
  const count = (value: number): number => columns[0]!.filter((one) => one === value).length
  const others = [...new Set(columns[0])].filter((value) => value > mine && classOf(value) !== classOf(mine))
  expect(new Set([...many!.values].map(classOf))).toEqual(new Set(others.map(classOf)))
  for (const value of many!.values) {
    const alike = others.filter((one) => classOf(one) === classOf(value))
    expect(count(value)).toBe(Math.max(...alike.map(count)))
  }
})
