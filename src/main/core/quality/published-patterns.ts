import type { QualityInput } from './input'

/** A pattern as it may be told: `missing` and `rows` are null for all those together that the plan masks. */
export type PublishedPattern = { missing: readonly string[] | null; rows: number | null }

/**
 * Patterns under the plan's limit are told as one line without columns or count. Where their rows together are under the limit as well, the next
 * smallest pattern joins them, so that nothing can be had by subtraction from the rows of the part.
 */
export function publishedPatterns({
  patterns,
  plan: { suppress_below: limit }
}: Pick<QualityInput, 'patterns' | 'plan'>): PublishedPattern[] {
  if (limit === undefined || patterns.every(({ rows }) => rows >= limit)) return [...patterns]
  const open = patterns.filter(({ rows }) => rows >= limit)
  let masked = patterns.reduce((total, { rows }) => total + (rows < limit ? rows : 0), 0)
  let pooled = patterns.length - open.length
  while (open.length > 0 && (masked < limit || pooled < 2)) {
    masked += open.pop()!.rows
    pooled++
  }
  return [...open, { missing: null, rows: null }]
}
