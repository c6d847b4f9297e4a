import { createHash } from 'node:crypto'
import { piecesOf, type Source } from './open-source'

/** SHA-256 of every file's bytes, in order. */
export async function hashSources(sources: readonly Source[], onFraction: (fraction: number) => void): Promise<string[]> {
  const total = sources.reduce((sum, { bytes }) => sum + bytes, 0)
  const hashes: string[] = []
  let done = 0
  for (const { handle, bytes, sha256 } of sources) {
    if (sha256 !== undefined) {
      onFraction((done += bytes) / total)
      hashes.push(sha256)
      continue
    }
    const hash = createHash('sha256')
    for await (const piece of piecesOf(handle)) {
      hash.update(piece)
      onFraction((done += piece.length) / total)
    }
    hashes.push(hash.digest('hex'))
  }
  return hashes
}
