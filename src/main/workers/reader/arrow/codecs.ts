import { CompressionType, compressionRegistry } from 'apache-arrow'
import { decompress as decodeZstd } from 'fzstd'
import { HIGHEST_RATIO, RATIO_FREE_BYTES } from '../limits'
import { decodeLz4Frame } from './lz4-frame'

/** apache-arrow asks for codecs and brings none. */
export function registerCodecs(): void {
  compressionRegistry.set(CompressionType.LZ4_FRAME, { decode: (bytes) => decodeLz4Frame(bytes, unpackedSize(bytes)) })
  compressionRegistry.set(CompressionType.ZSTD, { decode: (bytes) => decodeZstdOf(bytes, unpackedSize(bytes)) })
}

export class ArrowBomb extends Error {}

/** Arrow writes the unpacked size, a 64-bit integer, before each compressed buffer; the codec is handed what follows. */
function unpackedSize(bytes: Uint8Array): number {
  const size = Number(new DataView(bytes.buffer, bytes.byteOffset - 8, 8).getBigInt64(0, true))
  if (size < 0) throw new Error('a negative size')
  if (size > RATIO_FREE_BYTES && size > bytes.length * HIGHEST_RATIO) throw new ArrowBomb()
  return size
}

function decodeZstdOf(bytes: Uint8Array, size: number): Uint8Array {
  const unpacked = decodeZstd(bytes, new Uint8Array(size))
  if (unpacked.length !== size) throw new Error('a ZSTD frame of another size')
  return unpacked
}
