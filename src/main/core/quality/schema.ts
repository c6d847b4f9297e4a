import type { Column } from '../../../shared/model/dataset'

/** How the columns of a part differ from those of its reference, by header. */
export type SchemaDifferences = {
  missing: Column[]
  extra: Column[]
  retyped: { name: string; was: Column['type']; is: Column['type'] }[]
  /** Columns of both that lie outside the longest run in the same order. */
  moved: string[]
}

export function schemaDifferences(reference: readonly Column[], current: readonly Column[]): SchemaDifferences {
  const before = new Map(reference.map((column, at) => [column.name, { column, at }]))
  const now = new Map(current.map((column) => [column.name, column]))
  const common = current.filter(({ name }) => before.has(name))
  return {
    missing: reference.filter(({ name }) => !now.has(name)),
    extra: current.filter(({ name }) => !before.has(name)),
    retyped: common.flatMap(({ name, type }) => {
      const was = before.get(name)!.column.type
      return was === type ? [] : [{ name, was, is: type }]
    }),
    moved: outOfOrder(
      common.map(({ name }) => name),
      common.map(({ name }) => before.get(name)!.at)
    )
  }
}

/** Names that are not in the longest increasing run of places (Schensted 1961, patience sorting). */
function outOfOrder(names: readonly string[], places: readonly number[]): string[] {
  const tails: number[] = []
  const previous = places.map(() => -1)
  places.forEach((place, i) => {
    let low = 0
    for (let high = tails.length; low < high;) {
      const middle = (low + high) >> 1
      if (places[tails[middle]!]! < place) low = middle + 1
      else high = middle
    }
    previous[i] = low === 0 ? -1 : tails[low - 1]!
    tails[low] = i
  })
  const kept = new Set<number>()
  for (let i = tails[tails.length - 1] ?? -1; i >= 0; i = previous[i]!) kept.add(i)
  return names.filter((_, i) => !kept.has(i))
}
