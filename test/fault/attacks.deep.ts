import { beforeAll, describe, expect, it } from 'vitest'
import { openSignOff } from '../../src/main/core/evidence/sign-off'
import type { Typesetter } from '../../src/main/ports/print'
import { signerNamed, specimen, typesetter, type Specimen } from '../fixtures/evidence/signing'
import { certifyOddly, oddCms, oddUpdates } from './attack-containers'
import { envelopeAttacks } from './attack-envelopes'
import { insiderAttacks } from './attack-insiders'
import { accepts, flipped, numbers, opensslCheck, spliced } from './attacks'

const FLIPS = 20_000
const EDITS = 10_000
let made: Specimen
let printer: Typesetter

beforeAll(async () => {
  printer = await typesetter()
  made = await specimen(printer, [await signerNamed('Ada'), await signerNamed('Ben')])
})

describe('a signed PDF', () => {
  it(`is refused after ${FLIPS} flips of single bits`, async () => {
    const below = numbers(4711)
    const accepted: number[] = []
    for (let n = 0; n < FLIPS; n++) {
      const bit = below(made.pdf.length * 8)
      if (await accepts(flipped(made.pdf, bit), made.rebuild, opensslCheck)) accepted.push(bit)
    }
    expect(accepted).toEqual([])
  })

  it('is refused after any flip of its update section', async () => {
    const accepted: number[] = []
    for (let bit = made.base.length * 8; bit < made.pdf.length * 8; bit++)
      if (await accepts(flipped(made.pdf, bit), made.rebuild, opensslCheck)) accepted.push(bit)
    expect(accepted).toEqual([])
  })

  it('is refused after any deletion of one byte and any truncation', async () => {
    const accepted: number[] = []
    for (let at = 0; at < made.pdf.length; at++) {
      if (await accepts(spliced(made.pdf, at, 1, new Uint8Array()), made.rebuild, opensslCheck)) accepted.push(at)
      if (at % 7 === 0 && (await accepts(made.pdf.subarray(0, at), made.rebuild, opensslCheck))) accepted.push(-at)
    }
    expect(accepted).toEqual([])
  })
})

describe(`${EDITS} structure-aware edits`, () => {
  const below = numbers(99)
  const [containers, insiders] = [EDITS / 10, EDITS / 20]
  const cycle = <T>(entries: Readonly<Record<string, T>>, n: number): [string, T] =>
    Object.entries(entries)[n % Object.keys(entries).length] as [string, T]

  it('of envelopes are refused', () => {
    const [first = new Uint8Array(), second = new Uint8Array()] = made.signOffs
    const opened: string[] = []
    for (let n = 0; n < EDITS - containers - insiders; n++) {
      const [name, attack] = cycle(envelopeAttacks, n)
      const [target, other] = below(2) ? [first, second] : [second, first]
      const once = attack(target, other, below)
      // Every other one gets a byte changed besides.
      const changed = below(2) ? once : flipped(once, below(once.length * 8))
      if (opens(changed) && !same(changed, target) && !same(changed, other)) opened.push(name)
    }
    expect(opened).toEqual([])
  })

  it('of the container, properly signed, are refused', async () => {
    const accepted: string[] = []
    for (let n = 0; n < containers; n++) {
      const [name, odd] = cycle(oddCms, n)
      const [edited, edit] = cycle(oddUpdates, n >> 1)
      const how = n % 2 ? { odd, room: below(2) * 3000 } : { edit }
      const pdf = await certifyOddly(made.base, made.last, made.certification, how)
      if (pdf && (await accepts(pdf, made.rebuild, opensslCheck))) accepted.push(n % 2 ? name : edited)
    }
    expect(accepted).toEqual([])
  })

  it('by a last signer who holds a key are refused', async () => {
    const accepted: string[] = []
    for (let n = 0; n < insiders; n++) {
      const [name, attack] = cycle(insiderAttacks, n)
      if (await accepts(await attack(made, printer), made.rebuild, opensslCheck)) accepted.push(name)
    }
    expect(accepted).toEqual([])
  })
})

function opens(envelope: Uint8Array): boolean {
  try {
    openSignOff(envelope, 'the envelope', opensslCheck)
    return true
  } catch {
    return false
  }
}

function same(a: Uint8Array, b: Uint8Array): boolean {
  return Buffer.compare(a, b) === 0
}
