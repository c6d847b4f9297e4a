import { AssayError } from '../../../../shared/model/errors'
import type { ImportContext } from '../context'
import type { Source } from '../open-source'
import { copying, stage } from '../staged'
import type { Encoding } from './detect-encoding'

/** A UTF-8 copy of a text in another encoding. */
export async function recode(context: ImportContext, source: Source, encoding: Encoding): Promise<Source> {
  const raw = copying(context, source)
  const copy = await stage(context, source.name)
  const decoder = new TextDecoder(encoding, { fatal: true })
  let byte = 0
  const decoded = (bytes: Uint8Array | undefined): Uint8Array => {
    try {
      return Buffer.from(bytes === undefined ? decoder.decode() : decoder.decode(bytes, { stream: true }))
    } catch {
      throw new AssayError('import/bad-encoding', { file: source.name, encoding, byte })
    }
  }
  for await (const piece of raw.pieces) {
    await copy.write(decoded(piece))
    byte += piece.length
  }
  await copy.write(decoded(undefined))
  const sha256 = raw.digest()
  return copy.done(source.sha256 ?? sha256)
}
