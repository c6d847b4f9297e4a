import type { Plan } from '../../../shared/model/plan'
import { undefinedQuantity, type Quantity } from '../stats/quantity'
import { maskedWithin, smallCells } from '../stats/suppress'
import { sizeOf, type Binning } from './binning'
import type { DriftColumn } from './columns'
import type { Pair } from './side'
import type { Cut, Slice, Slicing } from './slice'

export const suppressed = (): Quantity => undefinedQuantity('suppressed', { group: 0, reference: 0 })

/** Whether a count may not be told. */
export const isSmall = ({ suppress_below: limit }: Pick<Plan, 'suppress_below'>, rows: number): boolean =>
  limit !== undefined && rows > 0 && rows < limit

/**
 * Cells that may be told in neither sample: small in one of them, or to be had by subtraction from a line whose sum is known. `first` are masked for
 * another reason.
 */
export function maskedInAll(
  samples: readonly ArrayLike<number>[],
  lines: readonly (readonly number[])[],
  limit: number,
  first: Iterable<number> = []
): ReadonlySet<number> {
  let masked = new Set([...first, ...samples.flatMap((rows) => smallCells(rows, limit))])
  for (let before = -1; masked.size > before;) {
    before = masked.size
    for (const rows of samples) masked = new Set(maskedWithin(rows, lines, masked, limit))
  }
  return masked
}

/** Cells that tables of one sample leave out: masked here too, this one tells nothing that they do not. */
export const maskedAlone = (samples: readonly ArrayLike<number>[], lines: readonly (readonly number[])[], limit: number): number[] =>
  samples.flatMap((rows) => [...maskedWithin(rows, lines, smallCells(rows, limit), limit)])

/** Place of the missing values among the cells of a column: their own bin, or the one after the bins. */
export const missingCell = (binning: Binning): number => (binning.kind === 'category' ? binning.missing : sizeOf(binning))

/**
 * Bins of a column, and its missing values, whose rows may not be told: neither to be had from all rows, nor from those with a value, whose number is told
 * elsewhere. How many lack a protected value is the size of a group.
 */
export function maskedBins(plan: Plan, { name }: DriftColumn, binning: Binning, { reference, current }: Pair): ReadonlySet<number> {
  const limit = plan.suppress_below
  if (limit === undefined) return new Set()
  const missing = missingCell(binning)
  const cells = ({ counts, missing: without }: Pair['reference']): Float64Array =>
    Float64Array.from({ length: missing + 1 }, (_, cell) => (cell === missing ? without : counts[cell]!))
  const samples = [cells(reference), cells(current)]
  const hidden = plan.columns[name]?.role === 'protected' && samples.some((rows) => rows[missing]! > 0)
  const valued = Array.from({ length: missing }, (_, cell) => cell)
  return maskedInAll(samples, [[...valued, missing], valued], limit, hidden ? [missing] : [])
}

/** Marks the slices whose rows may not be told, of all ways of cutting together: what one leaves out another must not give away. */
export function withMasks(plan: Plan, slicings: readonly Slicing[]): Slicing[] {
  const limit = plan.suppress_below
  if (limit === undefined) return [...slicings]
  const hidden = new Set<string>()
  return slicings.map((slicing) => {
    if (slicing.kind === 'all') return slicing
    const first =
      slicing.kind === 'window by group' ? placesOf(slicing.slices, (slice) => namesOf(slice).some((name) => hidden.has(name))) : []
    const [samples, lines] = [samplesOf(slicing), linesOf(slicing)]
    const masked = maskedInAll(samples, lines, limit, [...first, ...maskedAlone(samples, lines, limit)])
    if (slicing.kind !== 'window by group') for (const place of masked) namesOf(slicing.slices[place]!).forEach((name) => hidden.add(name))
    return { ...slicing, slices: slicing.slices.map((slice, place) => (masked.has(place) ? { ...slice, masked: true as const } : slice)) }
  })
}

const namesOf = ({ window, group }: Slice): string[] => [
  ...(window === undefined ? [] : [`window ${window.name}`]),
  ...(group === null ? [] : [`group ${JSON.stringify(group)}`])
]

const placesOf = (slices: readonly Slice[], is: (slice: Slice) => boolean): number[] =>
  slices.flatMap((slice, place) => (is(slice) ? [place] : []))

/** Rows of each slice: of the current part, and of the reference's own groups. */
function samplesOf({ kind, reference, current, slices }: Slicing): number[][] {
  const [before, now] = [rowsIn(reference), rowsIn(current)]
  const own = slices.map(({ at }) => now[at]!)
  return kind === 'group' ? [own, slices.map(({ against }) => before[against]!)] : [own]
}

/** Slices whose rows add up to what is told elsewhere: by window, by group, or all of them. */
function linesOf({ kind, slices }: Slicing): number[][] {
  if (kind !== 'window by group') return [Array.from(slices.keys())]
  const lines = new Map<string, number[]>()
  slices.forEach((slice, place) => namesOf(slice).forEach((name) => lines.set(name, [...(lines.get(name) ?? []), place])))
  return [...lines.values()]
}

/** Rows of each slice of a cut; of none where it is all rows. */
export function rowsIn({ codes, size }: Cut): number[] {
  const rows = Array.from({ length: size }, () => 0)
  if (codes !== null) for (let row = 0; row < codes.length; row++) if (codes[row]! > 0) rows[codes[row]! - 1]!++
  return rows
}
