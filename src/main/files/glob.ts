export type GlobParts = { base: string; pattern: RegExp }

/** Splits "logs/2024-*.csv" into the folder before the first wildcard and a pattern over paths below it; undefined where there is no wildcard. */
export function globParts(glob: string): GlobParts | undefined {
  const segments = glob.split('/')
  const first = segments.findIndex((segment) => /[*?[]/.test(segment))
  if (first < 0) return undefined
  const base = segments.slice(0, first).join('/')
  return { base: base === '' && glob.startsWith('/') ? '/' : base, pattern: compiled(segments.slice(first)) }
}

function compiled(segments: readonly string[]): RegExp {
  const last = segments.length - 1
  return new RegExp(
    `^${segments.map((segment, index) => (segment === '**' ? '(?:[^/]+/)*' : segmentPattern(segment) + (index < last ? '/' : ''))).join('')}$`,
    'u'
  )
}

function segmentPattern(segment: string): string {
  return segment.replace(/\[([^\]]+)\]|[*?]|[.+^${}()|\\[\]]/g, (part, set: string | undefined) => {
    if (part === '*') return '[^/]*'
    if (part === '?') return '[^/]'
    if (set !== undefined) return `[${set.replace(/^!/, '^').replaceAll('\\', '\\\\')}]`
    return `\\${part}`
  })
}
