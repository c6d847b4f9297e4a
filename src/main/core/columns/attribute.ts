import { byUtf8 } from './byte-order'
import type { PlannedPart } from './planned-part'
import type { CodeArray, Term } from './term'
import { codesOf, numbersOf } from './loaded'
import type { Use } from './roles'
import { sameValue } from './same-value'

/** A column as groups: map[codes[row]] is 0 for unknown, k for groups[k − 1]; groups sort by UTF-8 bytes. */
export type Attribute = Term & { name: string; groups: readonly string[] }

/** The groups of a column after bins, names and unknown values. */
export function attributeOf(input: PlannedPart, use: Use): Attribute {
  const { codes, values, isUnknown } = use.bins === undefined ? coded(input, use) : binned(input, use, use.bins)
  const names = values.map(namesOf(input, use))
  const groups = [...new Set(names.filter((_, k) => !isUnknown(k)))].sort(byUtf8)
  const map = new Uint32Array(values.length + 1)
  names.forEach((name, k) => {
    map[k + 1] = isUnknown(k) ? 0 : groups.indexOf(name) + 1
  })
  return { name: use.name, groups, codes, map }
}

/** What the plan calls a value, which it may write as another spelling of the same number, yes or no. */
function namesOf(input: PlannedPart, use: Use): (value: string) => string {
  const planned = Object.entries(use.names ?? {})
  if (planned.length === 0 || use.bins !== undefined) return (value) => planned.find(([own]) => own === value)?.[1] ?? value
  const { column } = codesOf(input, use.name)
  return (value) => planned.find(([own]) => sameValue(column, value, own))?.[1] ?? value
}

type Valued = { codes: CodeArray; values: readonly string[]; isUnknown: (k: number) => boolean }

function coded(input: PlannedPart, use: Use): Valued {
  const { column, codes, values } = codesOf(input, use.name)
  return { codes, values, isUnknown: (k) => (use.unknown ?? []).some((unknown) => sameValue(column, values[k] ?? '', unknown)) }
}

function binned(input: PlannedPart, use: Use, edges: readonly number[]): Valued {
  const { numbers } = numbersOf(input, use.name)
  const unknown = new Set((use.unknown ?? []).map(Number))
  const lower = [...edges].sort((a, b) => a - b)
  const codes = lower.length < 255 ? new Uint8Array(numbers.length) : new Uint16Array(numbers.length)
  for (let row = 0; row < numbers.length; row++) {
    const number = numbers[row]!
    codes[row] = number !== number || unknown.has(number) ? 0 : binOf(lower, number) + 1
  }
  return { codes, values: binNames(lower), isUnknown: () => false }
}

/** How many lower edges are at or below the number. */
export function binOf(lower: readonly number[], number: number): number {
  let bin = 0
  while (bin < lower.length && number >= lower[bin]!) bin++
  return bin
}

/** "under 25", "25 to under 45", "45 or over". */
export const binNames = (lower: readonly number[]): string[] => [
  `under ${lower[0]}`,
  ...lower.slice(1).map((edge, i) => `${lower[i]} to under ${edge}`),
  `${lower[lower.length - 1]} or over`
]
