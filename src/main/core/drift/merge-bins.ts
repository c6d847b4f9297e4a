import { sum } from '../stats/math'
import { sharesOf, type SharePair } from '../stats/divergences'
import type { Binning } from './binning'
import type { Pair, Side } from './side'

/** Expected rows under which a bin's share is not taken for normal. */
const FEWEST = 5

/** Bins after merging: counts and shares of both samples, their design effects averaged, and how many bins were merged away. */
export type MergedBins = {
  reference: Float64Array
  current: Float64Array
  shares: SharePair
  effects: { reference: number; current: number }
  merged: number
}

/**
 * Bins whose expected count, in either sample if nothing had changed, is under five are merged: of numbers with the neighbour that expects less, of
 * categories all with each other. Bins that are empty in both are left out. Design effects come out as Rao and Scott's (1981) average
 * Σ(1 − p)δ/(k − 1). Bins whose rows are masked are one bin, so that no distance tells more of them than their sum.
 */
export function mergedBins(
  { reference: before, current: now }: Pair,
  binning: Binning,
  masked: ReadonlySet<number> = new Set()
): MergedBins {
  const reference = { counts: before.effective.counts, effects: before.effects }
  const current = { counts: now.effective.counts, effects: now.effects }
  const [n, m] = [sum(reference.counts), sum(current.counts)]
  const smaller = Math.min(n, m) / (n + m)
  const expected = (bin: readonly number[]): number =>
    bin.reduce((total, i) => total + reference.counts[i]! + current.counts[i]!, 0) * smaller
  const filled = Array.from(reference.counts.keys()).filter((i) => reference.counts[i]! + current.counts[i]! > 0)
  const present = maskedTogether(filled, masked)
  const groups = binning.kind === 'number' ? mergeNeighbours(present, expected) : mergeRare(present, expected)
  const added = (counts: Float64Array): Float64Array =>
    Float64Array.from(groups, (group) => group.reduce((total, i) => total + counts[i]!, 0))
  const [a, b] = [added(reference.counts), added(current.counts)]
  return {
    reference: a,
    current: b,
    shares: { reference: sharesOf(a), current: sharesOf(b) },
    effects: { reference: averageEffect(reference, groups), current: averageEffect(current, groups) },
    merged: present.length - groups.length
  }
}

function maskedTogether(bins: readonly number[], masked: ReadonlySet<number>): number[][] {
  const together = bins.filter((bin) => masked.has(bin))
  return bins.flatMap((bin) => (!masked.has(bin) ? [[bin]] : bin === together[0] ? [together] : []))
}

type Expected = (bin: readonly number[]) => number

function mergeNeighbours(bins: readonly number[][], expected: Expected): number[][] {
  const groups = bins.map((bin) => [...bin])
  for (;;) {
    const at = groups.findIndex((bin) => expected(bin) < FEWEST)
    if (at < 0 || groups.length < 2) return groups
    const left = groups[at - 1]
    const right = groups[at + 1]
    const intoLeft = left !== undefined && (right === undefined || expected(left) <= expected(right))
    const target = intoLeft ? at - 1 : at
    groups.splice(target, 2, [...groups[target]!, ...groups[target + 1]!])
  }
}

function mergeRare(bins: readonly number[][], expected: Expected): number[][] {
  const rare = bins.filter((bin) => expected(bin) < FEWEST)
  if (rare.length === 0) return [...bins]
  const kept = bins.filter((bin) => expected(bin) >= FEWEST)
  const other = rare.flat()
  if (expected(other) >= FEWEST || kept.length === 0) return [...kept, other]
  const smallest = kept.reduce((least, bin) => (expected(bin) < expected(least) ? bin : least))
  return kept.map((bin) => (bin === smallest ? [...bin, ...other] : bin))
}

/** NaN where a design effect is unknown. */
function averageEffect({ counts, effects }: Pick<Side, 'counts' | 'effects'>, groups: readonly number[][]): number {
  if (effects === null) return NaN
  const total = sum(counts)
  let weighted = 0
  let weights = 0
  for (const group of groups) {
    const rows = group.reduce((sumOf, i) => sumOf + counts[i]!, 0)
    if (rows === 0 || total === 0) continue
    const effect = group.reduce((sumOf, i) => sumOf + counts[i]! * effects[i]!, 0) / rows
    weighted += (1 - rows / total) * effect
    weights += 1 - rows / total
  }
  return weights > 0 ? weighted / weights : 1
}
