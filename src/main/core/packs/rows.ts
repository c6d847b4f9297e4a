import { AssayError } from '../../../shared/model/errors'
import type { Group } from '../../../shared/model/measure'
import { groupPath } from '../../../shared/model/measure-id'
import type { Pack, PackTable } from '../../../shared/model/pack'
import type { PackChoice } from '../../../shared/model/plan'
import type { Estimate } from '../stats/estimate'
import { categoriesOf } from './categories'
import { attributesOf, columnOf } from './choice'
import type { Variant } from './choice'
import type { Measures } from './measures'
import { rounded } from './number-text'

/** A row before its cells: the group of the data behind it, if any, and why it is in no ratio. */
export type Row = {
  labels: string[]
  group: Group | null
  rate: Estimate | undefined
  /** `not-a-category` of the regulator's, or left out with the auditor's reason. */
  outside: 'not-a-category' | { reason: string } | null
}

const isUnknown = (group: Group): boolean => Object.values(group).includes(null)

/** A small cell that the plan masks. */
export const isMasked = ({ rate }: Row): boolean => rate?.measure.status.reason === 'suppressed'

export const applicantsOf = ({ rate }: Row): number => rate?.measure.n.group ?? 0

/** The regulator's rows in the regulator's order, then groups of the data that are none of them. */
export function fixedRows(pack: Pack, choice: PackChoice, table: PackTable, { rate }: Variant, measures: Measures): Row[] {
  if (table.rows === 'each_group') return []
  const attributes = attributesOf(table)
  const columns = attributes.map((attribute) => columnOf(pack, choice, attribute))
  const groups = measures.groups(rate, columns).filter((group) => !isUnknown(group))
  const valueOf = attributes.map((attribute, i) =>
    categoriesOf(pack, choice, attribute, [...new Set(groups.flatMap((group) => group[columns[i] ?? ''] ?? []))])
  )
  const used = new Set<string>()
  const rows = table.rows.map(({ labels, where }): Row => {
    const values = attributes.map((attribute, i): [string, string | undefined] => [
      columns[i] ?? '',
      valueOf[i]?.get(where[attribute] ?? '')
    ])
    const known = values.every(([, value]) => value !== undefined)
    const group: Group | null = known ? Object.fromEntries(values.map(([column, value]) => [column, value ?? null])) : null
    if (group !== null) used.add(groupPath(group))
    return { labels, group, rate: group === null ? undefined : measures.of(rate, group), outside: null }
  })
  const others = groups.filter((group) => !used.has(groupPath(group)))
  return [
    ...rows,
    ...others.map((group): Row => ({
      labels: otherLabels(group, columns, table.labels.length),
      group,
      rate: measures.of(rate, group),
      outside: 'not-a-category'
    }))
  ]
}

const otherLabels = (group: Group, columns: readonly string[], width: number): string[] =>
  Array.from({ length: width }, (_, i) => (i === 0 ? columns.map((column) => group[column] ?? '').join(', ') : ''))

/** Every known group of an attribute, by id. */
export function eachRows(attribute: string, { rate }: Variant, measures: Measures): Row[] {
  const groups = measures.groups(rate, [attribute]).filter((group) => !isUnknown(group))
  return groups.map((group) => ({ labels: [group[attribute] ?? ''], group, rate: measures.of(rate, group), outside: null }))
}

/** Leaves out of the ratios what the plan leaves out with a reason; throws where a category is not under the share the rule allows. */
export function exclude(pack: Pack, choice: PackChoice, rows: readonly Row[]): Row[] {
  const total = rows.reduce((sum, row) => sum + applicantsOf(row), 0)
  return rows.map((row) => {
    const excluded = choice.exclude?.find(({ category }) => row.group !== null && groupPath(category) === groupPath(row.group))
    if (excluded === undefined || row.outside !== null) return row
    const most = pack.exclusion?.under_share ?? 0
    if (total === 0 || !(applicantsOf(row) < most * total))
      throw new AssayError('plan/pack-exclusion', {
        pack: pack.id,
        category: row.labels.filter((label) => label !== '').join(', '),
        share: `${rounded({ numerator: applicantsOf(row), denominator: Math.max(1, total) }, 2, 100)} %`,
        most: `${most * 100} %`
      })
    return { ...row, outside: { reason: excluded.reason } }
  })
}
