import { AssayError } from '../../../shared/model/errors'
import type { Where } from '../../../shared/model/where'
import type { ColumnNeed } from '../assessment'
import type { PlannedPart } from './planned-part'
import { sameValue } from './same-value'

/** Columns that conditions read. */
export const whereColumns = (where: Where): ColumnNeed[] =>
  Object.entries(where).map(([name, condition]): ColumnNeed => ({ name, as: Array.isArray(condition) ? 'codes' : 'numbers' }))

/** Whether a row meets all conditions. Throws where one does not fit its column; `place`: where in the plan they stand. */
export function meetsWhere(part: PlannedPart, where: Where, place: string): (row: number) => boolean {
  const tests = Object.entries(where).map(([column, condition]) => testOf(part, column, condition, place))
  return (row) => tests.every((meets) => meets(row))
}

function testOf(part: PlannedPart, name: string, condition: Where[string], place: string): (row: number) => boolean {
  const loaded = part.columns.get(name)
  if (loaded === undefined)
    throw new AssayError('plan/unknown-column', { column: name, where: place, known: [...part.columns.keys()].join(', ') })
  if ('numbers' in loaded) {
    const { numbers } = loaded
    if (Array.isArray(condition)) {
      const wanted = new Set(condition.map(Number))
      if (wanted.has(NaN)) throw new AssayError('plan/where-condition', { column: name, where: place, what: 'numbers' })
      return (row) => wanted.has(numbers[row]!)
    }
    const { at_least: least = -Infinity, at_most: most = Infinity } = condition
    return (row) => numbers[row]! >= least && numbers[row]! <= most
  }
  if (!Array.isArray(condition)) throw new AssayError('plan/where-condition', { column: name, where: place, what: 'a list of its values' })
  const { column, codes, values } = loaded
  const wanted = Uint8Array.from([0, ...values.map((value) => (condition.some((one) => sameValue(column, value, one)) ? 1 : 0))])
  return (row) => wanted[codes[row]!] === 1
}
