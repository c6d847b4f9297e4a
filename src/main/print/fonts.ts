import { AssayError } from '../../shared/model/errors'

/** A font under a name of our own, and the characters it draws. */
export type PrivateFont = { bytes: Uint8Array; family: string; privateFamily: string; covers: (codePoint: number) => boolean }

const FAMILY = 1
const STYLE = 2
const FULL_NAME = 4
const POST_SCRIPT = 6
const TYPOGRAPHIC_FAMILY = 16
const TYPOGRAPHIC_STYLE = 17
const WINDOWS_UNICODE_ENGLISH = [3, 1, 0x409] as const
const PREFIX = 'Assay'

/**
 * Renames a TrueType font. Typst looks through the host's fonts before those handed to it, so a host with another release of the same family would
 * change the pages; no host has a family of this name. Only the name table changes. Throws `print/template` for what is no such font.
 */
export function privateFont(file: string, bytes: Uint8Array): PrivateFont {
  const font = Buffer.from(bytes)
  const names = readNames(file, tableOf(file, font, 'name').content)
  const family = names.get(TYPOGRAPHIC_FAMILY) ?? names.get(FAMILY) ?? ''
  const style = names.get(TYPOGRAPHIC_STYLE) ?? names.get(STYLE) ?? ''
  const privateFamily = `${PREFIX} ${family}`
  const renamed = writeNames([
    [FAMILY, privateFamily],
    [STYLE, style],
    [FULL_NAME, `${privateFamily} ${style}`],
    [POST_SCRIPT, `${PREFIX}${names.get(POST_SCRIPT) ?? ''}`],
    [TYPOGRAPHIC_FAMILY, privateFamily],
    [TYPOGRAPHIC_STYLE, style]
  ])
  return {
    bytes: withTable(file, font, 'name', renamed),
    family,
    privateFamily,
    covers: coverage(file, tableOf(file, font, 'cmap').content)
  }
}

type Table = { entry: number; content: Buffer }

function tableOf(file: string, font: Buffer, name: string): Table {
  const count = font.length >= 12 ? font.readUInt16BE(4) : 0
  for (let entry = 12; entry < 12 + 16 * count && entry + 16 <= font.length; entry += 16) {
    if (font.toString('latin1', entry, entry + 4) !== name) continue
    const offset = font.readUInt32BE(entry + 8)
    return { entry, content: font.subarray(offset, offset + font.readUInt32BE(entry + 12)) }
  }
  throw noFont(file)
}

/** The table appended to the font, its entry pointing there; the old one stays as a gap. */
function withTable(file: string, font: Buffer, name: string, content: Buffer): Uint8Array {
  const { entry } = tableOf(file, font, name)
  const start = Math.ceil(font.length / 4) * 4
  const changed = Buffer.concat([font, Buffer.alloc(start - font.length), content, Buffer.alloc((4 - (content.length % 4)) % 4)])
  changed.writeUInt32BE(checksum(changed.subarray(start)), entry + 4)
  changed.writeUInt32BE(start, entry + 8)
  changed.writeUInt32BE(content.length, entry + 12)
  return changed
}

function checksum(words: Buffer): number {
  let sum = 0
  for (let at = 0; at < words.length; at += 4) sum = (sum + words.readUInt32BE(at)) >>> 0
  return sum
}

function readNames(file: string, table: Buffer): Map<number, string> {
  const strings = table.readUInt16BE(4)
  const names = new Map<number, string>()
  for (let index = 0; index < table.readUInt16BE(2); index++) {
    const [platform, encoding, language, id, length, offset] = [0, 2, 4, 6, 8, 10].map((at) => table.readUInt16BE(6 + 12 * index + at)) as [
      number,
      number,
      number,
      number,
      number,
      number
    ]
    if (platform !== WINDOWS_UNICODE_ENGLISH[0] || encoding !== WINDOWS_UNICODE_ENGLISH[1] || language !== WINDOWS_UNICODE_ENGLISH[2])
      continue
    names.set(
      id,
      Buffer.from(table.subarray(strings + offset, strings + offset + length))
        .swap16()
        .toString('utf16le')
    )
  }
  if (!names.has(FAMILY)) throw noFont(file)
  return names
}

function writeNames(names: readonly [number, string][]): Buffer {
  const head = Buffer.alloc(6 + 12 * names.length)
  const texts = names.map(([, text]) => Buffer.from(text, 'utf16le').swap16())
  head.writeUInt16BE(names.length, 2)
  head.writeUInt16BE(head.length, 4)
  let offset = 0
  names.forEach(([id], index) => {
    const length = texts[index]?.length ?? 0
    ;[...WINDOWS_UNICODE_ENGLISH, id, length, offset].forEach((value, field) => head.writeUInt16BE(value, 6 + 12 * index + 2 * field))
    offset += length
  })
  return Buffer.concat([head, ...texts])
}

/** Character map of format 12 (OpenType, `cmap`): ranges of code points. */
function coverage(file: string, table: Buffer): (codePoint: number) => boolean {
  for (let index = 0; index < table.readUInt16BE(2); index++) {
    const map = table.subarray(table.readUInt32BE(4 + 8 * index + 4))
    if (map.readUInt16BE(0) !== 12) continue
    const ranges = Array.from(
      { length: map.readUInt32BE(12) },
      (_, at) => [map.readUInt32BE(16 + 12 * at), map.readUInt32BE(20 + 12 * at)] as const
    )
    const covered = new Set(ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, step) => from + step)))
    return (codePoint) => covered.has(codePoint)
  }
  throw noFont(file)
}

function noFont(file: string): AssayError {
  return new AssayError('print/template', { template: file, what: 'it is not a TrueType font of the kind expected' })
}
