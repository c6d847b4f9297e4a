import { isTelling, personalKind } from './kinds'

/**
 * The values of a dictionary as they may leave the product: a value that is personal by its form is replaced with its kind and its place among those of the
 * kind, so that groups stay apart and nobody can be read. The others stay as they are; the same list where none is.
 */
export function maskedValues(values: readonly string[]): readonly string[] {
  const counts = new Map<string, number>()
  let found = false
  const masked = values.map((value) => {
    const kind = personalKind(value)
    if (kind === null || !isTelling(kind, value)) return value
    found = true
    const place = (counts.get(kind) ?? 0) + 1
    counts.set(kind, place)
    return `‹${kind} ${String(place).padStart(4, '0')}›`
  })
  return found ? masked : values
}
