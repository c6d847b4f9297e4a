import type { LoadedColumn } from '../assessment'
import { undefinedQuantity, withoutInterval } from '../stats/quantity'
import type { Notice, QualityDraft } from './observation'

/** Beyond this share of its variance one feature tells the label too well to have been known before it. */
const MOST = 0.9

const BLOCK = 65_536

/** How well a single column tells a label that is a number (NaN unknown): r² of numbers, adjusted η² of categories. */
export function leakageOfNumbers(loaded: LoadedColumn, label: Float64Array): { drafts: QualityDraft[]; notices: Notice[] } {
  const { name } = loaded.column
  const { share, n } = 'numbers' in loaded ? correlation(loaded.numbers, label) : between(loaded, label)
  const metric = 'numbers' in loaded ? ('leakage_correlation' as const) : ('leakage_eta_squared' as const)
  const rows = { group: n, reference: null }
  const known = Number.isFinite(share)
  const quantity = known
    ? withoutInterval(share, 'a-statistic', { n: rows })
    : undefinedQuantity(n === 0 ? 'no-rows' : 'zero-denominator', rows)
  const said = `alone it accounts for ${(share * 100).toFixed(1)} % of the variance of the label`
  return {
    drafts: [{ metric, at: { feature: name }, quantity, comparing: false }],
    notices: known && share > MOST ? [{ kind: 'leakage', column: name, rows: n, share: 1, first: [], said }] : []
  }
}

/** Sum over rows, by the sums of blocks of 65,536 rows in row order. */
function sumOver(rows: number, of: (row: number) => number): number {
  let sum = 0
  for (let start = 0; start < rows; start += BLOCK) {
    const end = Math.min(rows, start + BLOCK)
    let block = 0
    for (let row = start; row < end; row++) block += of(row)
    sum += block
  }
  return sum
}

function correlation(numbers: Float64Array, label: Float64Array): { share: number; n: number } {
  const has = (row: number): boolean => numbers[row] === numbers[row] && label[row] === label[row]
  const over = (of: (row: number) => number): number => sumOver(label.length, (row) => (has(row) ? of(row) : 0))
  const n = over(() => 1)
  const x = over((row) => numbers[row]!) / n
  const y = over((row) => label[row]!) / n
  const xy = over((row) => (numbers[row]! - x) * (label[row]! - y))
  const xx = over((row) => (numbers[row]! - x) * (numbers[row]! - x))
  const yy = over((row) => (label[row]! - y) * (label[row]! - y))
  return { share: Math.min(1, (xy / xx) * (xy / yy)), n }
}

function between({ codes, values }: Extract<LoadedColumn, { codes: unknown }>, label: Float64Array): { share: number; n: number } {
  const has = (row: number): boolean => label[row] === label[row]
  const over = (of: (row: number) => number): number => sumOver(label.length, (row) => (has(row) ? of(row) : 0))
  const n = over(() => 1)
  const mean = over((row) => label[row]!) / n
  const total = over((row) => (label[row]! - mean) * (label[row]! - mean))
  const rows = new Float64Array(values.length + 1)
  const gaps = new Float64Array(values.length + 1)
  for (let start = 0; start < label.length; start += BLOCK) {
    const block = new Float64Array(values.length + 1)
    for (let row = start; row < Math.min(label.length, start + BLOCK); row++) {
      if (!has(row)) continue
      rows[codes[row]!]!++
      block[codes[row]!]! += label[row]! - mean
    }
    block.forEach((sum, code) => (gaps[code]! += sum))
  }
  const explained = gaps.reduce((sum, gap, code) => sum + (rows[code]! > 0 ? (gap * gap) / rows[code]! : 0), 0)
  const categories = rows.reduce((sum, count) => sum + (count > 0 ? 1 : 0), 0)
  const byChance = (categories - 1) / (n - 1)
  return { share: Math.min(1, Math.max(0, explained / total - byChance)), n }
}
