import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { describe, expect, it } from 'vitest'
import { readAll, readOne, sequence, unsigned } from '../../../../src/main/core/evidence/der'
import { checkSignature, ecdsaFromDer, ecdsaToDer, readPublicKey } from '../../../../src/main/core/evidence/signature'
import { flipped, opensslCheck } from '../../../fault/attacks'

const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
const message = Buffer.from('a message')
const publicOf = ({ publicKey }: { publicKey: KeyObject }) =>
  readPublicKey(new Uint8Array(publicKey.export({ format: 'der', type: 'spki' })))
const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' })
const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 })

function key(pair: { publicKey: KeyObject }) {
  const found = publicOf(pair)
  if (!found) throw new Error('no key')
  return found
}

describe('ECDSA P-256', () => {
  it('accepts signatures of node with low s, and agrees with OpenSSL on altered ones', () => {
    for (let n = 0; n < 20; n++) {
      const signature = ecdsaToDer(sign('sha256', message, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' }))
      expect(checkSignature(key(ec), message, signature)).toBe(true)
      const altered = flipped(signature, n * 25)
      expect(checkSignature(key(ec), message, altered)).toBe(false)
      expect(opensslCheck(key(ec), message, signature)).toBe(true)
      expect(opensslCheck(key(ec), message, altered)).toBe(false)
      expect(checkSignature(key(ec), Buffer.from('another'), signature)).toBe(false)
    }
  })

  it('refuses the other s of the same signature, which OpenSSL accepts', () => {
    const [r = 0n, s = 0n] = readAll(
      readOne(ecdsaToDer(sign('sha256', message, { key: ec.privateKey, dsaEncoding: 'ieee-p1363' })), 0x30).content
    ).map((one) => BigInt(`0x${Buffer.from(one.content).toString('hex')}`))
    expect(checkSignature(key(ec), message, sequence(unsigned(r), unsigned(s)))).toBe(true)
    expect(checkSignature(key(ec), message, sequence(unsigned(r), unsigned(ORDER - s)))).toBe(false)
    expect(ecdsaFromDer(sequence(unsigned(r), unsigned(ORDER / 2n)))).not.toBeNull()
    expect(ecdsaFromDer(sequence(unsigned(r), unsigned(ORDER / 2n + 1n)))).toBeNull()
    expect(ecdsaFromDer(sequence(unsigned(0n), unsigned(s)))).toBeNull()
    expect(ecdsaFromDer(sequence(unsigned(ORDER), unsigned(s)))).toBeNull()
  })
})

describe('RSA', () => {
  it('accepts PKCS #1 v1.5 over SHA-256 and nothing near it', () => {
    const signature = new Uint8Array(sign('sha256', message, rsa.privateKey))
    expect(checkSignature(key(rsa), message, signature)).toBe(true)
    for (let bit = 0; bit < 2048; bit += 97) expect(checkSignature(key(rsa), message, flipped(signature, bit))).toBe(false)
    expect(checkSignature(key(rsa), message, new Uint8Array(sign('sha512', message, rsa.privateKey)))).toBe(false)
    expect(checkSignature(key(rsa), message, Buffer.concat([Buffer.of(0), signature]))).toBe(false)
    expect(checkSignature(key(rsa), message, new Uint8Array())).toBe(false)
    const found = key(rsa)
    const plusModulus =
      found.algorithm === 'rsa-pkcs1-sha256'
        ? (BigInt(`0x${Buffer.from(signature).toString('hex')}`) + found.n).toString(16).padStart(512, '0')
        : ''
    expect(checkSignature(found, message, Buffer.from(plusModulus.length % 2 ? `0${plusModulus}` : plusModulus, 'hex'))).toBe(false)
  })
})

describe('keys', () => {
  it('of other kinds and sizes are not accepted', () => {
    expect(publicOf(generateKeyPairSync('rsa', { modulusLength: 1024 }))).toBeNull()
    expect(publicOf(generateKeyPairSync('rsa', { modulusLength: 2048, publicExponent: 3 }))).toBeNull()
    expect(publicOf(generateKeyPairSync('ec', { namedCurve: 'P-384' }))).toBeNull()
    expect(publicOf(generateKeyPairSync('ed25519'))).toBeNull()
    expect(publicOf(generateKeyPairSync('rsa', { modulusLength: 3072 }))?.algorithm).toBe('rsa-pkcs1-sha256')
  })
})
