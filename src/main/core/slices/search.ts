import type { SearchColumn } from './conditions'
import type { SearchedRows, SliceKernels, Tally } from './kernels'

/** Conditions on different columns that hold together: places in the columns and in their conditions. */
export type Conjunction = readonly { column: number; condition: number }[]

/** Rows, their weight, and the weighted sums of the outcome and of its square. */
export type Sums = { rows: number; weight: number; sum: number; square: number }

export type Candidate = { conjunction: Conjunction; z: number }

export type SearchInput = {
  columns: readonly SearchColumn[]
  rows: SearchedRows
  depth: number
  fewest: number
  /** 1 where high outcomes are worst, −1 where low ones are. */
  worst: 1 | -1
  kernels: SliceKernels
  /** Called between crossings with the share done. */
  checkpoint: (fraction: number) => void
}

/** Standard errors by which a slice has to be worse than all other rows; and by which each of several conditions has to make it worse. */
const LEAST_Z = 2
const LEAST_Z_OF_CONDITION = 3
const MOST_CANDIDATES = 5000

/**
 * Every conjunction of up to `depth` conditions, by how many standard errors its outcome is worse than that of all other rows, worst first; and how many had
 * enough rows to be looked at. The order is a search's: figures come from rows that it has not seen.
 */
export function searchSlices(input: SearchInput): { candidates: Candidate[]; searched: number } {
  const { columns, depth, rows, kernels } = input
  const crossings = Array.from({ length: depth }, (_, i) => combinations(columns.length, i + 1)).flat()
  const judged = judge(input)
  const large = new Map<string, readonly Conjunction[]>([['', [[]]]])
  crossings.forEach((crossing, done) => {
    input.checkpoint(done / crossings.length)
    const sizes = crossing.map((column) => columns[column]!.cells)
    const tally = kernels.tallyCells(rows, crossing, sizes)
    const begun = large.get(crossing.slice(0, -1).join(' ')) ?? []
    const enough = begun.flatMap((beginning) =>
      continued(beginning, crossing.at(-1)!, columns).filter((one) => judged.look(one, sumsOf(tally, one, columns, sizes)))
    )
    if (crossing.length < depth) large.set(crossing.join(' '), enough)
  })
  return { candidates: judged.worst(), searched: judged.searched() }
}

const continued = (beginning: Conjunction, column: number, columns: readonly SearchColumn[]): Conjunction[] =>
  columns[column]!.conditions.map((_, condition) => [...beginning, { column, condition }])

/** Judges conjunctions as they come, shorter ones first; `look` says whether there were enough rows for longer ones. */
function judge({ rows, fewest, worst, depth }: SearchInput): {
  look: (conjunction: Conjunction, sums: Sums) => boolean
  worst: () => Candidate[]
  searched: () => number
} {
  const all = everybody(rows)
  const mean = all.sum / all.weight
  const variance = all.square / all.weight - mean * mean
  const known = new Map<string, Sums>([['', all]])
  let candidates: Candidate[] = []
  let searched = 0
  const best = (): Candidate[] =>
    candidates.sort((a, b) => b.z - a.z || (keyOf(a.conjunction) < keyOf(b.conjunction) ? -1 : 1)).slice(0, MOST_CANDIDATES)
  /** Standard errors by which a slice is worse than the other rows around it. */
  const z = (slice: Sums, around: Sums): number => {
    const other = { rows: around.rows - slice.rows, weight: around.weight - slice.weight, sum: around.sum - slice.sum }
    if (!(other.weight > 0) || other.rows === 0) return 0
    return (worst * (slice.sum / slice.weight - other.sum / other.weight)) / Math.sqrt(variance * (1 / slice.rows + 1 / other.rows))
  }
  const earns = (conjunction: Conjunction, sums: Sums, at: number): boolean =>
    z(sums, known.get(keyOf(conjunction.filter((_, i) => i !== at)))!) >= LEAST_Z_OF_CONDITION
  return {
    look(conjunction, sums) {
      if (conjunction.length < depth) known.set(keyOf(conjunction), sums)
      if (sums.rows < fewest || !(sums.weight > 0)) return false
      if (all.rows - sums.rows < fewest) return true
      searched++
      const own = z(sums, all)
      if (own >= LEAST_Z && (conjunction.length === 1 || conjunction.every((_, at) => earns(conjunction, sums, at))))
        candidates.push({ conjunction, z: own })
      if (candidates.length >= 4 * MOST_CANDIDATES) candidates = best()
      return true
    },
    worst: best,
    searched: () => searched
  }
}

const keyOf = (conjunction: Conjunction): string => conjunction.map(({ column, condition }) => `${column}:${condition}`).join(' ')

function everybody({ outcome, weights }: SearchedRows): Sums {
  const all: Sums = { rows: outcome.length, weight: 0, sum: 0, square: 0 }
  for (let row = 0; row < outcome.length; row++) {
    const weight = weights === null ? 1 : weights[row]!
    all.weight += weight
    all.sum += weight * outcome[row]!
    all.square += weight * outcome[row]! * outcome[row]!
  }
  return all
}

/** All choices of `k` of 0 … n−1, each ascending. */
function combinations(n: number, k: number): number[][] {
  if (k === 0) return [[]]
  return combinations(n, k - 1).flatMap((chosen) => {
    const next = (chosen.at(-1) ?? -1) + 1
    return Array.from({ length: n - next }, (_, i) => [...chosen, next + i])
  })
}

/** The sum over all cells in which every condition holds. */
function sumsOf(tally: Tally, conjunction: Conjunction, columns: readonly SearchColumn[], sizes: readonly number[]): Sums {
  const cells = conjunction.reduce<number[]>(
    (so, { column, condition }, at) =>
      so.flatMap((cell) => columns[column]!.conditions[condition]!.in.map((own) => cell * sizes[at]! + own)),
    [0]
  )
  const over = (figures: Float64Array): number => cells.reduce((total, cell) => total + figures[cell]!, 0)
  return { rows: over(tally.rows), weight: over(tally.weight), sum: over(tally.sum), square: over(tally.square) }
}
