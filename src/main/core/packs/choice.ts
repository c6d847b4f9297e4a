import { AssayError } from '../../../shared/model/errors'
import type { Pack, PackTable } from '../../../shared/model/pack'
import type { PackChoice, Plan } from '../../../shared/model/plan'

export type Variant = Pack['variants'][string]

/** The variant the plan chose, or the pack's first. */
export function variantOf(pack: Pack, choice: PackChoice): { name: string; variant: Variant } {
  const names = Object.keys(pack.variants)
  const name = choice.variant ?? names[0] ?? ''
  const variant = pack.variants[name]
  if (variant === undefined) throw new AssayError('plan/pack-variant', { pack: pack.id, variant: name, known: names.join(', ') })
  return { name, variant }
}

/** The column of the data that holds an attribute of the pack. */
export function columnOf(pack: Pack, choice: PackChoice, attribute: string): string {
  const column = attribute === 'sex' ? choice.sex : attribute === 'race' ? choice.race : undefined
  if (column === undefined) throw new AssayError('plan/pack-column', { pack: pack.id, attribute })
  return column
}

/** Attributes of a fixed table in the order of its first row that has them all. */
export function attributesOf(table: PackTable): string[] {
  return table.rows === 'each_group' ? [] : [...new Set(table.rows.flatMap(({ where }) => Object.keys(where)))]
}

/** The attributes whose groups a table lists one by one. */
export function eachOf(choice: PackChoice, plan: Plan): string[] {
  const isProtected = ([, use]: [string, Plan['columns'][string]]): boolean => use.role === 'protected'
  return (
    choice.each ??
    plan.groups.attributes ??
    Object.entries(plan.columns)
      .filter(isProtected)
      .map(([name]) => name)
  )
}
