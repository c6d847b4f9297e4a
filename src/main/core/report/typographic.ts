/** What the bundled fonts do not all have, in their words. */
const WRITTEN: readonly (readonly [string, string])[] = [
  ['\u2009', '\u202f'],
  ['⁻⁵²', '^−52'],
  ['ȳ', 'mean(y)'],
  ['‖', '||'],
  ['⁺', '+'],
  ['⁻', '−']
]

/** The same value with every string in it in characters that all three families of fonts have, as far as our own texts go. */
export function typographic<T>(value: T): T {
  return walk(value) as T
}

function walk(value: unknown): unknown {
  if (typeof value === 'string') return write(value)
  if (Array.isArray(value)) return value.map(walk)
  if (value !== null && typeof value === 'object') return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, walk(item)]))
  return value
}

function write(text: string): string {
  if (/^[\x20-\x7e]*$/.test(text)) return text
  return WRITTEN.reduce((written, [from, to]) => written.replaceAll(from, to), text)
}
