import type { ExhibitOf } from '../../../shared/model/exhibit'
import type { At } from '../../../shared/model/measure'
import type { Plan } from '../../../shared/model/plan'
import { METRICS } from '../../../shared/model/metrics'
import { sharesOf } from '../stats/divergences'
import { shortWindows } from '../stats/windows'
import { binLabels } from './binning'
import type { ColumnResult } from './compare-column'
import type { Draft } from './draft'
import type { DriftInput } from './input'
import type { ColumnBins } from './sides'
import type { Slice } from './slice'

/** Bins of the picture: of categories the most frequent, the others together. */
const MOST_SHOWN = 24

/** Both distributions of a column over its bins. */
export function distributionOf(
  plan: Plan,
  parts: { reference: string; current: string },
  { column, binning }: ColumnBins,
  result: ColumnResult
): ExhibitOf<'distribution'> {
  const { reference, current } = result.whole
  const labels = binLabels(binning)
  const edges = binning.kind === 'number' ? binning.edges : null
  const masked = (bin: number): boolean => result.masked.has(bin)
  const kept = shownBins(reference.counts, current.counts, edges === null)
  const present = (bin: number): boolean => reference.counts[bin]! + current.counts[bin]! > 0
  const rest = edges === null ? [...labels.keys()].filter((bin) => present(bin) && !kept.includes(bin)) : []
  const [p, q] = [sharesOf(reference.effective.counts), sharesOf(current.effective.counts)]
  const share = (shares: Float64Array, bin: number): number => (masked(bin) ? 0 : shares[bin]!)
  const others = (shares: Float64Array): number[] => (rest.length === 0 ? [] : [rest.reduce((total, bin) => total + share(shares, bin), 0)])
  return {
    kind: 'distribution',
    id: `drift/distribution/${encodeURIComponent(column.name)}`,
    assessment: 'drift',
    title: `${column.name}: ${parts.reference} and ${parts.current}`,
    at: { part: parts.current, feature: column.name },
    group: null,
    notes: notesOf(plan, result, labels.map((_, bin) => bin).some(masked)),
    bins: [
      ...kept.map((bin) => ({
        label: labels[bin]!,
        low: edges === null ? null : (edges[bin - 1] ?? null),
        high: edges === null ? null : (edges[bin] ?? null)
      })),
      ...(rest.length === 0 ? [] : [{ label: `${rest.length} others`, low: null, high: null }])
    ],
    series: [
      { name: parts.reference, n: reference.rows, shares: [...kept.map((bin) => share(p, bin)), ...others(p)] },
      { name: parts.current, n: current.rows, shares: [...kept.map((bin) => share(q, bin)), ...others(q)] }
    ]
  }
}

function shownBins(reference: Float64Array, current: Float64Array, categories: boolean): number[] {
  const bins = Array.from(reference.keys())
  if (!categories) return bins
  const present = bins.filter((bin) => reference[bin]! + current[bin]! > 0)
  if (present.length <= MOST_SHOWN) return present
  const share = (bin: number): number => Math.max(reference[bin]!, current[bin]!)
  return [...present]
    .sort((a, b) => share(b) - share(a) || a - b)
    .slice(0, MOST_SHOWN - 1)
    .sort((a, b) => a - b)
}

function notesOf({ level, suppress_below }: Plan, { psiNull }: ColumnResult, masked: boolean): string[] {
  return [
    ...(psiNull === null
      ? []
      : [
          `If nothing had changed, PSI of this column would be ${text(psiNull.mean)} on average and at most ${text(psiNull.quantile)} in ${Number((level * 100).toPrecision(4))} of 100 samples.${
            psiNull.merged === 0 ? '' : ` Bins merged because fewer than five rows were expected in them: ${psiNull.merged}.`
          }`
        ]),
    ...(masked
      ? [
          `Masked bins are drawn as empty: those with fewer than ${suppress_below ?? 0} rows, and what it takes that they cannot be had by subtraction.`
        ]
      : [])
  ]
}

const text = (x: number): string => String(Number(x.toPrecision(3)))

