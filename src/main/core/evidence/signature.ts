import { concat, sameBytes, toHex } from './bytes'
import { sha256Bytes } from './digest'
import { child, oid, readAll, readOne, readUnsigned, sequence, tag, unsigned, write } from './der'
import { ecdsaP256, P256 } from './p256'

export type SignatureAlgorithm = 'ecdsa-p256-sha256' | 'rsa-pkcs1-sha256'

/** A public key that Assay accepts: ECDSA on P-256, or RSA of 2048 to 8192 bits. */
export type PublicKey =
  { algorithm: 'ecdsa-p256-sha256'; point: Uint8Array } | { algorithm: 'rsa-pkcs1-sha256'; n: bigint; e: bigint; bytes: number }

const EC_P256 = sequence(oid('1.2.840.10045.2.1'), oid('1.2.840.10045.3.1.7'))
const RSA = sequence(oid('1.2.840.113549.1.1.1'), write(tag.null))
/** DigestInfo of SHA-256 without the digest: RFC 8017 §9.2, note 1. */
const DIGEST_INFO = sequence(sequence(oid('2.16.840.1.101.3.4.2.1'), write(tag.null)), write(tag.octetString, new Uint8Array(32))).subarray(
  0,
  19
)

/** Reads a SubjectPublicKeyInfo; null where the algorithm or the size is not accepted. Throws `evidence/not-der`. */
export function readPublicKey(spki: Uint8Array): PublicKey | null {
  const parts = readAll(readOne(spki, tag.sequence).content)
  const algorithm = child(parts, 0, tag.sequence).whole
  const bits = child(parts, 1, tag.bitString).content
  if (parts.length !== 2 || bits[0] !== 0) return null
  if (sameBytes(algorithm, EC_P256))
    return bits.length === 66 && bits[1] === 4 ? { algorithm: 'ecdsa-p256-sha256', point: bits.subarray(1) } : null
  return sameBytes(algorithm, RSA) ? readRsa(bits.subarray(1)) : null
}

function readRsa(der: Uint8Array): PublicKey | null {
  const [n, e] = readAll(readOne(der, tag.sequence).content).map(readUnsigned)
  if (n === undefined || e === undefined) return null
  const bits = n.toString(2).length
  if (bits < 2048 || bits > 8192 || e < 65537n || e > 0xffffffffn || e % 2n === 0n) return null
  return { algorithm: 'rsa-pkcs1-sha256', n, e, bytes: Math.ceil(bits / 8) }
}

/**
 * True where `signature` is the one accepted spelling of a signature of `message` by `key`: for ECDSA minimal DER with 0 < s ≤ n/2,
 * for RSA PKCS #1 v1.5 of exactly the modulus' length with s < n. SHA-256 both.
 */
export function checkSignature(key: PublicKey, message: Uint8Array, signature: Uint8Array): boolean {
  return key.algorithm === 'ecdsa-p256-sha256' ? checkEcdsa(key.point, message, signature) : checkRsa(key, message, signature)
}

function checkEcdsa(point: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean {
  const compact = ecdsaFromDer(signature)
  if (compact === null) return false
  try {
    return ecdsaP256().verify(compact, message, point, { prehash: true, lowS: true, format: 'compact' })
  } catch {
    return false
  }
}

/** r and s of 32 bytes each, or null where the DER is not minimal or s is not low. */
export function ecdsaFromDer(der: Uint8Array): Uint8Array | null {
  try {
    const [r, s, ...more] = readAll(readOne(der, tag.sequence).content).map(readUnsigned)
    if (r === undefined || s === undefined || more.length > 0) return null
    if (r <= 0n || r >= P256.n || s <= 0n || s > P256.n / 2n) return null
    return concat(toBytes(r, 32), toBytes(s, 32))
  } catch {
    return null
  }
}

/** DER of a signature given as r ‖ s of 32 bytes each, with s made low. */
export function ecdsaToDer(compact: Uint8Array): Uint8Array {
  const r = toBig(compact.subarray(0, 32))
  const s = toBig(compact.subarray(32))
  return sequence(unsigned(r), unsigned(s > P256.n / 2n ? P256.n - s : s))
}

function checkRsa(key: { n: bigint; e: bigint; bytes: number }, message: Uint8Array, signature: Uint8Array): boolean {
  const s = toBig(signature)
  if (signature.length !== key.bytes || s >= key.n) return false
  const info = concat(DIGEST_INFO, sha256Bytes(message))
  const filler = new Uint8Array(key.bytes - info.length - 3).fill(0xff)
  return sameBytes(toBytes(power(s, key.e, key.n), key.bytes), concat(Uint8Array.of(0, 1), filler, Uint8Array.of(0), info))
}

function power(base: bigint, exponent: bigint, modulus: bigint): bigint {
  let result = 1n
  let square = base % modulus
  for (let rest = exponent; rest > 0n; rest >>= 1n) {
    if (rest & 1n) result = (result * square) % modulus
    square = (square * square) % modulus
  }
  return result
}

function toBig(bytes: Uint8Array): bigint {
  return bytes.length === 0 ? 0n : BigInt(`0x${toHex(bytes)}`)
}

function toBytes(value: bigint, length: number): Uint8Array {
  const hex = value.toString(16).padStart(2 * length, '0')
  return Uint8Array.from({ length }, (_, at) => parseInt(hex.slice(2 * at, 2 * at + 2), 16))
}
