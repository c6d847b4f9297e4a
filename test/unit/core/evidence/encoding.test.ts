import fc from '../../../support/fast-check'
import { describe, expect, it } from 'vitest'
import { compareBytes, fromBase64, toBase64, toHex } from '../../../../src/main/core/evidence/bytes'
import { oid, readAll, readOne, readUnsigned, sequence, setOf, tag, unsigned, write } from '../../../../src/main/core/evidence/der'

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'))

describe('base64 and hex', () => {
  it('are those of node, and only the canonical spelling comes back', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 70 }), (bytes) => {
        expect(toBase64(bytes)).toBe(Buffer.from(bytes).toString('base64'))
        expect(toHex(bytes)).toBe(Buffer.from(bytes).toString('hex'))
        expect(fromBase64(toBase64(bytes))).toEqual(bytes)
      })
    )
    for (const text of ['QQ', 'QQ=', 'QR==', 'QUJ=', 'QQ==\n', ' QQ==', '-_-_', 'QQ==QQ==', '=', '====', 'Q==='])
      expect(fromBase64(text)).toBeNull()
  })

  it('compares as memcmp does', () => {
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 4 }), fc.uint8Array({ maxLength: 4 }), (a, b) => {
        expect(Math.sign(compareBytes(a, b))).toBe(Buffer.compare(a, b))
      })
    )
  })
})

describe('DER', () => {
  it('reads and writes known encodings', () => {
    expect(toHex(oid('1.2.840.113549.1.7.2'))).toBe('06092a864886f70d010702')
    expect(toHex(oid('2.16.840.1.101.3.4.2.1'))).toBe('0609608648016503040201')
    expect(toHex(sequence(unsigned(0n), unsigned(127n), unsigned(128n), unsigned(65536n)))).toBe('300f02010002017f020200800203010000')
    expect(toHex(setOf(hex('0202aaaa'), hex('0201bb'), hex('0201aa')))).toBe('310a' + '0201aa' + '0201bb' + '0202aaaa')
    expect(write(tag.octetString, new Uint8Array(128)).subarray(0, 3)).toEqual(hex('048180'))
    expect(write(tag.octetString, new Uint8Array(70000)).subarray(0, 5)).toEqual(hex('0483011170'))
    for (const length of [0, 1, 127, 128, 255, 256, 65535, 65536])
      expect(readOne(write(4, new Uint8Array(length)), 4).content.length).toBe(length)
  })

  it('refuses lengths that are not the shortest, indefinite ones, long tags, and what is cut or left over', () => {
    for (const text of [
      '30',
      '3005',
      '308005000000',
      '30810500',
      '3081050000000000',
      '308200050000000000',
      '1f8101',
      '04850000000000',
      '0401'
    ])
      expect(() => readAll(hex(text))).toThrow(/DER/)
    expect(() => readOne(hex('0401aa00'), 4)).toThrow(/DER/)
    expect(() => readOne(hex('0401aa'), 2)).toThrow(/DER/)
  })

  it('refuses integers that are negative, padded or empty', () => {
    for (const text of ['0200', '020180', '02020001', '0202007f', '0401aa'])
      expect(() => readUnsigned(readAll(hex(text))[0])).toThrow(/DER/)
    expect(readUnsigned(readAll(hex('02020080'))[0])).toBe(128n)
  })
})
