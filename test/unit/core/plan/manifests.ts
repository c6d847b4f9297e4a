import type { Column, DatasetManifest } from '../../../../src/shared/model/dataset'

const DIGEST = 'a'.repeat(64)

export type Sketch = Pick<Column, 'name' | 'role' | 'type'> & Partial<Column>

/** A manifest with what a first plan looks at. */
export const manifestOf = (file: string, sketches: readonly Sketch[]): DatasetManifest => ({
  schema: 1,
  id: DIGEST,
  files: [{ name: file, sha256: DIGEST, bytes: 1000, rows: 100, parsed: 100, rejected: 0, rejections: [] }],
  reading: { format: 'csv', delimiter: ',' },
  rows: 100,
  columns: sketches.map((sketch, index) => ({
    stored: `c${index}`,
    typeReason: 'by its values',
    roleReason: 'by its name',
    missing: 0,
    distinct: 2,
    ...(sketch.type === 'boolean' ? { spellings: { true: ['yes'], false: ['no'] } } : {}),
    ...sketch
  }))
})

export const LOANS: readonly Sketch[] = [
  { name: 'application_id', role: 'id', type: 'text', distinct: 100 },
  { name: 'applied_on', role: 'time', type: 'date', distinct: 50 },
  { name: 'sex', role: 'protected', type: 'category' },
  { name: 'age', role: 'protected', type: 'integer', distinct: 60 },
  { name: 'score', role: 'score', type: 'number', distinct: 90 },
  { name: 'decision', role: 'decision', type: 'category' },
  { name: 'repaid', role: 'label', type: 'boolean' }
]
