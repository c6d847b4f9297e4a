import type { Measure } from '../../../shared/model/measure'
import { maskedWithin, smallCells } from '../stats/suppress'
import type { Cohort } from './cohorts/rows-of-cohorts'
import type { ExplanationInput } from './input'
import type { Grouped } from './sample'

type Given = Pick<ExplanationInput, 'plan' | 'groups' | 'cohorts'>

/** What the plan's limit keeps from being told: codes of groups by attribute (0: the unknown), and cohorts by name. */
export type Masks = { limit: number; groups: ReadonlyMap<string, ReadonlySet<number>>; cohorts: ReadonlySet<string> }

/** Null where the plan masks nothing. */
export function masksOf({ plan, groups, cohorts }: Given): Masks | null {
  const limit = plan.suppress_below
  if (limit === undefined) return null
  const told = toldCohorts(cohorts ?? [], limit)
  return {
    limit,
    groups: new Map(groups.map((grouped) => [grouped.attribute, maskedCodes(grouped, limit)])),
    cohorts: new Set((cohorts ?? []).flatMap(({ name }) => (told.has(name) ? [] : [name])))
  }
}

/** Codes of one attribute whose rows may not be told: those that the part's own counts mask, as every section does, and those of which few are explained. */
function maskedCodes({ groups, codes, rows }: Grouped, limit: number): ReadonlySet<number> {
  const explained = countsOf(codes, groups.length + 1)
  const ofPart = rows === undefined ? new Set<number>() : maskedCells(rows, [], limit)
  return maskedCells(explained, ofPart, limit)
}

/** Rows with each code from 0 on. */
export function countsOf(codes: ArrayLike<number>, size: number, isIn: (row: number) => boolean = () => true): number[] {
  const counts = new Array<number>(size).fill(0)
  for (let row = 0; row < codes.length; row++) if (isIn(row)) counts[codes[row]!]!++
  return counts
}

/** Cells of one line that may not be told; `first` are masked already. Cells without rows hide nothing. */
export function maskedCells(rows: ArrayLike<number>, first: Iterable<number>, limit: number): ReadonlySet<number> {
  const line = Array.from(rows).flatMap((n, cell) => (n > 0 ? [cell] : []))
  return maskedWithin(rows, [line], [...first, ...smallCells(rows, limit)], limit)
}

/**
 * Cohorts in the plan's order, each told only where every part of the rows that unions and differences of the cohorts told so far can single out is empty or
 * has enough rows. Where the first may not be told none is, since the others are held against it.
 */
function toldCohorts(cohorts: readonly Cohort[], limit: number): ReadonlySet<string> {
  const told: Cohort[] = []
  for (const cohort of cohorts) {
    const together = [...told, cohort]
    const counts = new Map<number, number>()
    for (let row = 0; row < cohort.has.length; row++) {
      const atom = together.reduce((so, { has }) => so * 2 + has[row]!, 0)
      counts.set(atom, (counts.get(atom) ?? 0) + 1)
    }
    if ([...counts.values()].every((n) => n >= limit)) told.push(cohort)
    else if (told.length === 0) break
  }
  return new Set(told.map(({ name }) => name))
}

/** Whether a group of an attribute, by its name, may not be told. */
export const isMaskedGroup = (masks: Masks | null, { attribute, groups }: Pick<Grouped, 'attribute' | 'groups'>, group: number): boolean =>
  masks?.groups.get(attribute)?.has(group + 1) === true && group < groups.length

/** Whether a measure is about a group or cohort that may not be told, or says how many rows lack the attribute where these are few. */
export function isMaskedMeasure(
  masks: Masks,
  all: readonly Grouped[],
  { group, reference, at }: Pick<Measure, 'group' | 'reference' | 'at'>
): boolean {
  const groups = [group, reference !== null && 'group' in reference ? reference.group : null]
  const named = all.some((grouped) =>
    groups.some((one) => {
      const value = one?.[grouped.attribute]
      return value != null && isMaskedGroup(masks, grouped, grouped.groups.indexOf(value))
    })
  )
  const unknown = at.control !== undefined && masks.groups.get(at.control)?.has(0) === true
  return named || unknown || (at.slice !== undefined && masks.cohorts.has(at.slice))
}

/** The words under what is left out. */
export const maskedNote = ({ limit }: Pick<Masks, 'limit'>, what: string): string =>
  `Masked: a small cell. The plan masks cells under ${limit} rows, ${what}.`
