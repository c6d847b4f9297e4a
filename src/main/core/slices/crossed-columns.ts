import type { Column, DatasetManifest } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { Plan } from '../../../shared/model/plan'
import type { ColumnNeed } from '../assessment'
import { usesOf, useNamed } from '../columns/roles'
import { whereColumns } from '../columns/where'

const NUMERIC: readonly Column['type'][] = ['integer', 'number']
const CROSSED: readonly Column['type'][] = [...NUMERIC, 'boolean', 'category']

/** Beyond that a search would take hours. */
const MOST_CROSSINGS = 200_000

/** Names of the columns whose values are crossed: those that the plan names, or its features, protected and control columns. Throws where they are too many. */
export function crossedColumns(plan: Plan, { columns }: Pick<DatasetManifest, 'columns'>): string[] {
  const { columns: asked, depth = 1 } = plan.assessments.slices ?? {}
  const names = asked?.map((name) => fitting(name, columns)) ?? plannedColumns(plan, columns)
  const crossings = setsOf(names.length, depth)
  if (crossings > MOST_CROSSINGS)
    throw new AssayError('plan/too-many-crossings', { columns: names.length, depth, crossings, most: MOST_CROSSINGS })
  return names
}

function plannedColumns(plan: Plan, columns: readonly Column[]): string[] {
  const known = new Map(columns.map((column) => [column.name, column]))
  const uses = (['protected', 'control', 'feature'] as const).flatMap((role) => usesOf(plan, role))
  return uses.flatMap(({ name }) => (CROSSED.includes(known.get(name)?.type ?? 'text') ? [name] : []))
}

/** How many sets of up to `depth` of n columns there are. */
const setsOf = (n: number, depth: number): number =>
  [n, (n * (n - 1)) / 2, (n * (n - 1) * (n - 2)) / 6].slice(0, depth).reduce((sum, sets) => sum + sets, 0)

function fitting(name: string, columns: readonly Column[]): string {
  const found = columns.find((column) => column.name === name)
  if (found === undefined)
    throw new AssayError('plan/unknown-column', {
      column: name,
      where: 'assessments.slices.columns',
      known: columns.map((column) => column.name).join(', ')
    })
  if (!CROSSED.includes(found.type))
    throw new AssayError('plan/where-condition', {
      column: name,
      where: 'assessments.slices.columns',
      what: 'on numbers, yes and no, or categories, not on times or free text'
    })
  return name
}

/** How a column is read: numbers are cut into bins, unless the plan takes each value of a protected or control column as a group. */
export function crossedAs(plan: Plan, { name, type }: Pick<Column, 'name' | 'type'>): ColumnNeed['as'] {
  const { role, bins } = useNamed(plan, name)
  if (role === 'protected' || role === 'control') return bins === undefined ? 'codes' : 'numbers'
  return NUMERIC.includes(type) ? 'numbers' : 'codes'
}

/** What the search and the named slices read. */
export function slicedNeeds(plan: Plan, manifest: Pick<DatasetManifest, 'columns'>): ColumnNeed[] {
  const crossed = crossedColumns(plan, manifest).map((name): ColumnNeed => {
    const column = manifest.columns.find((one) => one.name === name)!
    return { name, as: crossedAs(plan, column) }
  })
  return [...crossed, ...(plan.assessments.slices?.named ?? []).flatMap(({ where }) => whereColumns(where))]
}
