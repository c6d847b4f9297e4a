import type { Measure } from '../../../shared/model/measure'
import type { Report } from '../../../shared/model/report'

/** `what` names the field; values are as JSON has them. */
export type Difference = { where: string; what: string; reported: unknown; recomputed: unknown }
export type Comparison = { code: 'identical' | 'within-tolerance' | 'method-changed' | 'differs'; differences: Difference[] }

const TOLERANCE = 1e-9

/**
 * Every number of a report against the same report computed again (EVIDENCE §9). `sameBytes`: the two JSONs are equal byte for byte.
 * Relative tolerance 1e-9; a measure whose interval method or formula differs is `method-changed`.
 */
export function compareReports(reported: Report, recomputed: Report, sameBytes: boolean): Comparison {
  if (sameBytes) return { code: 'identical', differences: [] }
  const differences: Difference[] = []
  let methodChanged = false
  const ours = new Map(recomputed.measures.map((measure) => [measure.id, measure]))
  for (const measure of reported.measures) {
    const again = ours.get(measure.id)
    ours.delete(measure.id)
    if (again === undefined) differences.push({ where: measure.id, what: 'measure', reported: 'present', recomputed: 'absent' })
    else if (methodOf(measure) !== methodOf(again)) {
      methodChanged = true
      differences.push({ where: measure.id, what: 'method', reported: methodOf(measure), recomputed: methodOf(again) })
    } else differences.push(...numbersThatDiffer(measure, again))
  }
  for (const id of ours.keys()) differences.push({ where: id, what: 'measure', reported: 'absent', recomputed: 'present' })
  differences.push(...verdictsThatDiffer(reported, recomputed))
  const substantial = differences.filter(({ what }) => what !== 'method').length > 0
  return { code: substantial ? 'differs' : methodChanged ? 'method-changed' : 'within-tolerance', differences }
}

const methodOf = ({ interval, evidence, test }: Measure): string => [interval?.method ?? '', evidence.formula, test?.method ?? ''].join('|')

function numbersThatDiffer(a: Measure, b: Measure): Difference[] {
  const pairs: [string, unknown, unknown][] = [
    ['estimate', a.estimate, b.estimate],
    ['interval.low', a.interval?.low, b.interval?.low],
    ['interval.high', a.interval?.high, b.interval?.high],
    ['n.group', a.n.group, b.n.group],
    ['n.reference', a.n.reference, b.n.reference],
    ['test.p', a.test?.p, b.test?.p],
    ['test.adjusted', a.test?.adjusted, b.test?.adjusted],
    ['status', `${a.status.code} ${a.status.reason ?? ''}`, `${b.status.code} ${b.status.reason ?? ''}`]
  ]
  return pairs.flatMap(([what, reported, recomputed]) => (close(reported, recomputed) ? [] : [{ where: a.id, what, reported, recomputed }]))
}

function close(a: unknown, b: unknown): boolean {
  if (typeof a !== 'number' || typeof b !== 'number') return (a ?? null) === (b ?? null)
  return Math.abs(a - b) <= TOLERANCE * Math.max(1, Math.abs(a), Math.abs(b))
}

function verdictsThatDiffer(reported: Report, recomputed: Report): Difference[] {
  const ours = new Map(recomputed.verdicts.map((verdict) => [`${verdict.criterion} ${verdict.measure}`, verdict.verdict]))
  return reported.verdicts.flatMap((verdict) => {
    const again = ours.get(`${verdict.criterion} ${verdict.measure}`)
    return again === verdict.verdict
      ? []
      : [{ where: `${verdict.criterion} ${verdict.measure}`, what: 'verdict', reported: verdict.verdict, recomputed: again ?? 'absent' }]
  })
}
