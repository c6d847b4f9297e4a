import fc from '../../../support/fast-check'
import { describe, expect, it } from 'vitest'
import type { SearchColumn } from '../../../../src/main/core/slices/conditions'
import { distinctSlices, membership } from '../../../../src/main/core/slices/distinct'
import { searchSlices, type Conjunction } from '../../../../src/main/core/slices/search'
import { sliceKernels } from '../../../../src/main/kernels/slices'

type World = {
  columns: SearchColumn[]
  outcome: Uint8Array | Float64Array
  weights: Float64Array | null
  depth: number
  worst: 1 | -1
  fewest: number
}

const CELLS = 4
/** Single cells, and stretches of two. */
const CONDITIONS = [[0], [1], [2], [3], [1, 2], [2, 3]].map((cells) => ({ text: cells.join('-'), in: cells }))

const worlds: fc.Arbitrary<World> = fc
  .record({
    rows: fc.integer({ min: 20, max: 60 }),
    columns: fc.integer({ min: 1, max: 4 }),
    depth: fc.integer({ min: 1, max: 3 }),
    worst: fc.constantFrom(1 as const, -1 as const),
    fewest: fc.integer({ min: 1, max: 6 }),
    seed: fc.integer(),
    weighted: fc.boolean(),
    binary: fc.boolean()
  })
  .map(({ rows, columns, depth, worst, fewest, seed, weighted, binary }) => {
    const draw = drawn(seed)
    return {
      columns: Array.from({ length: columns }, (_, i) => ({
        name: `c${i}`,
        cells: CELLS,
        texts: [],
        ofRow: Uint8Array.from({ length: rows }, () => Math.floor(draw() * CELLS)),
        conditions: CONDITIONS
      })),
      outcome: binary
        ? Uint8Array.from({ length: rows }, () => (draw() < 0.4 ? 1 : 0))
        : Float64Array.from({ length: rows }, () => draw() * draw()),
      weights: weighted ? Float64Array.from({ length: rows }, () => 1 + Math.floor(3 * draw())) : null,
      depth: Math.min(depth, columns),
      worst,
      fewest
    }
  })

function drawn(seed: number): () => number {
  let state = seed | 0
  return () => {
    state = Math.imul(state ^ (state >>> 15), 0x2c1b3c6d) + 0x9e3779b9
    const word = Math.imul(state ^ (state >>> 12), 0x297a2d39)
    return ((word ^ (word >>> 15)) >>> 0) / 4294967296
  }
}

const search = ({ columns, outcome, weights, depth, worst, fewest }: World) =>
  searchSlices({
    columns,
    rows: { cells: columns.map(({ ofRow }) => ofRow), outcome, weights },
    depth,
    fewest,
    worst,
    kernels: { ...sliceKernels },
    checkpoint: () => {}
  })

/** The same by looking at every row for every conjunction. */
function naive({ columns, outcome, weights, depth, worst, fewest }: World) {
  const all: Conjunction[] = []
  const grow = (from: number, so: Conjunction): void => {
    if (so.length > 0) all.push(so)
    if (so.length === depth) return
    for (let column = from; column < columns.length; column++)
      CONDITIONS.forEach((_, condition) => grow(column + 1, [...so, { column, condition }]))
  }
  grow(0, [])
  const rows = [...outcome.keys()]
  const w = (row: number): number => weights?.[row] ?? 1
  const mean = (of: number[]): number => of.reduce((s, row) => s + w(row) * outcome[row]!, 0) / of.reduce((s, row) => s + w(row), 0)
  const middle = mean(rows)
  const variance = rows.reduce((s, row) => s + w(row) * (outcome[row]! - middle) ** 2, 0) / rows.reduce((s, row) => s + w(row), 0)
  const membersOf = (conjunction: Conjunction): number[] => rows.filter(membership(columns, conjunction))
  const z = (slice: number[], around: number[]): number => {
    const others = around.filter((row) => !slice.includes(row))
    return others.length === 0 ? 0 : (worst * (mean(slice) - mean(others))) / Math.sqrt(variance * (1 / slice.length + 1 / others.length))
  }
  const large = all.filter((one) => membersOf(one).length >= fewest && rows.length - membersOf(one).length >= fewest)
  const kept = large.filter((one) => {
    const own = membersOf(one)
    const earns = one.every((_, at) => one.length === 1 || z(own, membersOf(one.filter((_, i) => i !== at))) >= 3)
    return z(own, rows) >= 2 && earns
  })
  return { searched: large.length, kept: kept.map((one) => ({ key: JSON.stringify(one), z: z(membersOf(one), rows) })) }
}

describe('the search', () => {
  it('sees every conjunction with enough rows, and ranks those whose every condition makes it worse', () => {
    fc.assert(
      fc.property(worlds, (world) => {
        const { candidates, searched } = search(world)
        const wanted = naive(world)
        expect(searched).toBe(wanted.searched)
        expect(candidates.map(({ conjunction }) => JSON.stringify(conjunction)).sort()).toEqual(wanted.kept.map(({ key }) => key).sort())
        const z = new Map(wanted.kept.map((one) => [one.key, one.z]))
        for (const one of candidates) expect(one.z).toBeCloseTo(z.get(JSON.stringify(one.conjunction))!, 9)
        candidates.forEach(({ z: own }, i) => expect(own).toBeLessThanOrEqual(candidates[i - 1]?.z ?? Infinity))
      }),
      { numRuns: 300 }
    )
  })

  it('finds a planted slice of two conditions', () => {
    const rows = 4000
    const draw = drawn(7)
    const columns = ['a', 'b', 'c'].map((name) => ({
      name,
      cells: CELLS,
      texts: [],
      ofRow: Uint8Array.from({ length: rows }, () => Math.floor(draw() * CELLS)),
      conditions: CONDITIONS
    }))
    const outcome = Float64Array.from({ length: rows }, (_, row) =>
      draw() < (columns[0]!.ofRow[row] === 2 && columns[2]!.ofRow[row] === 3 ? 0.6 : 0.2) ? 1 : 0
    )
    const [worst] = search({ columns, outcome, weights: null, depth: 2, worst: 1, fewest: 30 }).candidates
    expect(worst?.conjunction).toEqual([
      { column: 0, condition: 2 },
      { column: 2, condition: 3 }
    ])
  })
})

describe('slices that are carried', () => {
  it('share at most half of their rows, and are the worst that do', () => {
    fc.assert(
      fc.property(worlds, fc.integer({ min: 1, max: 6 }), (world, most) => {
        const { candidates } = search(world)
        const rows = Uint32Array.from(world.outcome.keys())
        const chosen = distinctSlices(world.columns, candidates, rows, most)
        const members = chosen.map((one) => new Set([...rows].filter(membership(world.columns, one))))
        expect(chosen.length).toBeLessThanOrEqual(most)
        if (candidates.length > 0) expect(chosen[0]).toEqual(candidates[0]!.conjunction)
        members.forEach((own, i) =>
          members.slice(0, i).forEach((other) => {
            const shared = [...own].filter((row) => other.has(row)).length
            expect(shared / (own.size + other.size - shared)).toBeLessThanOrEqual(0.5)
          })
        )
      }),
      { numRuns: 200 }
    )
  })
})
