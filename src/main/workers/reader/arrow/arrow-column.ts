import { DataType, TimeUnit, type Data, type Field, type Timestamp, type Decimal, type Vector } from 'apache-arrow'
import type { Inferred } from '../csv/infer-type'
import { csvCell, NULL_CELL } from '../csv/write-cell'

/** Writes row `index` of a batch's column as a cell of our CSV copies. */
export type CellWriter = (index: number) => string

const typeName = (type: DataType): string =>
  DataType.isDecimal(type) ? `decimal(${type.precision},${type.scale})` : (type as { toString(): string }).toString().toLowerCase()

export function inferredOf(field: Field): Inferred {
  const type = field.type as DataType
  const values = DataType.isDictionary(type) ? (type.dictionary as DataType) : type
  const reason = `the file's type is ${typeName(values).slice(0, 60)}`
  if (DataType.isBool(values)) return { physical: 'BOOLEAN', reason }
  if (DataType.isInt(values))
    return values.bitWidth === 64 && !values.isSigned
      ? { physical: 'VARCHAR', reason: `${reason}, kept as text digit for digit` }
      : { physical: 'BIGINT', reason }
  if (DataType.isFloat(values) || DataType.isDecimal(values)) return { physical: 'DOUBLE', reason }
  if (DataType.isDate(values)) return { physical: 'DATE', reason, written: 'days' }
  if (DataType.isTimestamp(values)) return { physical: 'TIMESTAMP', reason: `${reason}, kept in UTC`, written: 'microseconds' }
  const isText = DataType.isUtf8(values) || DataType.isLargeUtf8(values)
  return { physical: 'VARCHAR', reason: isText || DataType.isNull(values) ? 'text' : `${reason}: kept as text` }
}

/** `missing` holds texts that mean "no value". */
export function cellWriter(vector: Vector, missing: ReadonlySet<string>): CellWriter {
  const [data] = vector.data as readonly (Data | undefined)[]
  if (data === undefined) throw new Error('a column without data')
  checkExtent(data)
  const present =
    (write: CellWriter): CellWriter =>
    (index) =>
      data.getValid(index) ? write(index) : NULL_CELL
  const type = vector.type as DataType
  if (DataType.isDate(type)) return present(days(data))
  if (DataType.isTimestamp(type)) return present(microseconds(data, type))
  if (DataType.isDecimal(type)) return present((index) => decimalText(vector.get(index) as Uint32Array, type))
  if (DataType.isFloat(type)) return present((index) => floatText(vector.get(index) as number))
  if (DataType.isBinary(type) || DataType.isFixedSizeBinary(type))
    return present((index) => csvCell(Buffer.from(vector.get(index) as Uint8Array).toString('hex')))
  const wide = DataType.isDictionary(type) ? (type.dictionary as DataType) : type
  const asText = DataType.isInt(wide) && wide.bitWidth === 64 && !wide.isSigned
  if (DataType.isDictionary(type)) return present(memoized((value) => plain(value, missing), vector))
  return present((index) => (asText ? `"${String(vector.get(index))}"` : plain(vector.get(index), missing)))
}

function plain(value: unknown, missing: ReadonlySet<string>): string {
  if (typeof value === 'string') return missing.has(value) ? NULL_CELL : csvCell(value)
  if (typeof value !== 'object' || value === null) return csvCell(value)
  return csvCell(JSON.stringify(value, (_, inner: unknown) => (typeof inner === 'bigint' ? String(inner) : inner)))
}

/** Few values, many rows: each value is written once. */
function memoized(write: (value: unknown) => string, vector: Vector): CellWriter {
  const written = new Map<unknown, string>()
  return (index) => {
    const value: unknown = vector.get(index)
    let cell = written.get(value)
    if (cell === undefined) written.set(value, (cell = write(value)))
    return cell
  }
}

/** A hostile batch may claim more rows than its buffers hold, or lists that reach beyond their elements, at any depth. */
function checkExtent(data: Data): void {
  if (!fits(data)) throw new Error('a column shorter than its batch')
  data.children.forEach(checkExtent)
}

function fits(data: Data): boolean {
  const { length, type, stride, children } = data
  const values = data.values as { length: number } | undefined
  const offsets = data.valueOffsets as Int32Array | BigInt64Array | undefined
  if (DataType.isNull(type) || DataType.isUnion(type)) return length <= MOST_ROWS_A_BATCH
  if (offsets !== undefined && offsets.length > 0) return offsetsFit(offsets, length, children[0]?.length ?? values?.length ?? 0)
  const each = DataType.isFixedSizeList(type) ? stride : 1
  if (children.length > 0) return length <= MOST_ROWS_A_BATCH && children.every((child) => child.length >= length * each)
  return (values?.length ?? 0) * (DataType.isBool(type) ? 8 : 1) >= length * (DataType.isBool(type) ? 1 : stride)
}

/** Where no buffer bounds the rows. */
const MOST_ROWS_A_BATCH = 1 << 24

/** One more offset than rows, never falling, and none beyond what they point into. */
function offsetsFit(offsets: Int32Array | BigInt64Array, length: number, within: number): boolean {
  if (offsets.length <= length) return false
  for (let i = 0; i < length; i++) if (Number(offsets[i]) > Number(offsets[i + 1])) return false
  return Number(offsets[0]) >= 0 && Number(offsets[length]) <= within
}

function days(data: Data): CellWriter {
  const { values } = data as { values: Int32Array | BigInt64Array }
  return (index) => String(values instanceof Int32Array ? values[index] : (values[index] as bigint) / 86_400_000n)
}

function microseconds(data: Data, { unit }: Timestamp): CellWriter {
  const { values } = data as { values: BigInt64Array }
  const [times, over] = {
    [TimeUnit.SECOND]: [1_000_000n, 1n],
    [TimeUnit.MILLISECOND]: [1_000n, 1n],
    [TimeUnit.MICROSECOND]: [1n, 1n],
    [TimeUnit.NANOSECOND]: [1n, 1_000n]
  }[unit] as [bigint, bigint]
  return (index) => String(((values[index] as bigint) * times) / over)
}

function floatText(value: number): string {
  return Number.isNaN(value) ? 'nan' : value === Infinity ? 'inf' : value === -Infinity ? '-inf' : String(value)
}

/** Little-endian two's complement with `scale` decimals. */
function decimalText(words: Uint32Array, { scale }: Decimal): string {
  const unsigned = words.reduceRight((sum, word) => (sum << 32n) | BigInt(word), 0n)
  const value = BigInt.asIntN(words.length * 32, unsigned)
  return `${value}e${-scale}`
}
