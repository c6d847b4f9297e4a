import { attributeOf, binOf } from '../columns/attribute'
import type { PlannedPart } from '../columns/planned-part'
import { useNamed } from '../columns/roles'
import type { CodeArray } from '../columns/term'
import type { SliceKernels } from './kernels'

/** A condition on one column: the cells in which it holds, and how it reads after the column's name. */
export type Condition = { text: string; in: readonly number[] }

/** A column in cells, how each reads, and the conditions that are tried on it. */
export type SearchColumn = { name: string; cells: number; texts: readonly string[]; ofRow: Uint8Array; conditions: readonly Condition[] }

/** Cells must stay few: the commonest values have one each, all others share the last. */
const MOST_VALUES = 24

/** The cells of a column. Bins and the choice of values are learned on the rows for which `learn` has 1. */
export function searchColumn(part: PlannedPart, name: string, bins: number, learn: Uint8Array, kernels: SliceKernels): SearchColumn {
  const use = useNamed(part.plan, name)
  if (use.role === 'protected' || use.role === 'control') {
    const { codes, map, groups } = attributeOf(part, use)
    return commonest(name, mapped(codes, map), groups, learn, null)
  }
  const loaded = part.columns.get(name)!
  return 'numbers' in loaded
    ? binned(name, loaded.numbers, bins, learn, kernels)
    : commonest(name, loaded.codes, loaded.values, learn, 'missing')
}

const mapped = (codes: CodeArray, map: Uint32Array): Uint32Array => Uint32Array.from(codes, (code) => map[code]!)

/** Cell 0 holds the missing; `missing`: how the condition on them reads, null where there is none. */
function commonest(name: string, codes: CodeArray, values: readonly string[], learn: Uint8Array, missing: string | null): SearchColumn {
  const rows = new Float64Array(values.length + 1)
  for (let row = 0; row < codes.length; row++) rows[codes[row]!]! += learn[row]!
  const order = values.map((_, k) => k + 1).sort((a, b) => rows[b]! - rows[a]! || a - b)
  const kept = order.slice(0, MOST_VALUES).filter((code) => rows[code]! > 0)
  const cells = kept.length + 2
  const cellOf = new Uint8Array(values.length + 1).fill(cells - 1)
  cellOf[0] = 0
  kept.forEach((code, i) => (cellOf[code] = i + 1))
  const ofMissing = missing === null || rows[0] === 0 ? [] : [{ text: missing, in: [0] }]
  const ofValues = kept.map((code, i) => ({ text: values[code - 1]!, in: [i + 1] }))
  const texts = [missing ?? 'unknown', ...ofValues.map(({ text }) => text), 'others']
  return { name, cells, texts, ofRow: Uint8Array.from(codes, (code) => cellOf[code]!), conditions: [...ofValues, ...ofMissing] }
}

/** Conditions on numbers are stretches of neighbouring bins; NaN is missing. */
function binned(name: string, numbers: Float64Array, bins: number, learn: Uint8Array, { sortInPlace }: SliceKernels): SearchColumn {
  const lower = lowerEdges(numbers, bins, learn, sortInPlace)
  const cells = lower.length + 2
  const ofRow = Uint8Array.from(numbers, (number) => (number === number ? 1 + binOf(lower, number) : 0))
  const conditions: Condition[] = []
  for (let from = 0; from <= lower.length; from++)
    for (let to = from; to <= lower.length; to++)
      if (from > 0 || to < lower.length) conditions.push({ text: stretch(lower, from, to), in: range(from + 1, to + 1) })
  const isMissing = ofRow.some((cell, row) => cell === 0 && learn[row] === 1)
  const texts = ['missing', ...range(0, lower.length).map((bin) => (lower.length === 0 ? 'known' : stretch(lower, bin, bin)))]
  return { name, cells, texts, ofRow, conditions: isMissing ? [...conditions, { text: 'missing', in: [0] }] : conditions }
}

const range = (from: number, to: number): number[] => Array.from({ length: to - from + 1 }, (_, i) => from + i)

/** The inner quantiles, each once, in as few digits as part the values alike; the lowest value begins no bin. */
function lowerEdges(numbers: Float64Array, bins: number, learn: Uint8Array, sortInPlace: SliceKernels['sortInPlace']): number[] {
  const known = numbers.filter((number, row) => learn[row] === 1 && number === number)
  sortInPlace(known)
  const places = Array.from({ length: bins - 1 }, (_, i) => Math.floor((known.length * (i + 1)) / bins))
  const edges = places.flatMap((place) => {
    let before = place
    while (before >= 0 && known[before] === known[place]) before--
    return before < 0 || known[place] === undefined ? [] : [shortestBetween(known[before]!, known[place])]
  })
  return [...new Set(edges)]
}

/** The number of fewest digits that lies above `below` and not above `most`. */
function shortestBetween(below: number, most: number): number {
  for (let digits = 1; digits < 17; digits++) {
    const rounded = Number(most.toPrecision(digits))
    if (rounded > below && rounded <= most) return rounded
  }
  return most
}

function stretch(lower: readonly number[], from: number, to: number): string {
  if (from === 0) return `under ${lower[to]}`
  return to === lower.length ? `${lower[from - 1]} or over` : `${lower[from - 1]} to under ${lower[to]}`
}
