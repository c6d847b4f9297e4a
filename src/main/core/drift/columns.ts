import type { Column, DatasetManifest, Role } from '../../../shared/model/dataset'
import type { Plan } from '../../../shared/model/plan'
import { AssayError } from '../../../shared/model/errors'

/** What a column is to the model: `prediction` is the score or the decision. */
export type Part = 'input' | 'prediction' | 'outcome'

export type DriftColumn = { name: string; kind: 'number' | 'category'; part: Part }

/** A column that is not compared, and why. */
export type LeftOut = { name: string; why: string }

const COMPARED: readonly Role[] = ['feature', 'protected', 'control', 'score', 'decision', 'label']
const NEVER: readonly Role[] = ['time', 'id', 'cluster', 'weight', 'ignore']

/** More different texts than this are no categories. */
export const MOST_CATEGORIES = 10_000

/** Whole numbers with no more values than this are categories. */
const FEW_NUMBERS = 2

/** The columns that the plan compares, in the order of the current part. */
export function driftColumns(
  plan: Plan,
  reference: DatasetManifest,
  current: DatasetManifest
): { columns: DriftColumn[]; leftOut: LeftOut[] } {
  const drift = plan.assessments.drift
  const before = new Map(reference.columns.map((column) => [column.name, column]))
  const now = new Set(current.columns.map(({ name }) => name))
  const wanted = wantedNames(plan, reference, current)
  const columns: DriftColumn[] = []
  const leftOut: LeftOut[] = []
  for (const column of current.columns.filter(({ name }) => wanted.has(name))) {
    const earlier = before.get(column.name)
    const found =
      earlier === undefined
        ? { why: 'the reference part does not have it' }
        : (emptyIn({ before: earlier, now: column }, { before: reference.rows, now: current.rows }) ?? kindOf(earlier, column))
    if ('kind' in found) columns.push({ name: column.name, kind: found.kind, part: partOf(plan, column.name) })
    else leftOut.push({ name: column.name, why: found.why })
  }
  for (const { name } of reference.columns)
    if (wanted.has(name) && !now.has(name)) leftOut.push({ name, why: 'the current part does not have it' })
  const missing = (Array.isArray(drift?.columns) ? drift.columns : []).find(
    (name) => !current.columns.some((column) => column.name === name)
  )
  if (missing !== undefined)
    throw new AssayError('plan/unknown-column', {
      column: missing,
      where: 'assessments.drift.columns',
      known: current.columns
        .slice(0, 12)
        .map(({ name }) => name)
        .join(', ')
    })
  return { columns, leftOut }
}

function wantedNames(plan: Plan, reference: DatasetManifest, current: DatasetManifest): Set<string> {
  const choice = plan.assessments.drift?.columns
  if (Array.isArray(choice)) return new Set(choice)
  const roleOf = (name: string): Role | undefined => plan.columns[name]?.role
  const names = [...current.columns, ...reference.columns].map(({ name }) => name)
  if (choice === 'every') return new Set(names.filter((name) => !NEVER.includes(roleOf(name) ?? 'feature')))
  return new Set(names.filter((name) => COMPARED.includes(roleOf(name) ?? 'ignore')))
}

type InBoth<T> = { before: T; now: T }

/** A column without a value in one part is compared as the other's kind (its missing values changed), unless its file gives it another type. */
function emptyIn({ before, now }: InBoth<Column>, rows: InBoth<number>): Pick<LeftOut, 'why'> | null {
  if (isNumeric(before) === isNumeric(now)) return null
  if (before.missing === rows.before) return { why: 'all its values are missing in the reference part' }
  return now.missing === rows.now ? { why: 'all its values are missing in the current part' } : null
}

const isNumeric = ({ type }: Column): boolean => type === 'integer' || type === 'number'

function kindOf(before: Column, now: Column): Pick<DriftColumn, 'kind'> | Pick<LeftOut, 'why'> {
  if ([before, now].some(({ type }) => type === 'date' || type === 'timestamp')) return { why: 'times are not compared' }
  if (isNumeric(before) && isNumeric(now)) return { kind: Math.max(before.distinct, now.distinct) <= FEW_NUMBERS ? 'category' : 'number' }
  if (isNumeric(before) !== isNumeric(now) && Math.max(before.distinct, now.distinct) > FEW_NUMBERS * 50)
    return { why: `its type changed from ${before.type} to ${now.type}` }
  return Math.max(before.distinct, now.distinct) > MOST_CATEGORIES
    ? { why: `it has more than ${MOST_CATEGORIES} different texts` }
    : { kind: 'category' }
}

function partOf(plan: Plan, name: string): Part {
  const role = plan.columns[name]?.role
  if (role === 'score' || role === 'decision') return 'prediction'
  return role === 'label' ? 'outcome' : 'input'
}
