import { attributeOf } from '../columns/attribute'
import type { PlannedPart } from '../columns/planned-part'
import { attributesOf, useNamed } from '../columns/roles'
import type { Stratification } from './decomposition-rows'
import { isSmall, maskedAlone, maskedInAll } from './masked'
import { countsOf, type Asked, type Period, type Question } from './question'

/** Groups of each protected attribute that are masked in one of the parts, as strata name them: `sex other`. */
export function maskedMembers(before: PlannedPart, now: PlannedPart): ReadonlySet<string> {
  const limit = now.plan.suppress_below
  if (limit === undefined) return new Set()
  return new Set(
    attributesOf(now.plan)
      .filter((name) => before.columns.has(name) && now.columns.has(name))
      .flatMap((name) => {
        const parts = [rowsOfGroups(before, name), rowsOfGroups(now, name)]
        const groups = [...new Set(parts.flatMap((rows) => [...rows.keys()]))]
        const samples = parts.map((rows) => groups.map((group) => rows.get(group) ?? 0))
        const lines = [Array.from(groups.keys())]
        return [...maskedInAll(samples, lines, limit, maskedAlone(samples, lines, limit))].map((place) => `${name} ${groups[place]!}`)
      })
  )
}

function rowsOfGroups(part: PlannedPart, name: string): Map<string, number> {
  const { codes, map, groups } = attributeOf(part, useNamed(part.plan, name))
  const counts = new Map([...groups, 'unknown'].map((group) => [group, 0]))
  for (let row = 0; row < codes.length; row++) {
    const group = map[codes[row]!]!
    const own = group === 0 ? 'unknown' : groups[group - 1]!
    counts.set(own, counts.get(own)! + 1)
  }
  return counts
}

/** Marks strata and groups whose rows may not be told: small ones, those of masked groups, and what it takes that none can be had by subtraction. */
export function withMasks(limit: number | undefined, asked: Asked, { names }: Stratification, groups: ReadonlySet<string>): Question {
  if (limit === undefined) return { ...asked, masked: new Set(), suppressed: false }
  const who = asked.metric === 'selection_rate_ratio' ? ([1, 2] as const) : ([1] as const)
  const samples = [asked.reference, asked.current].flatMap((period) => who.map((one) => countsOf(period, asked.size, one).rows))
  const ofGroups = names.flatMap((name, stratum) => ([...groups].some((group) => isWithin(name, group)) ? [stratum] : []))
  const masked = maskedInAll(samples, [Array.from(names.keys())], limit, ofGroups)
  const total = (rows: Float64Array): number => rows.reduce((sum, count) => sum + count, 0)
  const small = samples.some((rows) => isSmall({ suppress_below: limit }, total(rows)))
  const own = Object.entries(asked.group ?? {}).some(([name, value]) => groups.has(`${name} ${value ?? 'unknown'}`))
  return { ...asked, masked, suppressed: small || own }
}

/** Whether a stratum's name has the group as one of its levels. */
const isWithin = (stratum: string, group: string): boolean => ` × ${stratum} × `.includes(` × ${group} × `)

/** A period in which the masked strata are one, so that no part of a change tells more of them than their sum. */
export function maskedAsOne({ masked, ...question }: Question, side: 'reference' | 'current'): Period {
  const period = question[side]
  if (masked.size === 0) return period
  const [one] = masked
  return { ...period, strata: period.strata.map((stratum) => (masked.has(stratum) ? one! : stratum)) }
}
