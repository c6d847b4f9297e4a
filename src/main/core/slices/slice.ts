import type { Group } from '../../../shared/model/measure'
import type { Where } from '../../../shared/model/where'
import { byUtf8 } from '../columns/byte-order'
import type { SearchColumn } from './conditions'
import type { Conjunction } from './search'

/** How slices of the search are called among those of the plan. */
export const FOUND = 'found'

/**
 * Rows that meet some conditions. `conditions`: column → what it has to be, in words; `meets`: whether a row of the part does; `over`: the columns of a slice that
 * the search found.
 */
export type Slice = {
  name: string
  conditions: Group
  postHoc: boolean
  meets: (row: number) => boolean
  over: readonly SearchColumn[]
}

const inOrder = (entries: readonly (readonly [string, string])[]): Group =>
  Object.fromEntries([...entries].sort(([a], [b]) => byUtf8(a, b)))

export const wordsOfConjunction = (columns: readonly SearchColumn[], conjunction: Conjunction): Group =>
  inOrder(conjunction.map(({ column, condition }) => [columns[column]!.name, columns[column]!.conditions[condition]!.text]))

export const wordsOfWhere = (where: Where): Group =>
  inOrder(
    Object.entries(where).map(([column, condition]) => [column, Array.isArray(condition) ? condition.join(' or ') : range(condition)])
  )

function range({ at_least: least, at_most: most }: Exclude<Where[string], unknown[]>): string {
  if (least === undefined) return most === undefined ? 'known' : `at most ${most}`
  return most === undefined ? `${least} or over` : `${least} to ${most}`
}
