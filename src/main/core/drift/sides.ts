import type { LoadedColumn } from '../assessment'
import type { RowWeights } from '../columns/row-weights'
import { byUtf8 } from '../columns/byte-order'
import { countIn, quantileEdges, sizeOf, type Binning } from './binning'
import type { DriftColumn } from './columns'
import { designEffects } from './design-effects'
import type { ColumnPair, DriftInput } from './input'
import type { Clusters, DriftKernels, WeightSums } from './kernels'
import { rowsIn } from './masked'
import { inOrder, type Apart, type Ordered, type OrderedPair } from './ordered'
import type { Side } from './side'
import type { Cut } from './slice'
import type { Dependence } from './slices'
import { sum } from '../stats/math'
import { weighedOrder } from './weighed-order'

/** A column of both parts, ready to be cut. */
export type BinnedColumn = ColumnBins & { reference: PartColumn; current: PartColumn; apart: (() => Apart) | undefined }

/** A column with the bins that were learned on its reference. */
export type ColumnBins = { column: DriftColumn; binning: Binning }

/** A column of one part: the bin of each row, found when first asked for, and its numbers by rank. */
export type PartColumn = {
  rows: number
  bins: () => Uint16Array
  numbers: Float64Array | null
  ordered: Ordered | null
  clusters: Clusters | null
  weights: RowWeights | null
  /** Rows with a number, ascending; sorted when first asked for. */
  order: () => Uint32Array
}

/** Learns the bins on the reference part and looks both parts' rows up in them. */
export function binnedColumn(input: DriftInput, column: DriftColumn, pair: ColumnPair, dependence: Dependence): BinnedColumn {
  const drift = input.plan.assessments.drift
  const ordered =
    'numbers' in pair.reference && 'numbers' in pair.current ? input.kernels.orderPair(pair.reference.numbers, pair.current.numbers) : null
  const binning =
    ordered === null
      ? categoryBins(pair, column.part !== 'outcome')
      : numberBins(ordered, drift?.fixed_bins[column.name], drift?.bins ?? 10)
  const partOf = (side: 'reference' | 'current'): PartColumn => {
    const loaded = pair[side]
    let bins: Uint16Array | null = null
    let order: Uint32Array | null = null
    return {
      rows: 'numbers' in loaded ? loaded.numbers.length : loaded.codes.length,
      bins: () => (bins ??= binsOf(input.kernels, loaded, binning)),
      numbers: 'numbers' in loaded ? loaded.numbers : null,
      ordered: ordered?.[side] ?? null,
      clusters: dependence[side],
      weights: dependence.weights[side],
      order: () => (order ??= 'numbers' in loaded ? input.kernels.rank(loaded.numbers).order : new Uint32Array(0))
    }
  }
  return {
    column,
    binning,
    reference: partOf('reference'),
    current: partOf('current'),
    apart: ordered?.apart
  }
}

const numberBins = ({ reference }: OrderedPair, fixed: readonly number[] | undefined, bins: number): Binning =>
  fixed !== undefined
    ? { kind: 'number', edges: Float64Array.from(new Set(fixed)).sort(), rule: 'fixed' }
    : { kind: 'number', edges: quantileEdges(reference, bins), rule: 'quantiles' }

/** The reference's values in order of their UTF-8 bytes, then those that only the current part has, then missing. */
function categoryBins({ reference, current }: ColumnPair, ownBin: boolean): Binning {
  const before = 'values' in reference ? [...reference.values].sort(byUtf8) : []
  const known = new Set(before)
  const unseen = 'values' in current ? current.values.filter((value) => !known.has(value)).sort(byUtf8) : []
  const values = [...before, ...unseen]
  return { kind: 'category', values, seen: before.length, missing: values.length, ownBin }
}

