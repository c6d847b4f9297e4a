import type { Group } from '../../../shared/model/measure'
import type { Decomposed } from './decomposition-rows'
import type { Clusters } from './kernels'
import type { Strata } from './kitagawa'

/** Who is counted in a period: 0 neither, 1 the group, 2 those it is held against. */
export type Period = { strata: Uint32Array; outcome: Uint8Array; member: Uint8Array; clusters: Clusters | null }
export type Question = {
  metric: Decomposed
  group: Group | null
  reference: Period
  current: Period
  size: number
  /** Strata whose rows may not be told; they count as one. */
  masked: ReadonlySet<number>
  /** Whether nothing may be told of the group. */
  suppressed: boolean
}

/** What is asked before it is known what may be told. */
export type Asked = Omit<Question, 'masked' | 'suppressed'>

/** Rows and hits of each stratum: 1 of the group, 2 of those it is held against. */
export function countsOf({ strata, outcome, member }: Period, size: number, who: 1 | 2): Strata {
  const [rows, hits] = [new Float64Array(size), new Float64Array(size)]
  for (let row = 0; row < strata.length; row++) {
    if (member[row] !== who || outcome[row] === 2) continue
    rows[strata[row]!]!++
    if (outcome[row] === 1) hits[strata[row]!]!++
  }
  return { rows, hits }
}
