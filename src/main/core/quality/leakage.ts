import type { LoadedColumn } from '../assessment'
import { auc, aucInterval } from '../stats/auc'
import type { Computed, Interval } from '../stats/interval'
import { normalInterval } from '../stats/means'
import { undefinedQuantity, withInterval, withoutInterval, type Quantity } from '../stats/quantity'
import type { QualityKernels } from './kernels'
import type { Notice, QualityDraft } from './observation'

/** Beyond these one feature predicts the label too well to have been known before it. */
const MOST_AUC = 0.95
const MOST_INFORMATION = 0.8

/** How well a single column tells the label (0, 1, 2 unknown): the area under its curve, or the share of the label's entropy. */
export function leakage(
  loaded: LoadedColumn,
  label: Uint8Array,
  repeats: boolean,
  level: number,
  kernels: QualityKernels
): { drafts: QualityDraft[]; notices: Notice[] } {
  const { name } = loaded.column
  const isNumber = 'numbers' in loaded
  const quantity = isNumber ? areaOf(loaded.numbers, label, repeats, level, kernels) : informationOf(loaded, label, repeats, level)
  const metric = isNumber ? ('leakage_auc' as const) : ('leakage_information' as const)
  const drafts: QualityDraft[] = [{ metric, at: { feature: name }, quantity, comparing: false }]
  const { estimate } = quantity
  const most = isNumber ? MOST_AUC : MOST_INFORMATION
  if (estimate === null || estimate <= most) return { drafts, notices: [] }
  const said = isNumber
    ? `alone it has an AUC of ${estimate.toFixed(3)} for the label`
    : `alone it holds ${(estimate * 100).toFixed(0)} % of the information of the label`
  return { drafts, notices: [{ kind: 'leakage', column: name, rows: quantity.n.group, share: 1, first: [], said }] }
}

function areaOf(numbers: Float64Array, label: Uint8Array, repeats: boolean, level: number, { sortInPlace }: QualityKernels): Quantity {
  const of = (value: number): Float64Array => {
    let n = 0
    const is = (row: number): boolean => label[row] === value && numbers[row] === numbers[row]
    for (let row = 0; row < label.length; row++) if (is(row)) n++
    const values = new Float64Array(n)
    for (let row = 0, i = 0; row < label.length; row++) if (is(row)) values[i++] = numbers[row]!
    return sortInPlace(values)
  }
  const [positives, negatives] = [of(1), of(0)]
  const n = { group: positives.length + negatives.length, reference: null }
  const raw = auc(positives, negatives)
  if ('undefined' in raw) return undefinedQuantity(n.group === 0 ? 'no-rows' : 'one-class', n)
  const area = raw.estimate < 0.5 ? { ...raw, estimate: 1 - raw.estimate } : raw
  if (repeats) return withoutInterval(area.estimate, 'rows-repeat', { n })
  return withInterval(
    area.estimate,
    level,
    (at) => {
      const found = aucInterval(area, at)
      return 'undefined' in found ? found : found.interval
    },
    { n }
  )
}

/** Mutual information over the label's entropy; Miller and Madow's correction, interval by linearisation with the influence of each cell. */
function informationOf(
  { codes, values }: Extract<LoadedColumn, { codes: unknown }>,
  label: Uint8Array,
  repeats: boolean,
  level: number
): Quantity {
  const cells = new Float64Array((values.length + 1) * 2)
  let n = 0
  for (let row = 0; row < label.length; row++) {
    if (codes[row] === 0 || label[row] === 2) continue
    cells[codes[row]! * 2 + label[row]!]!++
    n++
  }
  const rows = { group: n, reference: null }
  const events = cells.reduce((sum, count, i) => sum + (i % 2 === 1 ? count : 0), 0)
  if (n === 0 || events === 0 || events === n) return undefinedQuantity(n === 0 ? 'no-rows' : 'one-class', rows)
  const ofLabel = [1 - events / n, events / n]
  const entropy = -ofLabel.reduce((sum, p) => sum + p * Math.log(p), 0)
  const filled = [...cells.keys()].filter((cell) => cells[cell]! > 0)
  const pointwise = (cell: number): number => {
    const column = cells[cell - (cell % 2)]! + cells[cell - (cell % 2) + 1]!
    return Math.log(cells[cell]! / column / ofLabel[cell % 2]!)
  }
  const information = filled.reduce((sum, cell) => sum + (cells[cell]! / n) * pointwise(cell), 0)
  const categories = new Set(filled.map((cell) => cell - (cell % 2))).size
  const corrected = information - (filled.length - categories - 1) / (2 * n)
  const share = Math.min(1, Math.max(0, corrected / entropy))
  if (repeats) return withoutInterval(share, 'rows-repeat', { n: rows })
  const influence = (cell: number): number =>
    (pointwise(cell) - information) / entropy - (information / entropy / entropy) * (-Math.log(ofLabel[cell % 2]!) - entropy)
  const variance = filled.reduce((sum, cell) => sum + (cells[cell]! / n) * influence(cell) * influence(cell), 0) / n
  if (!(variance > 0)) return withoutInterval(share, 'not-smooth', { n: rows })
  const at = (asked: number): Computed<Interval> => {
    const { low, high, ...rest } = normalInterval(share, variance, asked, 'delta')
    return { ...rest, low: Math.max(0, low), high: Math.min(1, high) }
  }
  return withInterval(share, level, at, { n: rows })
}
