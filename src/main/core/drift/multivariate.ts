import type { Exhibit } from '../../../shared/model/exhibit'
import { meanInterval, welch } from '../stats/means'
import { momentsOf } from '../stats/moments'
import { fromStats, undefinedQuantity, withoutInterval, type Quantity } from '../stats/quantity'
import { quantileEdges, type Binning } from './binning'
import { inOrder, lowerBound } from './ordered'
import type { BinMatrix } from './boosted-trees'
import { domainClassifier } from './domain-classifier'
import type { Draft } from './draft'
import { bandedCurve } from './exhibits'
import type { ColumnPair, DriftInput } from './input'
import { suppressed } from './masked'
import { reconstruction } from './reconstruction'
import { sampledRows } from './sampled-rows'
import type { BinnedColumn } from './sides'
import type { Slice, Slicing } from './slice'
import type { Dependence } from './slices'

/** Bins of a column that the classifier splits on, and the categories it tells apart; the others are together. */
const FINE = 32

/** Columns beyond which the plan must name those to be looked at together. */
const MOST_COLUMNS = 60

const WHOLE: Slice = { group: null, at: 0, against: 0, small: false }

const REFUSED = (['domain_classifier_auc', 'reconstruction_error', 'reconstruction_error_change'] as const).map((metric): Draft => ({
  metric,
  feature: null,
  kind: 'all',
  slice: WHOLE,
  quantity: undefinedQuantity('weighted', { group: 0, reference: 0 })
}))

type Together = { drafts: Draft[]; exhibits: Exhibit[] }
type Sampled = {
  name: string
  bins: { reference: Uint8Array; current: Uint8Array; size: number }
  values: { reference: Float64Array; current: Float64Array }
}

/** Looks at the input columns together: collects a sample of their rows, column by column. */
export type Multivariate = { add: (binned: BinnedColumn, pair: ColumnPair) => void; finish: () => Together }

/** Where rows are weighed, nothing of them together is told: both look at rows alike. */
export function multivariate(input: DriftInput, slicings: readonly Slicing[], { weights }: Pick<Dependence, 'weights'>): Multivariate {
  const plan = input.plan.assessments.drift?.multivariate
  const inputs = input.columns.filter(({ part }) => part === 'input').map(({ name }) => name)
  const wanted = new Set(plan === undefined || plan === false ? [] : (plan.columns ?? (inputs.length <= MOST_COLUMNS ? inputs : [])))
  if (plan === undefined || plan === false || wanted.size === 0) return { add: () => {}, finish: () => ({ drafts: [], exhibits: [] }) }
  if (weights.reference !== null || weights.current !== null)
    return { add: () => {}, finish: () => ({ drafts: wanted.size < 2 ? [] : REFUSED, exhibits: [] }) }
  const rows = { reference: sampledRows(input, 'reference', plan.rows), current: sampledRows(input, 'current', plan.rows) }
  const columns: Sampled[] = []
  return {
    add(binned, pair) {
      if (wanted.has(binned.column.name)) columns.push(sampled(binned, pair, rows))
    },
    finish: () => together(input, slicings, columns, rows)
  }
}

type Rows = { reference: Uint32Array; current: Uint32Array }

function sampled({ column, binning, reference, current }: BinnedColumn, pair: ColumnPair, rows: Rows): Sampled {
  if ('numbers' in pair.reference && 'numbers' in pair.current) {
    const [x, y] = [pair.reference.numbers, pair.current.numbers]
    const values = {
      reference: Float64Array.from(rows.reference, (row) => x[row]!),
      current: Float64Array.from(rows.current, (row) => y[row]!)
    }
    const sorted = values.reference.filter((number) => number === number).sort()
    const edges = quantileEdges(inOrder(sorted), FINE)
    const binOf = (number: number): number => (number === number ? 1 + lowerBound(edges, number) : 0)
    return {
      name: column.name,
      values,
      bins: { reference: Uint8Array.from(values.reference, binOf), current: Uint8Array.from(values.current, binOf), size: edges.length + 2 }
    }
  }
  return ofCategories(column.name, binning, rows, reference.bins(), current.bins())
}

/** Categories by how frequent they are in the sampled reference, which is also their number for the principal components (NannyML's encoding). */
function ofCategories(name: string, binning: Binning, rows: Rows, before: Uint16Array, now: Uint16Array): Sampled {
  const counts = new Map<number, number>()
  for (const row of rows.reference) counts.set(before[row]!, (counts.get(before[row]!) ?? 0) + 1)
  const ranked = [...counts].sort(([a, n], [b, m]) => m - n || a - b).map(([bin]) => bin)
  const missing = binning.kind === 'category' ? binning.missing : -1
  const place = new Map(ranked.slice(0, FINE - 2).map((bin, i) => [bin, i + 1]))
  const code = (bin: number): number => (counts.has(bin) ? (place.get(bin) ?? FINE - 1) : bin === missing ? 0 : FINE)
  const share = (bin: number): number => (counts.get(bin) ?? 0) / Math.max(1, rows.reference.length)
  const of = (bins: Uint16Array, at: Uint32Array): { codes: Uint8Array; shares: Float64Array } => ({
    codes: Uint8Array.from(at, (row) => code(bins[row]!)),
    shares: Float64Array.from(at, (row) => share(bins[row]!))
  })
  const [x, y] = [of(before, rows.reference), of(now, rows.current)]
  return { name, bins: { reference: x.codes, current: y.codes, size: FINE + 1 }, values: { reference: x.shares, current: y.shares } }
}