/** Columns that the plan asks for and the section does not compare, and why; null where there are none. */
export const leftOutOf = ({ leftOut, current }: Pick<DriftInput, 'leftOut' | 'current'>): ExhibitOf<'table'> | null =>
  leftOut.length === 0
    ? null
    : {
        kind: 'table',
        id: 'drift/left-out',
        assessment: 'drift',
        title: 'Columns that were not compared',
        at: { part: current.part },
        group: null,
        notes: [],
        columns: [
          { title: 'Column', align: 'left' },
          { title: 'Why', align: 'left' }
        ],
        rows: leftOut.map(({ name, why }) => [name, why])
      }

/** One column's primary distance window by window, with what its reference varied by and the first window beyond. */
export function timelineOf(current: string, column: string, drafts: readonly Draft[]): ExhibitOf<'curve'> | null {
  const metric = drafts.find(({ kind }) => kind === 'all')?.metric
  if (metric === undefined) return null
  const of = (kind: Draft['kind']): Draft[] =>
    drafts.filter((draft) => draft.kind === kind && draft.slice.group === null && draft.metric === metric)
  return bandedCurve(
    {
      id: `drift/timeline/${encodeURIComponent(column)}`,
      title: `${column}: ${METRICS[metric].name} window by window`,
      at: { part: current, feature: column },
      y: METRICS[metric].name,
      name: column
    },
    of('window'),
    of('chunks')
  )
}

type Named = { id: string; title: string; at: At; y: string; name: string }

type Sized = { rows: number }[]
type OfWindow = Pick<Draft, 'slice' | 'quantity'>

/**
 * A figure window by window, the band of the reference's own windows (`chunks`), and the first window above it; short windows make no band and are not
 * held against it. Null with fewer than two windows.
 */
export function bandedCurve(
  { id, title, at, y, name }: Named,
  windows: readonly OfWindow[],
  chunks: readonly OfWindow[]
): ExhibitOf<'curve'> | null {
  if (windows.length < 2) return null
  const values = windows.map(({ quantity }) => quantity.estimate)
  const [own, before] = [windows, chunks].map((some) => some.map(({ slice }) => ({ rows: slice.window?.rows ?? 0 }))) as [Sized, Sized]
  const [short, shortBefore] = [shortWindows(own, before), shortWindows(before, before)]
  const band = expectedBand(chunks.filter((_, i) => !shortBefore.has(i)).map(({ quantity }) => quantity.estimate))
  const first = band === null ? -1 : values.findIndex((value, i) => value !== null && value > band.high && !short.has(i))
  const limits = (side: 'low' | 'high'): (number | null)[] => windows.map(({ quantity }) => finite(quantity.interval?.[side]))
  return {
    kind: 'curve',
    id,
    assessment: 'drift',
    title,
    at,
    group: null,
    notes:
      band === null || short.size === 0
        ? []
        : [
            `Not held against it, with under half the rows that windows of the reference have: ${[...short].map((at) => labelOf(windows[at]!.slice)).join(', ')}.`
          ],
    x: { title: 'window', numbers: null, labels: windows.map(({ slice }) => labelOf(slice)) },
    y: { title: y },
    series: [{ name, values, low: limits('low'), high: limits('high') }],
    density: null,
    band:
      band === null
        ? null
        : { low: band.low, high: band.high, label: `expected: mean ± 3 standard deviations of ${band.chunks} windows of the reference` },
    marks: first < 0 ? [] : [{ at: first, label: `first beyond: ${labelOf(windows[first]!.slice)}` }]
  }
}

const finite = (x: number | undefined): number | null => (x === undefined || !Number.isFinite(x) ? null : x)
const labelOf = ({ window }: Slice): string => window?.name ?? ''

/** Mean ± 3 standard deviations (over n) of the reference's windows against the whole reference; never under 0. NannyML's rule. */
export function expectedBand(values: readonly (number | null)[]): { low: number; high: number; chunks: number } | null {
  const known = values.filter((value) => value !== null)
  if (known.length < 3) return null
  const mean = known.reduce((total, x) => total + x, 0) / known.length
  const deviation = Math.sqrt(known.reduce((total, x) => total + (x - mean) * (x - mean), 0) / known.length)
  return { low: Math.max(0, mean - 3 * deviation), high: mean + 3 * deviation, chunks: known.length }
}
