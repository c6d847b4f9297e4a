import { beforeAll, describe, expect, it } from 'vitest'
import { openSignOff } from '../../src/main/core/evidence/sign-off'
import { signerNamed, specimen, typesetter, type Specimen } from '../fixtures/evidence/signing'
import type { Typesetter } from '../../src/main/ports/print'
import { certifyOddly, oddCms, oddUpdates } from './attack-containers'
import { envelopeAttacks } from './attack-envelopes'
import { insiderAttacks } from './attack-insiders'
import { accepts, flipped, numbers, opensslCheck, spliced } from './attacks'

const FLIPS = 2000
let made: Specimen
let printer: Typesetter

beforeAll(async () => {
  printer = await typesetter()
  made = await specimen(printer, [await signerNamed('Ada'), await signerNamed('Ben')])
})

function opens(envelope: Uint8Array): boolean {
  try {
    openSignOff(envelope, 'the envelope', opensslCheck)
    return true
  } catch {
    return false
  }
}

describe('an envelope', () => {
  it('opens as it was sealed, and after no flip of any of its bits', () => {
    const [envelope = new Uint8Array()] = made.signOffs
    expect(opens(envelope)).toBe(true)
    expect(envelope.length).toBeLessThanOrEqual(8192)
    const opened = Array.from({ length: envelope.length * 8 }, (_, bit) => bit).filter((bit) => opens(flipped(envelope, bit)))
    expect(opened).toEqual([])
  })

  it('opens after no truncation, no deletion and no insertion of a byte', () => {
    const [envelope = new Uint8Array()] = made.signOffs
    const opened: string[] = []
    for (let at = 0; at < envelope.length; at++) {
      if (opens(envelope.subarray(0, at))) opened.push(`cut at ${at}`)
      if (opens(spliced(envelope, at, 1, new Uint8Array()))) opened.push(`without ${at}`)
      for (const byte of [0x20, 0x0a, 0x3d, 0x41])
        if (opens(spliced(envelope, at, 0, Uint8Array.of(byte)))) opened.push(`${byte} before ${at}`)
    }
    expect(opened).toEqual([])
  })
})

describe('a signed PDF', () => {
  it('is accepted as it was made', async () => {
    expect(await accepts(made.pdf, made.rebuild)).toBe(true)
  })

  it(`is refused after ${FLIPS} flips of single bits`, async () => {
    const below = numbers(20261123)
    const accepted: number[] = []
    for (let n = 0; n < FLIPS; n++) {
      const bit = below(made.pdf.length * 8)
      if (await accepts(flipped(made.pdf, bit), made.rebuild, opensslCheck)) accepted.push(bit)
    }
    expect(accepted).toEqual([])
  })

  it('is refused with anything appended, inserted, or cut off', async () => {
    const text = (content: string) => Buffer.from(content, 'latin1')
    const update = text(
      '44 0 obj\n<< /Type /Catalog >>\nendobj\nxref\n44 1\n0000000000 00000 n \ntrailer\n<< /Size 45 /Root 44 0 R /Prev 1 >>\nstartxref\n1\n%%EOF\n'
    )
    const { pdf } = made
    const below = numbers(7)
    const changed = [
      ...[' ', '\n', '\0', '%', '%%EOF', '%%EOF\n'].map((more) => Buffer.concat([pdf, text(more)])),
      Buffer.concat([pdf, update]),
      Buffer.concat([pdf, pdf]),
      Buffer.concat([text('\n'), pdf]),
      ...Array.from({ length: 40 }, (_, at) => pdf.subarray(0, pdf.length - 1 - at)),
      ...Array.from({ length: 40 }, () => pdf.subarray(0, below(pdf.length))),
      ...Array.from({ length: 200 }, () => spliced(pdf, below(pdf.length), below(2), Uint8Array.of(below(256), below(256))))
    ]
    for (const one of changed) expect(await accepts(one, made.rebuild, opensslCheck)).toBe(false)
  })
})

describe('structure-aware edits, each kind once', () => {
  it('of an envelope are refused', () => {
    const [first = new Uint8Array(), second = new Uint8Array()] = made.signOffs
    const below = numbers(1)
    for (const [name, attack] of Object.entries(envelopeAttacks)) {
      const attacked = attack(first, second, below)
      expect(Buffer.compare(attacked, first), `${name} changes the envelope`).not.toBe(0)
      expect(opens(attacked), `${name} opens`).toBe(false)
    }
  })

  it('of the signature container are refused, though properly signed', async () => {
    const gets = async (how: Parameters<typeof certifyOddly>[3]) => {
      const odd = await certifyOddly(made.base, made.last, made.certification, how)
      return odd === null ? null : accepts(odd, made.rebuild)
    }
    expect(await gets({})).toBe(true)
    const accepted: string[] = []
    for (const [name, odd] of Object.entries(oddCms)) if (await gets({ odd, room: 3000 })) accepted.push(name)
    for (const [name, odd] of Object.entries(oddCms)) for (let n = 0; n < 8; n++) if (await gets({ odd })) accepted.push(`${name}, no room`)
    for (const [name, edit] of Object.entries(oddUpdates)) if (await gets({ edit })) accepted.push(name)
    if (await gets({ room: 1 })) accepted.push('room to spare')
    expect(accepted).toEqual([])
  })

  it('by a last signer who holds a key are refused', async () => {
    const accepted: string[] = []
    for (const [name, attack] of Object.entries(insiderAttacks))
      if (await accepts(await attack(made, printer), made.rebuild)) accepted.push(name)
    expect(accepted).toEqual([])
  })
})
