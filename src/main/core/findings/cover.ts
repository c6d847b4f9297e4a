import type { Verdict, VerdictCode } from '../../../shared/model/finding'

export type Counts = Record<VerdictCode, number>

/**
 * What the cover says of the primary criteria. `none`: the plan has no primary criterion, so there is no verdict, and the run's exit code is 0.
 */
export type Cover = {
  verdict: VerdictCode | 'none'
  exitCode: 0 | 1 | 2
  unadjusted: Counts
  /** Failures by interval that do not survive Holm's adjustment count as insufficient here. */
  holm: Counts
}

const countOf = (codes: readonly VerdictCode[]): Counts => ({
  pass: codes.filter((code) => code === 'pass').length,
  fail: codes.filter((code) => code === 'fail').length,
  insufficient: codes.filter((code) => code === 'insufficient').length
})

/** A failure by the point rule has no error rate to adjust. */
const survives = ({ decides, failPHolm }: Verdict, level: number): boolean =>
  decides === 'point' || (failPHolm !== null && failPHolm <= (1 - level) / 2)

const EXIT = { none: 0, pass: 0, fail: 1, insufficient: 2 } as const

const summary = ({ pass, fail, insufficient }: Counts): Cover['verdict'] =>
  fail > 0 ? 'fail' : insufficient > 0 ? 'insufficient' : pass > 0 ? 'pass' : 'none'

/**
 * Verdict and exit code from the primary criteria alone. "All pass" is an intersection–union statement and needs no adjustment; "at least one
 * fails" is made only where a failure survives Holm's adjustment or is by the point rule (STATISTICS §5). `level` is the plan's.
 */
export function coverOf(verdicts: readonly Verdict[], level: number): Cover {
  const primary = verdicts.filter((verdict) => verdict.primary)
  const unadjusted = countOf(primary.map(({ verdict }) => verdict))
  const holm = countOf(
    primary.map((verdict) => (verdict.verdict === 'fail' && !survives(verdict, level) ? 'insufficient' : verdict.verdict))
  )
  const verdict = summary(holm)
  return { verdict, exitCode: EXIT[verdict], unadjusted, holm }
}
