import { LIMITS } from '../limits'
import type { DerivedColumn, Step } from '../model'
import type { GraphNode } from './graph'
import { matrixOf, type Lowering, type Matrix, type Operator } from './value'

/** The list of texts or numbers under one of several attributes' names. */
function listOf(
  node: GraphNode,
  texts: string,
  numbers: readonly string[]
): { texts: readonly string[] } | { numbers: Float64Array } | null {
  const list = node.attributes.get(texts)?.texts ?? []
  if (list.length > 0) return { texts: list }
  for (const name of numbers) {
    const attribute = node.attributes.get(name)
    const values = attribute === undefined ? new Float64Array(0) : name.includes('float') ? attribute.floats : attribute.ints
    if (values.length > 0) return { numbers: values }
  }
  return null
}

/** Categories that a text feature has; null where another encoder said otherwise, or the column is no feature as it came. */
function learn(state: Lowering, matrix: Matrix, categories: readonly string[]): DerivedColumn | null {
  const [column] = matrix.columns
  if (matrix.columns.length !== 1 || column === undefined || column.steps.length > 0) return null
  const feature = state.features[column.feature]!
  if (feature.kind !== 'category' || new Set(categories).size < categories.length) return null
  if (feature.values === null) state.features[column.feature] = { ...feature, values: categories }
  const { values } = state.features[column.feature] as { values: readonly string[] }
  return values.length === categories.length && values.every((value, i) => value === categories[i]) ? column : null
}

/** One column a category. A value that is none of them gives zeros. */
export const oneHot: Operator = (node, [from], state) => {
  const matrix = matrixOf(from)
  const categories = listOf(node, 'cats_strings', ['cats_int64s'])
  if (matrix === null || categories === null || matrix.normalize !== null || (node.attributes.get('zeros')?.int ?? 1) === 0) return null
  if ('texts' in categories) {
    const column = matrix.textual ? learn(state, matrix, categories.texts) : null
    return (
      column &&
      indicators(
        matrix,
        [column],
        categories.texts.map((text, place) => ({ text, equals: place }))
      )
    )
  }
  if (matrix.textual || matrix.columns.length * categories.numbers.length > LIMITS.features) return null
  return indicators(
    matrix,
    matrix.columns,
    Array.from(categories.numbers, (equals) => ({ text: String(equals), equals }))
  )
}

function indicators(matrix: Matrix, columns: readonly DerivedColumn[], wanted: readonly { text: string; equals: number }[]): Matrix {
  const encoded = columns.flatMap((column) =>
    wanted.map(({ text, equals }): DerivedColumn => ({
      ...column,
      name: `${column.name}=${text}`,
      steps: [...column.steps, { kind: 'indicator', equals }]
    }))
  )
  return { ...matrix, columns: encoded, textual: false, float32: true }
}

/** Texts to numbers (scikit-learn's OrdinalEncoder): each key its value, everything else the default. */
export const labelEncoder: Operator = (node, [from], state) => {
  const matrix = matrixOf(from)
  const keys = node.attributes.get('keys_strings')?.texts ?? []
  const values = listOf(node, '', ['values_int64s', 'values_floats'])
  const column = matrix !== null && matrix.textual && keys.length > 0 ? learn(state, matrix, keys) : null
  if (matrix === null || column === null || values === null || !('numbers' in values) || values.numbers.length !== keys.length) return null
  const other = node.attributes.get('default_float')?.float ?? node.attributes.get('default_int64')?.int ?? -1
  const step: Step = { kind: 'points', points: values.numbers, other, missing: other }
  return { ...matrix, textual: false, columns: [{ ...column, steps: [step] }] }
}
