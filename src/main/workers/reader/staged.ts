import { createHash } from 'node:crypto'
import { open } from 'node:fs/promises'
import { join } from 'node:path'
import type { ImportContext } from './context'
import { openSource, piecesOf, type Source } from './open-source'

/** A plain copy of a source under way; `sha256` is that of the original bytes. */
export type Staging = {
  write(bytes: Uint8Array): Promise<void>
  /** Closes the copy and opens it as a source with the original's name. */
  done(sha256: string): Promise<Source>
}

let staged = 0

export async function stage({ scratch, opened }: ImportContext, name: string): Promise<Staging> {
  const path = join(scratch, `staged-${staged++}`)
  const handle = await open(path, 'wx')
  opened.push(handle)
  let pending: Uint8Array[] = []
  let size = 0
  const flush = async (): Promise<void> => {
    if (size > 0) await handle.writeFile(Buffer.concat(pending, size))
    pending = []
    size = 0
  }
  return {
    async write(bytes) {
      pending.push(bytes)
      size += bytes.length
      if (size >= 1 << 20) await flush()
    },
    async done(sha256) {
      await flush()
      const source = await openSource(path, name)
      opened.push(source.handle)
      return { ...source, sha256 }
    }
  }
}

/** The source's bytes, hashed and reported as they pass; `digest` is for the end. */
export function copying(context: ImportContext, source: Source): { pieces: AsyncIterable<Uint8Array>; digest(): string } {
  const hash = createHash('sha256')
  async function* tapped(): AsyncGenerator<Uint8Array> {
    let passed = 0
    for await (const piece of piecesOf(source.handle)) {
      hash.update(piece)
      yield piece
      passed += piece.length
      context.report({ phase: 'copying', fraction: passed / source.bytes })
    }
  }
  return { pieces: tapped(), digest: () => hash.digest('hex') }
}
