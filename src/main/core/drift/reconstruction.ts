import { symmetricEigen } from '../stats/eigen'

/** Share of the reference's variance that the kept components explain at least (NannyML's default). */
const KEPT = 0.65

/** Standardised columns of some rows: missing values at the reference's mean. */
type Standard = { columns: Float64Array[]; rows: number }

/** How far each row lies from the plane that the reference's principal components span: Euclidean norms, in standard deviations. */
export type Reconstruction = { reference: Float64Array; current: Float64Array; components: number; columns: number }

/**
 * Reconstruction error of principal components fitted to the reference (NannyML): columns standardised by the reference, missing values at its mean,
 * as many components as explain 65 % of its variance. Null with fewer than two columns that vary.
 */
export function reconstruction(reference: readonly Float64Array[], current: readonly Float64Array[]): Reconstruction | null {
  const scales = reference.map(scaleOf)
  const varying = scales.flatMap(({ deviation }, i) => (deviation > 0 ? [i] : []))
  if (varying.length < 2) return null
  const standard = (columns: readonly Float64Array[]): Standard => ({
    columns: varying.map((i) => columns[i]!.map((x) => (x === x ? (x - scales[i]!.mean) / scales[i]!.deviation : 0))),
    rows: columns[0]!.length
  })
  const [before, now] = [standard(reference), standard(current)]
  const { values, vectors } = symmetricEigen(covariance(before))
  const total = values.reduce((sum, value) => sum + value, 0)
  let explained = 0
  const components = vectors.filter((_, k) => {
    const kept = explained < KEPT * total
    explained += values[k]!
    return kept
  })
  return { reference: errors(before, components), current: errors(now, components), components: components.length, columns: varying.length }
}

function scaleOf(column: Float64Array): { mean: number; deviation: number } {
  const known = column.filter((x) => x === x)
  if (known.length < 2) return { mean: 0, deviation: 0 }
  const mean = known.reduce((sum, x) => sum + x, 0) / known.length
  return { mean, deviation: Math.sqrt(known.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / known.length) }
}

function covariance({ columns, rows }: Standard): Float64Array[] {
  const matrix = columns.map(() => new Float64Array(columns.length))
  columns.forEach((x, i) => {
    for (let j = i; j < columns.length; j++) {
      const y = columns[j]!
      let sum = 0
      for (let row = 0; row < rows; row++) sum += x[row]! * y[row]!
      matrix[i]![j] = matrix[j]![i] = sum / rows
    }
  })
  return matrix
}

/** ‖x‖² less its projections' squares: the components are orthonormal. */
function errors({ columns, rows }: Standard, components: readonly Float64Array[]): Float64Array {
  const out = new Float64Array(rows)
  for (let row = 0; row < rows; row++) {
    let left = 0
    for (const column of columns) left += column[row]! * column[row]!
    for (const component of components) {
      let projection = 0
      for (let i = 0; i < columns.length; i++) projection += component[i]! * columns[i]![row]!
      left -= projection * projection
    }
    out[row] = Math.sqrt(Math.max(0, left))
  }
  return out
}
