import { describe, expect, test } from 'vitest'
import { exhibitTable } from '../../../../src/renderer/charts/exhibit-twin'
import { curveSpec } from '../../../../src/renderer/charts/specs/curve'
import { dependenceSpec } from '../../../../src/renderer/charts/specs/dependence'
import { distributionSpec } from '../../../../src/renderer/charts/specs/distribution'
import { gridSpec } from '../../../../src/renderer/charts/specs/grid'
import { swarmSpec } from '../../../../src/renderer/charts/specs/swarm'
import { stepsOf, stretchOf, waterfallSpec } from '../../../../src/renderer/charts/specs/waterfall'
import type { ChartTheme } from '../../../../src/renderer/charts/theme'
import type { Exhibit, ExhibitOf } from '../../../../src/shared/model/exhibit'
import { METRICS } from '../../../../src/shared/model/metrics'

const THEME: ChartTheme = {
  surface: '#ffffff',
  sunken: '#eeeeee',
  text: '#111111',
  muted: '#555555',
  line: '#dddddd',
  lineStrong: '#888888',
  accent: '#0b5a87',
  pass: '#00694d',
  fail: '#a83f00',
  insufficient: '#00568a'
}
const about = { id: 'x', assessment: 'drift' as const, title: 'A picture', at: {}, group: null, notes: [] }

const distribution: ExhibitOf<'distribution'> = {
  kind: 'distribution',
  ...about,
  bins: [
    { label: '<b>low</b>', low: 0, high: 1 },
    { label: 'high', low: 1, high: 2 }
  ],
  series: [
    { name: 'reference', n: 10, shares: [0.4, 0.6] },
    { name: 'current', n: 20, shares: [0.7, 0.3] }
  ]
}
const curve: ExhibitOf<'curve'> = {
  kind: 'curve',
  ...about,
  x: { title: 'month', numbers: null, labels: ['Jan', 'Feb', 'Mar'] },
  y: { title: 'PSI' },
  series: [{ name: 'income', values: [0.1, null, 0.3], low: [0, null, 0.2], high: [0.2, null, 0.4] }],
  density: [0.2, 0.3, 0.5],
  band: { low: 0, high: 0.1, label: 'expected' },
  marks: [{ at: 2, label: 'changed' }]
}
const waterfall: ExhibitOf<'waterfall'> = {
  kind: 'waterfall',
  ...about,
  unit: 'score',
  start: { label: 'mean', value: 0.5 },
  steps: [
    { label: 'income', value: -0.2, low: -0.25, high: -0.15 },
    { label: 'age', value: 0.1, low: null, high: null }
  ],
  end: { label: 'this row', value: 0.4 }
}
const swarm: ExhibitOf<'swarm'> = {
  kind: 'swarm',
  ...about,
  unit: 'log-odds',
  edges: [-1, 0, 1],
  rows: [
    { feature: 'age', meanAbsolute: 0.1, counts: [0, 4], value: [null, 0.9] },
    { feature: 'income', meanAbsolute: 0.4, counts: [3, 1], value: [0.2, 0.8] }
  ]
}
const dependence: ExhibitOf<'dependence'> = {
  kind: 'dependence',
  ...about,
  unit: 'margin',
  x: { title: 'income', labels: ['1000', '2000'] },
  edges: [-1, 0, 1],
  other: { name: 'age', share: 0.5 },
  cells: [
    { x: 0, y: 0, rows: 1, value: 0.1 },
    { x: 1, y: 1, rows: 4, value: null }
  ]
}
const grid: ExhibitOf<'grid'> = {
  kind: 'grid',
  ...about,
  rows: { title: 'a', labels: ['r1', 'r2'] },
  columns: { title: 'b', labels: ['c1', 'c2'] },
  values: [
    [1, null],
    [-3, 0]
  ],
  neutral: 0
}

const first = (spec: { data: unknown[] }): Record<string, unknown> => spec.data[0] as Record<string, unknown>

