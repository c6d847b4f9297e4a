import type { Reading } from '../../../../shared/model/dataset'
import { zeroPattern } from '../detect-format'

export type Encoding = NonNullable<Reading['encoding']>

/** By mark, by regular zeros, else UTF-8 where the head is (nearly) valid UTF-8, else windows-1252. */
export function detectEncoding(head: Buffer): Encoding {
  if (head[0] === 0xff && head[1] === 0xfe) return 'utf-16le'
  if (head[0] === 0xfe && head[1] === 0xff) return 'utf-16be'
  if (head[0] === 0xef && head[1] === 0xbb && head[2] === 0xbf) return 'utf-8'
  return zeroPattern(head) ?? (isUtf8(head) ? 'utf-8' : 'windows-1252')
}

/** A head cut inside a character is valid; so is one with more sound multi-byte characters than broken bytes. */
function isUtf8(head: Buffer): boolean {
  let [sound, broken] = [0, 0]
  for (const character of new TextDecoder().decode(head, { stream: true })) {
    if (character === '\uFFFD') broken += 1
    else if (character > '\x7F') sound += 1
  }
  return broken === 0 || sound > 4 * broken
}