function binsOf(kernels: DriftKernels, loaded: LoadedColumn, binning: Binning): Uint16Array {
  if ('numbers' in loaded)
    return kernels.binNumbers(loaded.numbers, binning.kind === 'number' ? binning.edges : new Float64Array(0), sizeOf(binning))
  if (binning.kind === 'number') return new Uint16Array(loaded.codes.length)
  const place = new Map(binning.values.map((value, at) => [value, at]))
  const map = Uint16Array.from([binning.missing, ...loaded.values.map((value) => place.get(value) ?? binning.missing)])
  return kernels.binCodes(loaded.codes, map)
}

/** Every slice of a part as a side; `ordered` only where numbers are needed. */
export function sidesOf(kernels: DriftKernels, { binning }: ColumnBins, part: PartColumn, cut: Cut, withNumbers: boolean): Side[] {
  const size = sizeOf(binning)
  const whole = cut.codes === null
  const counts =
    whole && part.ordered !== null && binning.kind === 'number'
      ? countIn(part.ordered, binning.edges)
      : kernels.countBins(part.bins(), size, cut.codes, cut.size)
  const numbers =
    !withNumbers || part.numbers === null || part.weights !== null
      ? null
      : whole && part.ordered !== null
        ? [part.ordered]
        : kernels.gather(part.numbers, cut.codes, cut.size).map((slice) => inOrder(kernels.sort(slice)))
  const rows = whole ? [part.rows] : rowsIn(cut)
  const weighed = part.weights === null ? null : kernels.weighBins(part.bins(), size, cut.codes, cut.size, part.weights.values)
  const effects = part.clusters === null ? null : effectsOf(kernels, part, size, cut, counts)
  const sides = rows.map((inSlice, slice): Side => {
    const own = counts.subarray(slice * size, (slice + 1) * size)
    const valued = own.reduce((total, count) => total + count, 0)
    const missing = binning.kind === 'category' && binning.ownBin ? own[binning.missing]! : inSlice - valued
    return {
      counts: own,
      ordered: numbers?.[slice] ?? null,
      rows: inSlice,
      missing,
      effective:
        part.weights === null || weighed === null
          ? { counts: own, rows: inSlice, missing }
          : effectiveOf(part.weights, weighed, slice, binning),
      weighed: part.weights !== null,
      effects: part.clusters === null ? new Float64Array(size).fill(1) : effects![slice]!
    }
  })
  return withNumbers ? withWeighedNumbers(part, cut, sides) : sides
}

/** Weighed numbers by rank, of the effective size that their bins have. */
function withWeighedNumbers({ numbers, weights, order }: PartColumn, cut: Cut, sides: readonly Side[]): Side[] {
  if (numbers === null || weights === null) return [...sides]
  const sizes = sides.map(({ effective }) => sum(effective.counts))
  const ordered = weighedOrder(numbers, order(), weights, cut, sizes)
  return sides.map((side, slice) => ({ ...side, ordered: ordered[slice]! }))
}

/** Whole frequency weights stand for so many equal rows; others tell as much as Kish's effective size. */
function effectiveOf({ counts }: RowWeights, { bins, rows, squares }: WeightSums, slice: number, binning: Binning): Side['effective'] {
  const size = sizeOf(binning)
  const weight = rows[slice]!
  const effectiveRows = counts || weight === 0 ? weight : (weight * weight) / squares[slice]!
  const scale = weight === 0 ? 0 : effectiveRows / weight
  const own = bins.slice(slice * size, (slice + 1) * size).map((sum) => sum * scale)
  const valued = own.reduce((total, count) => total + count, 0)
  const missing = binning.kind === 'category' && binning.ownBin ? own[binning.missing]! : Math.max(0, effectiveRows - valued)
  return { counts: own, rows: effectiveRows, missing }
}

function effectsOf(kernels: DriftKernels, part: PartColumn, size: number, cut: Cut, counts: Float64Array): (Float64Array | null)[] {
  if (part.clusters === null) return []
  const moments = kernels.clusterMoments(part.clusters, part.bins(), size, cut.codes, cut.size)
  return Array.from({ length: cut.size }, (_, slice) => {
    const own = counts.subarray(slice * size, (slice + 1) * size)
    return designEffects(own, moments, slice, moments.clusters[slice]!)
  })
}
