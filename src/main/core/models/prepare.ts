import type { Model, Preparation, Step } from './model'

/** What the predictor reads: the features themselves, or the columns derived from them. */
export function prepareColumns(model: Model, features: readonly Float64Array[], rows: number): readonly Float64Array[] {
  if (model.prepare === null) return features
  const columns = model.prepare.columns.map(({ feature, steps }) => applySteps(features[feature]!, steps, rows))
  if (model.prepare.normalize !== null) normalizeRows(columns, model.prepare.normalize, rows)
  return columns
}

function applySteps(values: Float64Array, steps: readonly Step[], rows: number): Float64Array {
  const column = values.slice(0, rows)
  for (const step of steps) for (let row = 0; row < rows; row++) column[row] = applyStep(step, column[row]!)
  return column
}

/** One value through one step. */
export function applyStep(step: Step, x: number): number {
  switch (step.kind) {
    case 'missing':
      return x === step.value ? NaN : x
    case 'impute':
      return x !== x ? step.value : x
    case 'scale':
      return scaled(step, x)
    case 'divide':
      return step.float32 ? Math.fround(Math.fround(x) / Math.fround(step.by)) : x / step.by
    case 'indicator':
      return x === step.equals ? 1 : 0
    case 'binarize':
      return x > step.above ? 1 : 0
    case 'bins':
      return binPoints(step, x)
    case 'points':
      return categoryPoints(step, x)
  }
}

function scaled({ offset, factor, float32 }: Extract<Step, { kind: 'scale' }>, x: number): number {
  return float32 ? Math.fround(Math.fround(Math.fround(x) - Math.fround(offset)) * Math.fround(factor)) : (x - offset) * factor
}

function binPoints({ edges, inclusive, points, missing }: Extract<Step, { kind: 'bins' }>, x: number): number {
  if (x !== x) return missing
  let bin = 0
  while (bin < edges.length && (inclusive ? x > edges[bin]! : x >= edges[bin]!)) bin++
  return points[bin]!
}

function categoryPoints({ points, other, missing }: Extract<Step, { kind: 'points' }>, x: number): number {
  return x !== x ? missing : (points[x] ?? other)
}

/** scikit-learn's Normalizer: a row of zeros stays as it is. */
function normalizeRows(columns: readonly Float64Array[], norm: NonNullable<Preparation['normalize']>, rows: number): void {
  for (let row = 0; row < rows; row++) {
    const length = normOf(columns, norm, row)
    if (length !== 0) for (const column of columns) column[row] = column[row]! / length
  }
}

function normOf(columns: readonly Float64Array[], norm: NonNullable<Preparation['normalize']>, row: number): number {
  let total = 0
  for (const column of columns) {
    const x = Math.abs(column[row]!)
    total = norm === 'max' ? Math.max(total, x) : total + (norm === 'l2' ? x * x : x)
  }
  return norm === 'l2' ? Math.sqrt(total) : total
}
