import { randomUUID } from 'node:crypto'
import { createWriteStream } from 'node:fs'
import { mkdir, rm } from 'node:fs/promises'
import type { IncomingMessage } from 'node:http'
import { join } from 'node:path'
import { Transform } from 'node:stream'
import { pipeline } from 'node:stream/promises'

export type Upload = { path: string } | { refused: 'too-large' | 'bad-name' | 'disk-full' | 'broken-off' }

class TooLarge extends Error {}

/** Streams the body into a folder of its own below the staging folder, under the name that it has at home; what is not whole is removed. */
export async function receiveUpload(request: IncomingMessage, name: string | null, staging: string, most: number): Promise<Upload> {
  if (name === null || !isPlainName(name)) return { refused: 'bad-name' }
  if (Number(request.headers['content-length'] ?? 0) > most) return { refused: 'too-large' }
  const folder = join(staging, randomUUID())
  const path = join(folder, name)
  try {
    await mkdir(folder, { recursive: true, mode: 0o700 })
    await pipeline(request, noMoreThan(most), createWriteStream(path, { flags: 'wx', mode: 0o600 }))
    return { path }
  } catch (error) {
    await rm(folder, { recursive: true, force: true })
    if (error instanceof TooLarge) return { refused: 'too-large' }
    return { refused: (error as NodeJS.ErrnoException).code === 'ENOSPC' ? 'disk-full' : 'broken-off' }
  }
}

const CONTROL = /\p{Cc}/u
const isPlainName = (name: string): boolean =>
  name.length > 0 && Buffer.byteLength(name) <= 200 && !/[/\\:]/.test(name) && !CONTROL.test(name) && !name.startsWith('.')

function noMoreThan(most: number): Transform {
  let seen = 0
  return new Transform({
    transform(piece: Buffer, _encoding, done) {
      seen += piece.length
      if (seen > most) done(new TooLarge())
      else done(null, piece)
    }
  })
}
