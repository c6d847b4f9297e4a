import type { LoadedColumn } from '../assessment'
import { auc, aucInterval } from '../stats/auc'
import { undefinedQuantity, withInterval, withoutInterval, type Quantity } from '../stats/quantity'
import type { QualityKernels } from './kernels'
import { firstAgainstOthers, labelInformation, labelTable, type LabelTable } from './label-information'
import type { Notice, QualityDraft } from './observation'
import { present, quantileOfSorted } from './quantiles'

/** Beyond these one feature predicts the label too well to have been known before it. */
const MOST_AUC = 0.95
const MOST_INFORMATION = 0.8

/** `repeats`: rows repeat a person. `below`: categories of fewer rows may not be told, nor a figure from which they could be had. */
export type LeakageOptions = { repeats: boolean; level: number; below: number }

/**
 * How well a single column tells the label (0, 1, 2 unknown): the share of the label's entropy in its categories, of which "no value" is one and
 * twentieths of numbers are others, and the area under the curve of numbers.
 */
export function leakage(
  loaded: LoadedColumn,
  label: Uint8Array,
  { repeats, level, below }: LeakageOptions,
  kernels: QualityKernels
): { drafts: QualityDraft[]; notices: Notice[] } {
  const { name } = loaded.column
  const table = tableOf(loaded, label, kernels)
  const information = labelInformation(table, repeats, level)
  const area = 'numbers' in loaded ? areaOf(loaded.numbers, label, repeats, level, kernels) : null
  const draft = (metric: QualityDraft['metric'], quantity: Quantity): QualityDraft => ({
    metric,
    at: { feature: name },
    quantity,
    comparing: false
  })
  const said = [
    (area?.estimate ?? 0) > MOST_AUC ? `alone it has an AUC of ${area!.estimate!.toFixed(3)} for the label` : '',
    (information.estimate ?? 0) > MOST_INFORMATION ? informationText(table, information.estimate!, level) : ''
  ].filter((text) => text !== '')
  const rows = Math.max(information.n.group, area?.n.group ?? 0)
  return {
    drafts: [
      ...(area === null ? [] : [draft('leakage_auc', area)]),
      draft('leakage_information', hasSmall(table, below) ? suppressed(information) : information)
    ],
    notices: said.length === 0 ? [] : [{ kind: 'leakage', column: name, rows, share: 1, first: [], said: said.join('; ') }]
  }
}

const suppressed = ({ n }: Quantity): Quantity => undefinedQuantity('suppressed', { group: n.group, reference: null })

/** One figure in full digits over few unknown counts has a single solution in whole numbers. */
const hasSmall = (table: LabelTable, below: number): boolean =>
  table.some((count, cell) => {
    const size = count + table[cell ^ 1]!
    return size > 0 && size < below
  })

/** `alone it holds 98 % of the information of the label, and whether it has a value 97 %`. */
function informationText(table: LabelTable, share: number, level: number): string {
  const there = labelInformation(firstAgainstOthers(table), true, level).estimate ?? 0
  const percent = (of: number): string => `${(of * 100).toFixed(0)} %`
  const byPresence = there > MOST_INFORMATION ? `, and whether it has a value ${percent(there)}` : ''
  return `alone it holds ${percent(share)} of the information of the label${byPresence}`
}

/** Category 0 has no value. */
function tableOf(loaded: LoadedColumn, label: Uint8Array, kernels: QualityKernels): LabelTable {
  if ('codes' in loaded) return labelTable(loaded.values.length + 1, label, (row) => loaded.codes[row]!)
  const { numbers } = loaded
  const sorted = kernels.sortInPlace(present(numbers))
  const edges = Array.from({ length: TWENTIETHS - 1 }, (_, i) => quantileOfSorted(sorted, (i + 1) / TWENTIETHS))
  return labelTable(TWENTIETHS + 1, label, (row) => {
    const value = numbers[row]!
    return value !== value ? 0 : 1 + edgesBelow(edges, value)
  })
}

const TWENTIETHS = 20

/** How many of the ascending edges lie below the value. */
function edgesBelow(edges: readonly number[], value: number): number {
  let low = 0
  for (let high = edges.length; low < high;) {
    const middle = (low + high) >> 1
    if (edges[middle]! < value) low = middle + 1
    else high = middle
  }
  return low
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
