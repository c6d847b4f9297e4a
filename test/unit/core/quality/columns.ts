import type { LoadedColumn } from '../../../../src/main/core/assessment'
import { columnFacts } from '../../../../src/main/core/quality/column-facts'
import { observeColumn } from '../../../../src/main/core/quality/observe-column'
import type { ColumnObservation } from '../../../../src/main/core/quality/observation'
import type { RowDesign } from '../../../../src/main/core/stats/share-of-rows'
import { qualityKernels } from '../../../../src/main/kernels/quality'
import type { Column } from '../../../../src/shared/model/dataset'

export type Cells = readonly (string | number | null)[]

export const header = (name: string, type: Column['type'], stored = 'c0'): Column => ({
  stored,
  name,
  type,
  typeReason: '',
  role: 'feature',
  roleReason: '',
  missing: 0,
  distinct: 1
})

export function loadedOf(name: string, cells: Cells): LoadedColumn {
  if (cells.some((cell) => typeof cell === 'number'))
    return { column: header(name, 'number'), numbers: Float64Array.from(cells, (cell) => (cell === null ? NaN : Number(cell))) }
  const values = [...new Set(cells.filter((cell) => cell !== null).map(String))].sort()
  const codes = Uint8Array.from(cells, (cell) => (cell === null ? 0 : values.indexOf(String(cell)) + 1))
  return { column: header(name, 'category'), codes, values }
}

export const independent: RowDesign = { level: 0.95, frame: null, clusters: null }

export const observed = (name: string, cells: Cells, expected: Cells | null, design = independent): ColumnObservation =>
  observeColumn({
    loaded: loadedOf(name, cells),
    facts: columnFacts(loadedOf(name, cells), qualityKernels),
    expected: expected === null ? null : columnFacts(loadedOf(name, expected), qualityKernels),
    role: 'feature',
    design,
    robustZ: 3.5
  })
