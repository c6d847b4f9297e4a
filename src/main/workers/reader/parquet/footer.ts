import type { FileHandle } from 'node:fs/promises'
import { AssayError } from '../../../../shared/model/errors'
import { MOST_ROWS, RATIO_FREE_CELLS, MOST_CELLS_PER_BYTE } from '../limits'
import { checkHeaders } from '../header'
import type { Source } from '../open-source'
import { createThriftReader, type ThriftReader } from './thrift'

/** What a Parquet file says of itself; `headers` are its top-level columns. */
export type ParquetFooter = { rows: number; headers: string[] }

type SchemaElement = { name: string; children: number }

const MOST_FOOTER_BYTES = 256 << 20

/** Reads FileMetaData (parquet-format, parquet.thrift) before DuckDB sees the file, and gates what it promises. */
export async function readFooter(source: Source): Promise<ParquetFooter> {
  const metadata = parse(await footerBytes(source.handle, source), source.name)
  const { rows, groupRows, schema } = metadata
  const headers = checkHeaders(source.name, topLevel(schema))
  if (headers.length === 0) throw damaged(source, 'its footer names no column')
  if (rows !== groupRows) throw damaged(source, 'its footer and its row groups differ in the number of rows')
  if (rows > MOST_ROWS) throw new AssayError('import/too-many-rows', { file: source.name, rows, most: MOST_ROWS })
  const cells = rows * headers.length
  if (cells > RATIO_FREE_CELLS && cells > source.bytes * MOST_CELLS_PER_BYTE) {
    throw new AssayError('import/decompression-bomb', { file: source.name, ratio: MOST_CELLS_PER_BYTE })
  }
  return { rows, headers }
}

async function footerBytes(handle: FileHandle, source: Source): Promise<Uint8Array> {
  const tail = Buffer.alloc(8)
  if (source.bytes < 12) throw damaged(source, 'it is cut short')
  await handle.read(tail, 0, 8, source.bytes - 8)
  const magic = tail.toString('latin1', 4)
  if (magic === 'PARE') throw damaged(source, 'it is encrypted')
  if (magic !== 'PAR1') throw damaged(source, 'it is cut short: the end of a Parquet file is missing')
  const length = tail.readUInt32LE(0)
  if (length > MOST_FOOTER_BYTES || length > source.bytes - 12) throw damaged(source, 'its footer has an impossible length')
  const bytes = Buffer.alloc(length)
  await handle.read(bytes, 0, length, source.bytes - 8 - length)
  return bytes
}

function parse(bytes: Uint8Array, file: string): { rows: number; groupRows: number; schema: SchemaElement[] } {
  const reader = createThriftReader(bytes)
  const found = { rows: -1, groupRows: 0, schema: [] as SchemaElement[] }
  try {
    reader.struct((id, type) => {
      if (id === 2 && type === 9) reader.list(() => found.schema.push(schemaElement(reader)))
      else if (id === 3 && type === 6) found.rows = reader.integer()
      else if (id === 4 && type === 9) reader.list(() => (found.groupRows += rowGroup(reader)))
      else return false
      return true
    })
  } catch {
    throw new AssayError('import/damaged', { file, what: 'its footer cannot be read' })
  }
  if (found.rows < 0) throw new AssayError('import/damaged', { file, what: 'its footer does not say how many rows there are' })
  return found
}

function schemaElement(reader: ThriftReader): SchemaElement {
  const element = { name: '', children: 0 }
  reader.struct((id, type) => {
    if (id === 4 && type === 8) element.name = reader.text()
    else if (id === 5 && type === 5) element.children = reader.integer()
    else return false
    return true
  })
  return element
}

function rowGroup(reader: ThriftReader): number {
  let rows = 0
  reader.struct((id, type) => {
    if (id !== 3 || type !== 6) return false
    rows = reader.integer()
    return true
  })
  return rows
}

/** Names of the root's direct children; the schema is a tree in depth-first order. */
function topLevel(schema: readonly SchemaElement[]): string[] {
  const names: string[] = []
  for (let at = 1; at < schema.length; at = after(schema, at)) names.push((schema[at] as SchemaElement).name)
  return names
}

function after(schema: readonly SchemaElement[], at: number): number {
  let open = 1
  let next = at
  while (open > 0 && next < schema.length) {
    open += Math.max(0, (schema[next] as SchemaElement).children) - 1
    next += 1
  }
  return next
}

function damaged({ name }: Source, what: string): AssayError {
  return new AssayError('import/damaged', { file: name, what })
}
