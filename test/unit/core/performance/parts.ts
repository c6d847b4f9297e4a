import type { OpenPart, ReportInput } from '../../../../src/main/services/assessments/assess'
import { performanceOf } from '../../../../src/main/services/assessments/assess-performance'
import { fairnessKernels } from '../../../../src/main/kernels/fairness'
import { qualityKernels } from '../../../../src/main/kernels/quality'
import type { AssessmentResult } from '../../../../src/main/core/assessment'
import type { Dataset } from '../../../../src/main/ports/store'
import type { Column } from '../../../../src/shared/model/dataset'
import type { Measure } from '../../../../src/shared/model/measure'
import { plan as planSchema, type Plan } from '../../../../src/shared/model/plan'

/** Columns as numbers; an array of texts is a column of categories. `type` where it matters. */
export type Columns = Readonly<Record<string, { type: Column['type']; cells: ArrayLike<number> | readonly string[] }>>

const isText = (cells: ArrayLike<number> | readonly string[]): cells is readonly string[] => typeof cells[0] === 'string'

/** A dataset in memory that answers as the store does. */
export function openPart(part: string, columns: Columns): OpenPart {
  const names = Object.keys(columns)
  const rows = columns[names[0]!]!.cells.length
  const manifest = {
    schema: 1 as const,
    id: '0'.repeat(64),
    files: [{ name: 'x.csv', sha256: '1'.repeat(64), bytes: 1, rows, parsed: rows, rejected: 0, rejections: [] }],
    reading: { format: 'csv' as const },
    rows,
    columns: names.map((name, i): Column => ({
      stored: `c${i}`,
      name,
      type: columns[name]!.type,
      typeReason: '',
      role: 'feature',
      roleReason: '',
      missing: 0,
      distinct: 2
    }))
  }
  const cellsOf = (stored: string): ArrayLike<number> | readonly string[] => columns[names[Number(stored.slice(1))]!]!.cells
  const dataset = {
    manifest,
    prefetch: () => Promise.resolve(),
    codes: (stored: string) => {
      const texts = Array.from(cellsOf(stored) as ArrayLike<number | string>, (cell) => (cell !== cell ? null : String(cell)))
      const values = [...new Set(texts.filter((text) => text !== null))].sort()
      const place = new Map(values.map((value, k) => [value, k + 1]))
      return Promise.resolve({ codes: Uint32Array.from(texts, (text) => (text === null ? 0 : place.get(text)!)), values })
    },
    numbers: (stored: string) => {
      const cells = cellsOf(stored)
      return Promise.resolve({ numbers: isText(cells) ? Float64Array.from(cells, Number) : Float64Array.from(cells) })
    }
  } as unknown as Dataset
  return { part, dataset, controlTotals: [], ownersManifest: [] }
}

export const performancePlan = (patch: Record<string, unknown>): Plan =>
  planSchema.parse({
    schema: 1,
    title: 'test',
    subject: { model: 'm' },
    use: { purpose: 'test' },
    inference: { kind: 'process' },
    inputs: [{ files: ['x.csv'] }],
    assessments: {},
    minimum_group_size: 1,
    ...patch
  })

export async function performanceResult(plan: Plan, parts: readonly OpenPart[]): Promise<AssessmentResult> {
  const input = {
    plan,
    parts,
    packs: [],
    at: '2026-01-01T00:00:00Z',
    kernels: { ...fairnessKernels, ...qualityKernels }
  } as unknown as ReportInput
  const job = { name: 'test', signal: new AbortController().signal, progress: () => undefined }
  const result = await performanceOf(input, 'ab'.repeat(32), job)
  if (result === null) throw new Error('no performance section')
  return result
}

export const measureOf = (
  { estimates }: AssessmentResult,
  metric: string,
  at: { window?: string; of?: string } = {},
  compared = false
): Measure => {
  const found = estimates.filter(
    ({ measure: m }) => m.metric === metric && m.at.window === at.window && m.at.of === at.of && (m.reference !== null) === compared
  )
  if (found.length !== 1) throw new Error(`${found.length} measures ${metric}`)
  return found[0]!.measure
}
