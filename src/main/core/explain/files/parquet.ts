import { encodeThrift, i32, i64, list, struct, text, type Thrift } from './compact-thrift'
import type { TableWriter } from './table-writer'

const MAGIC = new TextEncoder().encode('PAR1')
const DOUBLE = 5
const REQUIRED = 0
const PLAIN = 0
const RLE = 3
const UNCOMPRESSED = 0
const DATA_PAGE = 0

type Chunk = { offset: number; bytes: number }
type RowGroup = { rows: number; columns: readonly Chunk[] }

/** Rows of a group: fewer of wide tables, so that a group waits in 16 MiB. */
export const rowsOfGroup = (columns: number): number => Math.max(1024, Math.min(65_536, Math.floor((1 << 21) / columns / 1024) * 1024))

/** Doubles as Parquet, in row groups that depend on the number of columns alone, plain and uncompressed: apache/parquet-format, `parquet.thrift`. */
export function parquetWriter(names: readonly string[]): TableWriter {
  const most = rowsOfGroup(names.length)
  const groups: RowGroup[] = []
  let waiting: readonly Float64Array[] = []
  let [filled, offset] = [0, 0]
  const counted = (bytes: Uint8Array): Uint8Array => {
    offset += bytes.length
    return bytes
  }
  function* group(): Generator<Uint8Array> {
    const columns: Chunk[] = []
    for (const column of waiting) {
      const at = offset
      yield counted(pageHeader(filled))
      yield counted(littleEndian(column.subarray(0, filled)))
      columns.push({ offset: at, bytes: offset - at })
    }
    groups.push({ rows: filled, columns })
    filled = 0
  }
  return {
    begin: () => [counted(MAGIC)],
    *rows(columns, rows) {
      for (let from = 0; from < rows;) {
        const to = Math.min(rows, from + most - filled)
        if (waiting.length === 0) waiting = columns.map(() => new Float64Array(most))
        for (const [i, column] of columns.entries()) waiting[i]!.set(column.subarray(from, to), filled)
        filled += to - from
        from = to
        if (filled === most) yield* group()
      }
    },
    *end() {
      if (filled > 0) yield* group()
      const footer = encodeThrift(metaData(names, groups))
      const length = new Uint8Array(4)
      new DataView(length.buffer).setUint32(0, footer.length, true)
      yield footer
      yield length
      yield MAGIC
    }
  }
}

const pageHeader = (rows: number): Uint8Array =>
  encodeThrift(
    struct(
      [1, i32(DATA_PAGE)],
      [2, i32(8 * rows)],
      [3, i32(8 * rows)],
      [5, struct([1, i32(rows)], [2, i32(PLAIN)], [3, i32(RLE)], [4, i32(RLE)])]
    )
  )

/** Every machine that Node runs on is little-endian. */
const littleEndian = ({ buffer, byteOffset, byteLength }: Float64Array): Uint8Array => new Uint8Array(buffer, byteOffset, byteLength)

function metaData(names: readonly string[], groups: readonly RowGroup[]): Thrift {
  const root = struct([4, text('schema')], [5, i32(names.length)])
  const leaves = names.map((name) => struct([1, i32(DOUBLE)], [3, i32(REQUIRED)], [4, text(name)]))
  const rows = groups.reduce((sum, group) => sum + group.rows, 0)
  return struct(
    [1, i32(1)],
    [2, list('struct', [root, ...leaves])],
    [3, i64(rows)],
    [
      4,
      list(
        'struct',
        groups.map((group) => rowGroup(names, group))
      )
    ],
    [6, text('Assay')]
  )
}

function rowGroup(names: readonly string[], { rows, columns }: RowGroup): Thrift {
  const bytes = columns.reduce((sum, chunk) => sum + chunk.bytes, 0)
  return struct(
    [
      1,
      list(
        'struct',
        columns.map((chunk, i) => columnChunk(names[i]!, rows, chunk))
      )
    ],
    [2, i64(bytes)],
    [3, i64(rows)]
  )
}

const columnChunk = (name: string, rows: number, { offset, bytes }: Chunk): Thrift =>
  struct(
    [2, i64(offset)],
    [
      3,
      struct(
        [1, i32(DOUBLE)],
        [2, list('i32', [i32(PLAIN)])],
        [3, list('text', [text(name)])],
        [4, i32(UNCOMPRESSED)],
        [5, i64(rows)],
        [6, i64(bytes)],
        [7, i64(bytes)],
        [9, i64(offset)]
      )
    ]
  )
