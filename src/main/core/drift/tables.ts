import { METRICS } from '../../../shared/model/metrics'
import type { AttachedRows } from '../assessment'
import { psiTerm, sharesOf } from '../stats/divergences'
import { benjaminiHochberg, holm } from '../stats/multiplicity'
import { binLabels } from './binning'
import type { ColumnResult } from './compare-column'
import type { Draft } from './draft'
import { missingCell } from './masked'
import type { ColumnBins } from './sides'

type Cell = string | number | null
type Row = readonly Cell[]

const primaryOf = ({ drafts }: ColumnResult): Draft | undefined => drafts.find(({ kind }) => kind === 'all')

/** One row a column: its primary distance, what it would be by chance, missing and unseen values. */
export function columnsTable(results: readonly { column: ColumnBins['column']; binned: ColumnBins; result: ColumnResult }[]): AttachedRows {
  const p = results.map(({ result }) => primaryOf(result)?.quantity.test?.p ?? null)
  const tested = p.filter((x) => x !== null)
  const adjusted = { bh: benjaminiHochberg(tested), holm: holm(tested) }
  let next = 0
  const rows = results.map(({ column, binned, result }, i): Row => {
    const at = p[i] === null ? -1 : next++
    return [...factsOf(column, binned, result), ...figuresOf(result), p[i] ?? null, adjusted.bh[at] ?? null, adjusted.holm[at] ?? null]
  })
  return {
    name: 'drift-columns.csv',
    title: 'Drift: every column with its primary distance',
    header: [
      'column',
      'part',
      'kind',
      'reference rows',
      'current rows',
      'reference missing',
      'current missing',
      'unseen share',
      'primary distance',
      'estimate',
      'low',
      'high',
      'PSI mean without drift',
      'PSI upper quantile without drift',
      'p',
      'p Benjamini-Hochberg',
      'p Holm'
    ],
    rows
  }
}

function factsOf(column: ColumnBins['column'], { binning }: ColumnBins, result: ColumnResult): Cell[] {
  const { reference, current } = result.whole
  const unseen = result.drafts.find(({ kind, metric }) => kind === 'all' && metric === 'unseen_share')
  const missing = result.masked.has(missingCell(binning)) ? [null, null] : [reference.missing, current.missing]
  const sizes = [reference.rows, current.rows, ...missing]
  return [column.name, column.part, column.kind, ...sizes, unseen?.quantity.estimate ?? null]
}

function figuresOf(result: ColumnResult): Cell[] {
  const primary = primaryOf(result)
  if (primary === undefined) return ['', null, null, null, null, null]
  const { estimate, interval } = primary.quantity
  const { mean, quantile } = result.psiNull ?? { mean: null, quantile: null }
  return [METRICS[primary.metric].name, estimate, interval?.low ?? null, interval?.high ?? null, mean, quantile]
}

/** Every distance of a column between all rows of both parts. */
export const distanceRows = (column: string, { annex }: ColumnResult): Row[] =>
  annex.map(({ metric, estimate, p }) => [column, metric, METRICS[metric].name, estimate, p])

export const distancesTable = (rows: readonly Row[]): AttachedRows => ({
  name: 'drift-distances.csv',
  title: 'Drift: all distances of every column',
  header: ['column', 'distance', 'name', 'estimate', 'p'],
  rows
})

/** The bins of a column with both counts and each bin's part of PSI; masked counts are left out. */
export function binRows({ column, binning }: ColumnBins, { whole, masked: hidden }: ColumnResult): Row[] {
  const [p, q] = [sharesOf(whole.reference.effective.counts), sharesOf(whole.current.effective.counts)]
  const edges = binning.kind === 'number' ? binning.edges : null
  return binLabels(binning).flatMap((label, bin): Row[] => {
    const [before, now] = [whole.reference.counts[bin]!, whole.current.counts[bin]!]
    if (edges === null && before + now === 0) return []
    const figures = hidden.has(bin) ? [null, null, null, null, null] : [before, now, p[bin]!, q[bin]!, psiTerm(p[bin]!, q[bin]!)]
    return [[column.name, label, edges?.[bin - 1] ?? null, edges?.[bin] ?? null, ...figures]]
  })
}

export const binsTable = (rows: readonly Row[]): AttachedRows => ({
  name: 'drift-bins.csv',
  title: 'Drift: the bins of every column, learned on the reference',
  header: ['column', 'bin', 'from', 'below', 'reference rows', 'current rows', 'reference share', 'current share', 'part of PSI'],
  rows
})

/** Figures by window and group, whether they are measures or not. */
export const sliceRows = (drafts: readonly Draft[]): Row[] =>
  drafts
    .filter(({ kind }) => kind !== 'all')
    .map(({ metric, feature, kind, slice, quantity }) => [
      feature,
      kind === 'chunks' ? 'reference' : 'current',
      slice.window?.name ?? '',
      slice.window?.from ?? '',
      slice.window?.to ?? '',
      slice.group === null
        ? ''
        : Object.entries(slice.group)
            .map(([name, value]) => `${name} = ${value ?? 'unknown'}`)
            .join(', '),
      metric,
      slice.masked ? null : quantity.n.group,
      quantity.estimate,
      quantity.interval?.low ?? null,
      quantity.interval?.high ?? null,
      quantity.test?.p ?? null
    ])

export const slicesTable = (rows: readonly Row[]): AttachedRows => ({
  name: 'drift-windows.csv',
  title: 'Drift: distances by window and group, and of the reference’s own windows',
  header: ['column', 'rows of', 'window', 'from', 'to', 'group', 'distance', 'rows', 'estimate', 'low', 'high', 'p'],
  rows
})
