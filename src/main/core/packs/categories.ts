import { AssayError } from '../../../shared/model/errors'
import type { Category, Pack } from '../../../shared/model/pack'
import type { PackChoice } from '../../../shared/model/plan'

const plain = (text: string): string => text.trim().toLowerCase().replaceAll('_', ' ')

const isNamed = ({ id, title, names }: Category, value: string): boolean =>
  [id, title, ...names].some((name) => plain(name) === plain(value))

function categoryOf(pack: Pack, choice: PackChoice, attribute: string, value: string): string | undefined {
  const categories = pack.attributes[attribute]?.categories ?? []
  const written = choice.categories?.[attribute]?.[value]
  if (written === undefined) return categories.find((category) => isNamed(category, value))?.id
  if (categories.some(({ id }) => id === written)) return written
  const known = categories.map(({ id }) => id).join(', ')
  throw new AssayError('plan/pack-category', { pack: pack.id, attribute, value, category: written, known })
}

/**
 * The regulator's category of each group of an attribute: as the plan maps it, else by name without regard to case. Groups that are no
 * category are left out. Throws where two groups would share a category, for their counts must be added before rates are taken.
 */
export function categoriesOf(pack: Pack, choice: PackChoice, attribute: string, values: readonly string[]): Map<string, string> {
  const byCategory = new Map<string, string>()
  for (const value of values) {
    const category = categoryOf(pack, choice, attribute, value)
    if (category === undefined) continue
    const other = byCategory.get(category)
    if (other !== undefined)
      throw new AssayError('plan/pack-category-twice', { pack: pack.id, attribute, values: `${other} and ${value}`, category })
    byCategory.set(category, value)
  }
  return byCategory
}
