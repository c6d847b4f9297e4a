import type { Verdict } from '../../../shared/model/finding'
import { holm } from '../stats/multiplicity'

/** Primary criteria that are decided by an interval: the family that Holm adjusts (STATISTICS §5). */
const inFamily = (verdict: Verdict): verdict is Verdict & { failP: number } =>
  verdict.primary && verdict.decides === 'interval' && verdict.failP !== null

/** The verdicts with `failPHolm` of "at least one primary criterion is violated"; null outside the family. */
export function adjust(verdicts: readonly Verdict[]): Verdict[] {
  const family = verdicts.filter(inFamily)
  const adjusted = holm(family.map(({ failP }) => failP))
  const found = new Map<Verdict, number>(family.map((verdict, index) => [verdict, adjusted[index] ?? 1]))
  return verdicts.map((verdict) => ({ ...verdict, failPHolm: found.get(verdict) ?? null }))
}
