import { highestDraw, hypergeometricPmf, lowestDraw, type Urn } from '../stats/hypergeometric'
import type { Computed, Interval } from '../stats/interval'
import { normalInterval } from '../stats/means'
import { undefinedQuantity, withInterval, withoutInterval, type Quantity } from '../stats/quantity'

/** cells[2k + y]: rows of category k with label y. */
export type LabelTable = Float64Array

/** Rows with a known label (0, 1; 2 unknown) by category. */
export function labelTable(categories: number, label: Uint8Array, categoryOf: (row: number) => number): LabelTable {
  const cells = new Float64Array(categories * 2)
  for (let row = 0; row < label.length; row++) if (label[row] !== 2) cells[categoryOf(row) * 2 + label[row]!]!++
  return cells
}

/** The first category against all others. */
export function firstAgainstOthers(cells: LabelTable): LabelTable {
  const two = new Float64Array(4)
  cells.forEach((count, cell) => (two[cell < 2 ? cell : 2 + (cell % 2)]! += count))
  return two
}

/**
 * Share of the label's entropy that the categories hold beyond what they would hold by chance: (I − E I) / H, the mean over all orders of the labels
 * (Vinh, Epps & Bailey 2010). A column that names rows holds none, for chance holds all. Interval by linearisation with the influence of each cell.
 */
export function labelInformation(cells: LabelTable, repeats: boolean, level: number): Quantity {
  const n = cells.reduce((sum, count) => sum + count, 0)
  const events = cells.reduce((sum, count, cell) => sum + (cell % 2 === 1 ? count : 0), 0)
  const rows = { group: n, reference: null }
  if (n === 0 || events === 0 || events === n) return undefinedQuantity(n === 0 ? 'no-rows' : 'one-class', rows)
  const ofLabel = [1 - events / n, events / n]
  const entropy = -ofLabel.reduce((sum, p) => sum + p * Math.log(p), 0)
  const sizeOf = (cell: number): number => cells[cell - (cell % 2)]! + cells[cell - (cell % 2) + 1]!
  const filled = [...cells.keys()].filter((cell) => cells[cell]! > 0)
  const pointwise = (cell: number): number => Math.log(cells[cell]! / sizeOf(cell) / ofLabel[cell % 2]!)
  const information = filled.reduce((sum, cell) => sum + (cells[cell]! / n) * pointwise(cell), 0)
  const sizes = [...cells.keys()].filter((cell) => cell % 2 === 0).map(sizeOf)
  const chance = informationByChance(sizes, events, n)
  const share = Math.min(1, Math.max(0, (information - chance) / entropy))
  if (repeats) return withoutInterval(share, 'rows-repeat', { n: rows })
  const influence = (cell: number): number => (pointwise(cell) - information - share * (-Math.log(ofLabel[cell % 2]!) - entropy)) / entropy
  const variance = filled.reduce((sum, cell) => sum + (cells[cell]! / n) * influence(cell) * influence(cell), 0) / n
  if (!(variance > 0)) return withoutInterval(share, 'not-smooth', { n: rows })
  const at = (asked: number): Computed<Interval> => {
    const { low, high, ...rest } = normalInterval(share, variance, asked, 'delta')
    return { ...rest, low: Math.max(0, low), high: Math.min(1, high) }
  }
  return withInterval(share, level, at, { n: rows })
}

/** Mean of the mutual information over all ways of dealing the labels to the rows; categories of one size are alike. */
function informationByChance(sizes: readonly number[], events: number, n: number): number {
  const alike = new Map<number, number>()
  for (const size of sizes) if (size > 0) alike.set(size, (alike.get(size) ?? 0) + 1)
  let mean = 0
  for (const [size, categories] of alike) mean += categories * ofOneCategory({ total: n, marked: events, drawn: size })
  return mean
}

/** Standard deviations of the hypergeometric law beyond which its terms do not count. */
const REACH = 12

function ofOneCategory(urn: Urn): number {
  const { total, marked, drawn } = urn
  const mean = (drawn * marked) / total
  const reach = REACH * Math.sqrt((mean * (total - marked) * (total - drawn)) / (total * Math.max(1, total - 1))) + REACH
  const term = (count: number, of: number): number => (count === 0 ? 0 : (count / total) * Math.log((total * count) / (drawn * of)))
  let sum = 0
  const last = Math.min(highestDraw(urn), Math.ceil(mean + reach))
  for (let k = Math.max(lowestDraw(urn), Math.floor(mean - reach)); k <= last; k++)
    sum += hypergeometricPmf(k, urn) * (term(k, marked) + term(drawn - k, total - marked))
  return sum
}
