import type { Measure } from '../../../shared/model/measure'
import type { Estimate } from './estimate'

/**
 * Cells that may not be told: those that `small` names, and as many of the others as it takes that in no line of cells whose sum is known one masked cell stands
 * alone or all masked ones together have fewer rows than the limit. The smallest go first, equal ones in their order.
 */
export function maskedWithin(
  rows: ArrayLike<number>,
  lines: readonly (readonly number[])[],
  small: Iterable<number>,
  limit: number
): ReadonlySet<number> {
  const masked = new Set(small)
  for (let changed = true; changed;) {
    changed = false
    for (const line of lines) {
      const own = line.filter((cell) => masked.has(cell))
      const open = line.filter((cell) => !masked.has(cell))
      const total = own.reduce((sum, cell) => sum + rows[cell]!, 0)
      if (own.length === 0 || open.length === 0 || (own.length > 1 && total >= limit)) continue
      masked.add(open.reduce((least, cell) => (rows[cell]! < rows[least]! ? cell : least)))
      changed = true
    }
  }
  return masked
}

/** Cells with rows, but fewer than the limit. */
export const smallCells = (rows: ArrayLike<number>, limit: number): number[] =>
  Array.from(rows).flatMap((n, cell) => (n > 0 && n < limit ? [cell] : []))

const isSmall = (n: number | null, limit: number): boolean => n !== null && n > 0 && n < limit

/** Whether a measure rests on fewer rows than the plan lets be told. */
export const restsOnFew = ({ n }: Pick<Measure, 'n'>, limit: number): boolean => isSmall(n.group, limit) || isSmall(n.reference, limit)

/** The last look at every measure, whoever made it: what rests on fewer rows than the limit leaves without a figure. */
export function withoutSmallCells(estimates: readonly Estimate[], limit: number | undefined): Estimate[] {
  return estimates.map((estimate) =>
    limit === undefined || !restsOnFew(estimate.measure, limit) ? estimate : withoutFigure(estimate.measure)
  )
}

/** The measure with nothing told. */
export function withoutFigure(measure: Measure): Estimate {
  const n = { group: 0, reference: measure.n.reference === null ? null : 0 }
  const { id, assessment, metric, group, reference, at, evidence } = measure
  const status = { code: 'undefined' as const, reason: 'suppressed' as const }
  return {
    measure: { id, assessment, metric, group, reference, at, estimate: null, interval: null, n, test: null, status, evidence },
    limits: null
  }
}
