import { WIDEN_SHARE } from '../limits'

/** How DuckDB reads a column of text. */
export type Physical = 'BIGINT' | 'DOUBLE' | 'BOOLEAN' | 'DATE' | 'TIMESTAMP' | 'VARCHAR'

export type DateOrder = 'iso' | 'dmy' | 'mdy'
/** `written` says how our own copies write a date or time: as an integer. `values`: all that occur in a text column, where it is stored as codes. */
export type Inferred = {
  physical: Physical
  reason: string
  dates?: { order: DateOrder; separator: string }
  written?: 'days' | 'microseconds'
  values?: readonly string[]
}

export type InferOptions = { decimal: '.' | ','; dates: 'dmy' | 'mdy' | undefined }

const INTEGER = /^[+-]?\d+$/
const LEADING_ZERO = /^[+-]?0\d/
const NUMBER = { '.': /^[+-]?(\d+\.?\d*|\.\d+)([eE][+-]?\d+)?$/, ',': /^[+-]?(\d+,?\d*|,\d+)([eE][+-]?\d+)?$/ }
export const ISO_DATE = /^\d{4}-\d{2}-\d{2}$/
export const ISO_TIME = /^\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}(:?\d{2})?)?$/
const LOCAL_DATE = /^(\d{1,2})([/.-])(\d{1,2})\2(\d{4})$/

/** The narrowest type that the sampled values fit, up to one in a hundred: misfits are rejected later, with their lines. `values` holds no missing markers. */
export function inferType(values: readonly string[], options: InferOptions): Inferred {
  if (values.length === 0) return { physical: 'VARCHAR', reason: 'every sampled value is missing' }
  const fitting = (pattern: RegExp): string[] | undefined => {
    const fit = values.filter((value) => pattern.test(value))
    return fit.length >= (1 - WIDEN_SHARE) * values.length ? fit : undefined
  }
  const numbers = fitting(NUMBER[options.decimal])
  if (numbers?.every((value) => INTEGER.test(value))) return wholeNumbers(numbers)
  if (numbers !== undefined) return { physical: 'DOUBLE', reason: options.decimal === ',' ? 'numbers with decimal comma' : 'numbers' }
  if (fitting(ISO_DATE)) return { physical: 'DATE', reason: 'dates written year-month-day', dates: { order: 'iso', separator: '-' } }
  if (fitting(ISO_TIME)) return { physical: 'TIMESTAMP', reason: 'ISO 8601 timestamps' }
  const local = fitting(LOCAL_DATE)
  return (local && localDate(local, options.dates)) ?? { physical: 'VARCHAR', reason: 'text' }
}

/** BigInt takes no leading plus. */
const integer = (text: string): bigint => BigInt(text.replace('+', ''))

function wholeNumbers(values: readonly string[]): Inferred {
  if (values.some((value) => LEADING_ZERO.test(value)))
    return { physical: 'VARCHAR', reason: 'digits with leading zeros: a code, kept as text' }
  if (values.some((value) => value.length > 18 && BigInt.asIntN(64, integer(value)) !== integer(value))) {
    return { physical: 'VARCHAR', reason: 'whole numbers beyond 64 bits: kept as text, digit for digit' }
  }
  return { physical: 'BIGINT', reason: 'whole numbers' }
}

/** Day/month/year or month/day/year, told apart by a part above 12; where none is, the column stays text and says so. */
function localDate(values: readonly string[], said: 'dmy' | 'mdy' | undefined): Inferred | undefined {
  const parts = values.map((value) => LOCAL_DATE.exec(value))
  const separator = parts[0]?.[2]
  if (separator === undefined || parts.some((part) => part?.[2] !== separator)) return undefined
  const above12 = (index: number): boolean => parts.some((part) => Number(part?.[index]) > 12)
  const [dayFirst, monthFirst] = [above12(1), above12(3)]
  if (dayFirst && monthFirst) return { physical: 'VARCHAR', reason: 'dates in two orders (day/month and month/day): kept as text' }
  const order = dayFirst ? 'dmy' : monthFirst ? 'mdy' : said
  if (order === undefined) {
    return {
      physical: 'VARCHAR',
      reason: 'dates that could be day/month or month/day (no part above 12): kept as text; say dates: dmy or mdy'
    }
  }
  const name = order === 'dmy' ? 'day, month, year' : 'month, day, year'
  const why = dayFirst || monthFirst ? `a ${dayFirst ? 'first' : 'second'} part above 12 shows the order` : 'the order was given'
  return { physical: 'DATE', reason: `dates written ${name} (${why})`, dates: { order, separator } }
}
