import { psi, sharesOf } from '../stats/divergences'
import { countIn, type Binning } from './binning'
import { inOrder } from './ordered'
import type { Pair, Side } from './side'

const FEW_VALUES = 20

/**
 * As Evidently 0.7 has it: equal widths over both samples by Sturges' rule, or single values where the reference has 20 or fewer, and shares of all
 * rows, missing ones included in the divisor. Empty shares become 0.0001, or a millionth of the least share where that is no more than 0.0001.
 */
export function psiAsEvidently(pair: Pair, binning: Binning): number | null {
  const counts = binning.kind === 'category' ? categories(pair, binning.missing) : evidentlyNumbers(pair)
  if (counts === null) return null
  const filled = (shares: Float64Array): Float64Array => {
    const least = shares.reduce((low, share) => (share > 0 && share < low ? share : low), 1)
    return shares.map((share) => (share === 0 ? (least <= 1e-4 ? least / 1e6 : 1e-4) : share))
  }
  const ofRows = (side: Float64Array, { rows }: Side): Float64Array => filled(side.map((count) => count / rows))
  return psi({ reference: ofRows(counts.reference, pair.reference), current: ofRows(counts.current, pair.current) })
}

type Counts = { reference: Float64Array; current: Float64Array }

const categories = ({ reference, current }: Pair, missing: number): Counts => ({
  reference: reference.counts.filter((count, i) => i !== missing && count + current.counts[i]! > 0),
  current: current.counts.filter((count, i) => i !== missing && count + reference.counts[i]! > 0)
})

function evidentlyNumbers({ reference, current }: Pair): Counts | null {
  const [x, y] = [reference.ordered?.all() ?? null, current.ordered?.all() ?? null]
  if (x === null || y === null || x.length === 0 || y.length === 0) return null
  if (distinctUpTo(x, FEW_VALUES + 1) <= FEW_VALUES) return byValue(x, y)
  return equalWidths(x, y, sturges(x.length + y.length))
}

/** ⌈log₂ n + 1⌉, by doubling. */
function sturges(n: number): number {
  let bins = 1
  for (let reach = 1; reach < n; reach *= 2) bins++
  return bins
}

function distinctUpTo(sorted: Float64Array, most: number): number {
  let distinct = 0
  for (let i = 0; i < sorted.length && distinct < most; i++) if (i === 0 || sorted[i] !== sorted[i - 1]) distinct++
  return distinct
}

function byValue(x: Float64Array, y: Float64Array): Counts {
  const values = [...new Set([...x, ...y])].sort((a, b) => a - b)
  const edges = Float64Array.from(values.slice(1))
  return { reference: countIn(inOrder(x), edges), current: countIn(inOrder(y), edges) }
}

/** Bins of equal width from the least to the greatest of both samples. */
function equalWidths(x: Float64Array, y: Float64Array, bins: number): Counts {
  const low = Math.min(x[0]!, y[0]!)
  const high = Math.max(x[x.length - 1]!, y[y.length - 1]!)
  const edges = Float64Array.from({ length: bins - 1 }, (_, i) => low + ((high - low) * (i + 1)) / bins)
  return { reference: countIn(inOrder(x), edges), current: countIn(inOrder(y), edges) }
}

/** As ValidMind has it with mode "fixed": ten equal widths over both samples; a bin that one sample has none of is left out of the sum. */
export function psiAsValidMind({ reference, current }: Pair, binning: Binning): number | null {
  const [x, y] = [reference.ordered?.all() ?? null, current.ordered?.all() ?? null]
  if (binning.kind === 'category' || x === null || y === null || x.length === 0 || y.length === 0) return null
  const counts = equalWidths(x, y, 10)
  const [p, q] = [sharesOf(counts.reference), sharesOf(counts.current)]
  const both = (shares: Float64Array): Float64Array => shares.filter((_, i) => p[i]! > 0 && q[i]! > 0)
  return psi({ reference: both(p), current: both(q) })
}
