/** What is made of a list is made again only for another list: the blocks of a column share theirs. */
export function oncePerList<T>(make: (values: readonly string[]) => T): (values: readonly string[]) => T {
  let last: { values: readonly string[]; made: T } | null = null
  return (values) => (last = last?.values === values ? last : { values, made: make(values) }).made
}
