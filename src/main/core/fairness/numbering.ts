import type { Attribute } from '../columns/attribute'
import type { FairnessKernels, Term } from './kernels'

/** A number for each combination of attributes that has rows: the sum of `terms` is in 0 … size − 1, and `codes` says what a number means. */
export type Numbering = { terms: readonly Term[]; size: number; codes: (number: number) => readonly number[] }

/** Numbers up to which all combinations get one, whether they have rows or not. */
const DENSE = 1 << 20

export const scaled = ({ codes, map }: Term, stride: number): Term => ({ codes, map: map.map((code) => code * stride) })

/** Mixed radix while that is small; where it is not, the combinations of the first attributes that have rows are renumbered first. */
export function numberingOf(attributes: readonly Attribute[], rows: number, kernels: FairnessKernels): Numbering {
  let numbering: Numbering = { terms: [], size: 1, codes: () => [] }
  for (const attribute of attributes) {
    const values = attribute.groups.length + 1
    if (numbering.size * values > DENSE) numbering = renumbered(numbering, rows, kernels)
    numbering = extended(numbering, attribute, values)
  }
  return numbering.size > DENSE ? renumbered(numbering, rows, kernels) : numbering
}

function extended(before: Numbering, attribute: Attribute, values: number): Numbering {
  return {
    terms: [...before.terms.map((term) => scaled(term, values)), attribute],
    size: before.size * values,
    codes: (number) => [...before.codes(Math.floor(number / values)), number % values]
  }
}

/** Only numbers that have rows, in the same order. */
function renumbered(before: Numbering, rows: number, kernels: FairnessKernels): Numbering {
  const numbers = kernels.cellsOf(before.terms, rows)
  const used = before.size <= 1 << 27 ? markedIn(numbers, before.size) : Uint32Array.from(new Set(numbers)).sort()
  const place = new Map<number, number>()
  used.forEach((number, i) => place.set(number, i))
  for (let row = 0; row < rows; row++) numbers[row] = place.get(numbers[row]!)!
  const identity = Uint32Array.from(used, (_, i) => i)
  return { terms: [{ codes: numbers, map: identity }], size: used.length, codes: (number) => before.codes(used[number]!) }
}

function markedIn(numbers: Uint32Array, size: number): Uint32Array {
  const marks = new Uint8Array(size)
  for (let row = 0; row < numbers.length; row++) marks[numbers[row]!] = 1
  return Uint32Array.from(marks.keys()).filter((number) => marks[number] === 1)
}