describe('pictures from figures', () => {
  test('a distribution is a bar a bin and part; names of data stay text', () => {
    const { data } = distributionSpec(distribution, THEME)
    expect(data.map((trace) => (trace as { y: number[] }).y)).toEqual([
      [0.4, 0.6],
      [0.7, 0.3]
    ])
    expect(first({ data })['x']).toEqual(['&lt;b&gt;low&lt;/b&gt;', 'high'])
  })

  test('a curve keeps its gaps, its interval as a band, what was expected, and its marks', () => {
    const { data, layout } = curveSpec(curve, THEME)
    expect(data.map((trace) => (trace as { y: unknown }).y)).toEqual([
      [0.2, null, 0.4],
      [0, null, 0.2],
      [0.1, null, 0.3],
      [0.2, 0.3, 0.5]
    ])
    expect((data[2] as { customdata: unknown }).customdata).toEqual([
      [0, 0],
      [0, 1],
      [0, 2]
    ])
    expect(layout.shapes).toHaveLength(2)
    expect(layout.shapes?.[0]).toMatchObject({ y0: 0, y1: 0.1 })
    expect(layout.annotations).toMatchObject([
      { y: 1, text: 'shaded: expected' },
      { x: 'Mar', text: 'changed', yshift: 14 }
    ])
  })

  test('words of marks that stand close are laid above each other, and share a lane where they do not meet', () => {
    const numbers = [0, 50, 100]
    const at = (...places: number[]) => places.map((place, i) => ({ at: place, label: `mark ${i}` }))
    const lanesOf = (marks: { at: number; label: string }[]) => {
      const { layout } = curveSpec({ ...curve, band: null, x: { title: 'x', numbers, labels: null }, marks }, THEME)
      expect(layout.shapes).toHaveLength(marks.length)
      return layout.annotations?.map(({ yshift }) => yshift)
    }
    expect(lanesOf(at(50, 50, 51))).toEqual([0, 14, 28])
    expect(lanesOf(at(0, 50, 100))).toEqual([0, 0, 0])
    expect(lanesOf(at(...Array.from({ length: 9 }, () => 50)))).toEqual([0, 14, 28, 42, 56, 70])
  })

  test('a waterfall ends where its steps lead', () => {
    const steps = stepsOf(waterfall)
    expect(steps.map(({ from, to }) => [from, to].map((x) => Math.round(x * 1e9) / 1e9))).toEqual([
      [0, 0.5],
      [0.5, 0.3],
      [0.3, 0.4],
      [0, 0.4]
    ])
    expect(steps[1]).toMatchObject({ low: 0.25, high: 0.35 })
    const labels = waterfallSpec(waterfall, THEME).data[2] as { text: string[]; x: number[] }
    expect(labels.text.map((text) => text.trim())).toEqual(['0.5000', '−0.200', '+0.100', '0.4000'])
    expect(labels.x[1]).toBe(Math.max(0.5, 0.35))
  })

  test('small steps far from nothing are drawn large: totals are points then, and the axis says where it does not begin', () => {
    expect(stretchOf(stepsOf(waterfall))).toBeNull()
    const far: typeof waterfall = {
      ...waterfall,
      start: { label: 'a', value: 1.474 },
      steps: [{ label: 's', value: -0.072, low: -0.1, high: -0.05 }],
      end: { label: 'b', value: 1.402 }
    }
    const [low, high] = stretchOf(stepsOf(far))!
    expect(low).toBeGreaterThan(1.3)
    expect(low).toBeLessThan(1.374)
    expect(high).toBeLessThan(1.5)
    const spec = waterfallSpec(far, THEME)
    expect(first(spec)['x']).toMatchObject([0, -0.072, 0].map((x) => expect.closeTo(x, 12) as number))
    expect(spec.layout.xaxis?.title).toMatchObject({ text: expect.stringContaining('does not begin at 0') as string })
    const rate = { ...far, unit: 'proportion', start: { label: 'a', value: 0.6 }, end: { label: 'b', value: 0.528 } }
    expect((waterfallSpec(rate, THEME).data[2] as { text: string[] }).text.map((text) => text.trim())).toEqual([
      '60.00\u202f%',
      '−7.20\u202f%',
      '52.80\u202f%'
    ])
    const across = { ...far, start: { label: 'a', value: -0.01 }, steps: [{ label: 's', value: 0.02, low: null, high: null }] }
    expect(stretchOf(stepsOf({ ...across, end: { label: 'b', value: 0.01 } }))).toBeNull()
  })

  test('what is missing together is filled, without a scale', () => {
    const patterns = first(
      gridSpec(
        {
          ...grid,
          id: 'quality/missing-patterns/part=current',
          values: [
            [1, 0],
            [null, 1]
          ],
          neutral: null
        },
        THEME
      )
    )
    expect(patterns).toMatchObject({
      z: [
        [1, null],
        [null, 1]
      ],
      showscale: false
    })
  })

  test('rates and shares are percentages, on axes and in tables', () => {
    const rate = { ...curve, y: { title: METRICS.selection_rate.name } }
    expect(curveSpec(rate, THEME).layout.yaxis?.tickformat).toBe('.3~%')
    expect(curveSpec(curve, THEME).layout.yaxis?.tickformat).toBeUndefined()
    expect(exhibitTable(rate).shown(0.25, 1)).toBe('25.00\u202f%')
    expect(exhibitTable(curve).shown(0.25, 1)).toBe('0.25000')
    const columns = [
      { title: 'Column', align: 'left' as const },
      { title: 'Share of gain', align: 'decimal' as const }
    ]
    expect(exhibitTable({ kind: 'table', ...about, columns, rows: [['a', 0.84098]] }).shown(0.84098, 1)).toBe('84.10\u202f%')
  })

  test('a swarm puts the feature that moves most on top and leaves empty bins out', () => {
    const spec = swarmSpec(swarm, THEME)
    expect(spec.layout.yaxis?.ticktext).toEqual(['age', 'income'])
    expect(first(spec)['x']).toHaveLength(3)
  })

  test('dependence: a box a cell between its edges, wider with more rows; a scale of colours only where another feature is told', () => {
    const spec = dependenceSpec(dependence, THEME)
    expect(first(spec)).toMatchObject({ x: [0, 1], base: [-1, 0], y: [1, 1], width: [0.47, 0.94] })
    expect(first(spec)['marker']).toMatchObject({ color: [0.1, 0.5], showscale: true })
    expect(first(dependenceSpec({ ...dependence, other: null }, THEME))['marker']).toMatchObject({ showscale: false })
    expect(spec.layout.xaxis?.ticktext).toEqual(['1000', '2000'])
  })

  test('a grid diverges evenly around what means nothing', () => {
    expect(first(gridSpec(grid, THEME))).toMatchObject({ zmin: -3, zmax: 3 })
    expect(first(gridSpec({ ...grid, neutral: null }, THEME))).not.toHaveProperty('zmin')
  })

  test('every picture has a table with all its figures', () => {
    const cells = (exhibit: Exhibit): number => exhibitTable(exhibit).rows.flat().length
    expect([distribution, curve, waterfall, swarm, dependence, grid].map(cells)).toEqual([6, 15, 16, 6, 10, 6])
    for (const exhibit of [distribution, curve, waterfall, swarm, dependence, grid]) {
      const { titles, rows } = exhibitTable(exhibit)
      expect(rows.every((row) => row.length === titles.length)).toBe(true)
    }
    expect(exhibitTable(distribution).shown(0.4567, 1)).toBe('45.67\u202f%')
  })
})
