import { Readable } from 'node:stream'
import { createGunzip } from 'node:zlib'
import { AssayError } from '../../../../shared/model/errors'
import type { ImportContext } from '../context'
import { HIGHEST_RATIO, MOST_UNPACKED_BYTES, RATIO_FREE_BYTES } from '../limits'
import type { Source } from '../open-source'
import { copying, stage } from '../staged'

/** Unpacks a gzip file into a plain copy, gated by ratio and size while it runs. */
export async function unpackGzip(context: ImportContext, source: Source): Promise<Source> {
  const packed = copying(context, source)
  const copy = await stage(context, source.name)
  const input = Readable.from(copied(packed.pieces))
  const gunzip = createGunzip()
  input.on('error', (error) => gunzip.destroy(error))
  let unpacked = 0
  try {
    for await (const piece of input.pipe(gunzip) as AsyncIterable<Buffer>) {
      unpacked += piece.length
      if (unpacked > RATIO_FREE_BYTES && unpacked > source.bytes * HIGHEST_RATIO)
        throw new AssayError('import/decompression-bomb', { file: source.name, ratio: HIGHEST_RATIO })
      if (unpacked > MOST_UNPACKED_BYTES) throw new AssayError('import/too-large', { file: source.name, most: MOST_UNPACKED_BYTES })
      await copy.write(piece)
    }
  } catch (error) {
    if (/^(Z_|ERR_)/.test((error as NodeJS.ErrnoException).code ?? ''))
      throw new AssayError('import/damaged', { file: source.name, what: 'its gzip stream is broken or cut short' })
    throw error
  }
  if (unpacked === 0) throw new AssayError('import/empty-file', { file: source.name })
  return copy.done(packed.digest())
}

/** The pieces' buffer is reused, and a stream keeps several. */
async function* copied(pieces: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  for await (const piece of pieces) yield Buffer.from(piece)
}