function together(input: DriftInput, slicings: readonly Slicing[], columns: readonly Sampled[], rows: Rows): Together {
  if (columns.length < 2) return { drafts: [], exhibits: [] }
  const classifier = classified(input, columns)
  const plane = projected(input, slicings, columns, rows)
  return { drafts: [...classifier.drafts, ...plane.drafts], exhibits: [...classifier.exhibits, ...plane.exhibits] }
}

function classified({ plan, seed, current }: DriftInput, columns: readonly Sampled[]): Together {
  const [n, m] = [columns[0]!.bins.reference.length, columns[0]!.bins.current.length]
  const joined = ({ reference, current: now }: Sampled['bins']): Uint8Array => {
    const out = new Uint8Array(n + m)
    out.set(reference)
    out.set(now, n)
    return out
  }
  const matrix: BinMatrix = { columns: columns.map(({ bins }) => joined(bins)), sizes: columns.map(({ bins }) => bins.size), rows: n + m }
  const label = Uint8Array.from({ length: n + m }, (_, row) => (row < n ? 0 : 1))
  const { quantity, gains } = domainClassifier(matrix, label, seed, plan.level)
  const ranked = columns.map(({ name }, i) => ({ name, gain: gains[i] ?? 0 })).sort((a, b) => b.gain - a.gain)
  const exhibit: Exhibit = {
    kind: 'table',
    id: 'drift/domain-classifier',
    assessment: 'drift',
    title: 'What tells the parts apart',
    at: { part: current.part },
    group: null,
    notes: [
      'Share of the classifier’s gain that its splits on a column bring; it predicts the part, it does not say why the parts differ.'
    ],
    columns: [
      { title: 'Column', align: 'left' },
      { title: 'Share of gain', align: 'decimal' }
    ],
    rows: ranked.slice(0, 15).map(({ name, gain }) => [name, gain])
  }
  const drafts: Draft[] = [{ metric: 'domain_classifier_auc', feature: null, kind: 'all', slice: WHOLE, quantity }]
  return { drafts, exhibits: quantity.estimate === null ? [] : [exhibit] }
}

function projected({ plan, current }: DriftInput, slicings: readonly Slicing[], columns: readonly Sampled[], rows: Rows): Together {
  const found = reconstruction(
    columns.map(({ values }) => values.reference),
    columns.map(({ values }) => values.current)
  )
  if (found === null) return { drafts: [], exhibits: [] }
  const before = momentsOf([...found.reference])
  const now = momentsOf([...found.current])
  const change = fromStats(mean(found.current) - mean(found.reference), plan.level, (level) => welch(now, before, level), {
    n: { group: now.n, reference: before.n }
  })
  const windows = byWindow(slicings, 'window', rows.current, found.current, plan.level)
  const chunks = byWindow(slicings, 'chunks', rows.reference, found.reference, plan.level)
  const drafts: Draft[] = [
    { metric: 'reconstruction_error', feature: null, kind: 'all', slice: WHOLE, quantity: meanOf(found.current, plan.level) },
    { metric: 'reconstruction_error_change', feature: null, kind: 'all', slice: WHOLE, quantity: change },
    ...windows.map(({ slice, quantity }): Draft => ({ metric: 'reconstruction_error', feature: null, kind: 'window', slice, quantity }))
  ]
  const curve = bandedCurve(
    {
      id: 'drift/reconstruction',
      title: 'Reconstruction error window by window',
      at: { part: current.part },
      y: 'Reconstruction error',
      name: 'all inputs together'
    },
    windows,
    chunks
  )
  return { drafts, exhibits: curve === null ? [] : [curve] }
}

const mean = (numbers: Float64Array): number => numbers.reduce((sum, x) => sum + x, 0) / numbers.length

function meanOf(errors: Float64Array, level: number): Quantity {
  const n = { group: errors.length, reference: null }
  if (errors.length < 2) return withoutInterval(errors[0] ?? 0, 'below-minimum-size', { n })
  return fromStats(mean(errors), level, (asked) => meanInterval(momentsOf([...errors]), asked), { n })
}

function byWindow(
  slicings: readonly Slicing[],
  kind: Slicing['kind'],
  rows: Uint32Array,
  errors: Float64Array,
  level: number
): { slice: Slice; quantity: Quantity }[] {
  const slicing = slicings.find((one) => one.kind === kind)
  const codes = slicing?.current.codes
  if (slicing === undefined || codes === null || codes === undefined) return []
  return slicing.slices.flatMap((slice) => {
    const inside = errors.filter((_, i) => codes[rows[i]!] === slice.at + 1)
    return inside.length === 0 ? [] : [{ slice, quantity: slice.masked ? suppressed() : meanOf(inside, level) }]
  })
}
