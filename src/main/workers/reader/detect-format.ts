import { AssayError } from '../../../shared/model/errors'
import type { DatasetManifest } from '../../../shared/model/dataset'
import type { Source } from './open-source'

export type Format = DatasetManifest['reading']['format']

const HEAD = 64 << 10

export async function headOf({ handle }: Source, bytes = HEAD): Promise<Buffer> {
  const buffer = Buffer.alloc(bytes)
  const { bytesRead } = await handle.read(buffer, 0, bytes, 0)
  return buffer.subarray(0, bytesRead)
}

export const isGzip = (head: Buffer): boolean => head[0] === 0x1f && head[1] === 0x8b

/** What the bytes are; the name decides only between texts. `said` is what the plan states. */
export function detectFormat(head: Buffer, name: string, said: Format | undefined): Format {
  const binary = binaryFormat(head, name)
  if (binary !== undefined) {
    if (said !== undefined && said !== binary) throw new AssayError('import/other-format', { file: name, said, found: binary })
    return binary
  }
  const bare = name.toLowerCase().replace(/\.gz$/, '')
  if (said === 'parquet' || said === 'arrow') throw new AssayError('import/other-format', { file: name, said, found: 'text' })
  if (said !== undefined) return said
  if (/\.(parquet|pq|arrow|arrows|ipc|feather|fea)$/.test(bare))
    throw new AssayError('import/damaged', { file: name, what: 'its first bytes are not those of its format' })
  return textFormat(head, bare)
}

function binaryFormat(head: Buffer, file: string): 'parquet' | 'arrow' | undefined {
  const start = head.toString('latin1', 0, 16)
  if (start.startsWith('PAR1') || start.startsWith('PARE')) return 'parquet'
  if (start.startsWith('ARROW1')) return 'arrow'
  if (head.length >= 8 && head.readUInt32LE(0) === 0xffffffff) return 'arrow'
  if (start.slice(8, 12) === 'DUCK') throw new AssayError('import/foreign-database', { file })
  const known = OTHERS.find(([magic]) => start.startsWith(magic))?.[1] ?? (looksBinary(head) ? 'binary data' : undefined)
  if (known !== undefined) throw new AssayError('import/unknown-format', { file, looks: known })
  return undefined
}

const OTHERS: readonly (readonly [magic: string, looks: string])[] = [
  ['SQLite format 3', 'an SQLite database'],
  ['PK\x03\x04', 'a zip archive or an Excel workbook'],
  ['FEA1', 'Feather version 1, which version 2 (Arrow IPC) replaced'],
  ['\x28\xb5\x2f\xfd', 'packed with zstd'],
  ['BZh', 'packed with bzip2'],
  ['\xfd7zXZ', 'packed with xz'],
  ['%PDF', 'a PDF'],
  ['\x89PNG', 'a picture'],
  ['\x7fELF', 'a program'],
  ['\x89HDF', 'HDF5'],
  ['ORC', 'ORC'],
  ['Obj\x01', 'Avro'],
  ['\xd0\xcf\x11\xe0', 'an old Office document']
]

/** More than one byte in fifty is a control character; two-byte encodings are told by their marks or their regular zeros. */
function looksBinary(head: Buffer): boolean {
  if (zeroPattern(head) !== undefined || (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff)) return false
  let controls = 0
  for (const byte of head) if (byte < 9 || (byte > 13 && byte < 32 && byte !== 27)) controls += 1
  return controls * 50 > head.length && controls > 2
}

/** UTF-16 without a mark: nearly every other byte is zero. */
export function zeroPattern(head: Buffer): 'utf-16le' | 'utf-16be' | undefined {
  const zeros: [number, number] = [0, 0]
  head.forEach((byte, index) => {
    if (byte === 0) zeros[index % 2 === 0 ? 0 : 1] += 1
  })
  const half = head.length / 2
  if (half < 4) return undefined
  if (zeros[1] > 0.6 * half && zeros[0] < 0.05 * half) return 'utf-16le'
  return zeros[0] > 0.6 * half && zeros[1] < 0.05 * half ? 'utf-16be' : undefined
}

function textFormat(head: Buffer, bare: string): Format {
  const encoding = head[0] === 0xff && head[1] === 0xfe ? 'utf-16le' : zeroPattern(head)
  const text = head
    .toString(encoding === 'utf-16le' ? 'utf16le' : 'utf8')
    .replace(/^\uFEFF/, '')
    .trimStart()
  if (/\.(csv|tsv)$/.test(bare)) return /^\{\s*"/.test(text) ? 'jsonl' : 'csv'
  if (text.startsWith('[')) return 'json'
  return text.startsWith('{') ? 'jsonl' : /\.(jsonl|ndjson)$/.test(bare) ? 'jsonl' : /\.json$/.test(bare) ? 'json' : 'csv'
}
