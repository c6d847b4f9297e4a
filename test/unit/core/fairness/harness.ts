import { assessFairness } from '../../../../src/main/core/fairness/assess-fairness'
import { neededColumns } from '../../../../src/main/core/fairness/needed-columns'
import type { LoadedColumn } from '../../../../src/main/core/assessment'
import type { FairnessInput, FairnessResult, MeasureRequest } from '../../../../src/main/core/fairness/input'
import type { Estimate } from '../../../../src/main/core/stats/estimate'
import { fairnessKernels } from '../../../../src/main/kernels/fairness'
import type { Column } from '../../../../src/shared/model/dataset'
import type { Measure } from '../../../../src/shared/model/measure'
import type { Plan } from '../../../../src/shared/model/plan'
import { plan as planSchema } from '../../../../src/shared/model/plan'

export type Cell = string | number | null
export type Table = Readonly<Record<string, readonly Cell[]>>
type PlanPatch = Record<string, unknown>

/** A valid plan around what a test is about. */
export const planOf = (patch: PlanPatch): Plan =>
  planSchema.parse({
    schema: 1,
    title: 'test',
    subject: { model: 'm' },
    use: { purpose: 'test' },
    inference: { kind: 'process' },
    inputs: [{ files: ['x.csv'] }],
    columns: {},
    assessments: { fairness: {} },
    minimum_group_size: 1,
    ...patch
  })

const bytes = new TextEncoder()
const byUtf8 = (a: string, b: string) => Buffer.compare(bytes.encode(a), bytes.encode(b))

const header = (name: string, index: number, type: Column['type']): Column => ({
  stored: `c${index}`,
  name,
  type,
  typeReason: '',
  role: 'feature',
  roleReason: '',
  missing: 0,
  distinct: 0
})

export const load = (cells: readonly Cell[], name: string, index: number, as: 'codes' | 'numbers'): LoadedColumn => {
  if (as === 'numbers')
    return { column: header(name, index, 'number'), numbers: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))) }
  const values = [...new Set(cells.filter((cell) => cell !== null).map(String))].sort(byUtf8)
  const place = new Map(values.map((value, k) => [value, k + 1]))
  const places = cells.map((cell) => (cell === null ? 0 : place.get(String(cell))!))
  const codes = values.length < 256 ? Uint8Array.from(places) : Uint32Array.from(places)
  return { column: header(name, index, 'category'), codes, values }
}

export const inputOf = (table: Table, plan: Plan, requests: readonly MeasureRequest[] = [], seed = 'ab'.repeat(32)): FairnessInput => {
  const names = Object.keys(table)
  const needs = neededColumns(plan, 'current')
  return {
    plan,
    part: 'current',
    dataset: '0'.repeat(64),
    inputs: ['1'.repeat(64)],
    rows: table[names[0]!]!.length,
    columns: new Map(needs.map(({ name, as }) => [name, load(table[name]!, name, names.indexOf(name), as)])),
    seed,
    requests,
    checkpoint: () => {},
    kernels: fairnessKernels
  }
}

export const assess = (table: Table, patch: PlanPatch, requests: readonly MeasureRequest[] = []): FairnessResult =>
  assessFairness(inputOf(table, planOf(patch), requests))

type Wanted = { [K in 'metric' | 'group' | 'reference' | 'at']?: Measure[K] }

/** The one estimate that has these properties (`at` without part). */
export const find = ({ estimates }: FairnessResult, wanted: Wanted): Estimate => {
  const found = estimates.filter(({ measure }) =>
    Object.entries(wanted).every(([key, value]) => {
      const actual = key === 'at' ? { ...measure.at, part: undefined } : measure[key as keyof Wanted]
      return JSON.stringify(actual) === JSON.stringify(value)
    })
  )
  if (found.length !== 1) throw new Error(`${found.length} measures match ${JSON.stringify(wanted)}`)
  return found[0]!
}

/** Repeats rows: [[count, row] …] as columns. */
export const rowsOf = (names: readonly string[], cells: readonly (readonly [number, ...Cell[]])[]): Table =>
  Object.fromEntries(names.map((name, i) => [name, cells.flatMap(([count, ...row]) => Array.from({ length: count }, () => row[i]!))]))
