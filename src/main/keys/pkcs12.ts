import { createHash, createHmac, timingSafeEqual } from 'node:crypto'
import { AssayError } from '../../shared/model/errors'
import type { IdentityClaims } from '../../shared/model/identity'
import { sameBytes } from '../core/evidence/bytes'
import { readCertificate, type Certificate } from '../core/evidence/certificate'
import { child, children, oid, readAll, readOne, readUnsigned, tag, type Element } from '../core/evidence/der'
import { decryptPbes2, NotPbes2 } from './pbes2'
import { readPrivateKey, type PrivateKey } from './private-key'

const DATA = oid('1.2.840.113549.1.7.1')
const ENCRYPTED_DATA = oid('1.2.840.113549.1.7.6')
const KEY_BAG = oid('1.2.840.113549.1.12.10.1.2')
const CERTIFICATE_BAG = oid('1.2.840.113549.1.12.10.1.3')
const SHA2: readonly [Uint8Array, string, number][] = [
  [oid('2.16.840.1.101.3.4.2.1'), 'sha256', 64],
  [oid('2.16.840.1.101.3.4.2.2'), 'sha384', 128],
  [oid('2.16.840.1.101.3.4.2.3'), 'sha512', 128]
]
const MAX_ITERATIONS = 10_000_000n
const IMPLICIT_OCTETS = 0x80

export type ImportedKey = { key: PrivateKey; certificate: Uint8Array; claims: IdentityClaims }

/**
 * Reads a PKCS #12 file (RFC 7292) with one private key and its certificate: strict DER, PBES2 with AES, MAC over SHA-2.
 * Throws `keys/pkcs12-old` with the line that converts older files, `keys/pkcs12-unreadable`, `keys/wrong-passphrase`, `keys/unsupported`.
 */
export function readPkcs12(file: string, bytes: Uint8Array, passphrase: string): ImportedKey {
  try {
    return read(file, bytes, passphrase)
  } catch (error) {
    if (error instanceof NotPbes2) throw new AssayError('keys/pkcs12-old', { file, found: 'an older cipher' })
    if (error instanceof AssayError && error.code === 'evidence/not-der')
      throw new AssayError('keys/pkcs12-unreadable', { file, reason: error.message })
    throw error
  }
}

function read(file: string, bytes: Uint8Array, passphrase: string): ImportedKey {
  const parts = readAll(readOne(bytes, tag.sequence).content)
  const safe = contentOf(child(parts, 1, tag.sequence), DATA)
  checkMac(file, parts[2], safe, passphrase)
  const bags = children(readOne(safe, tag.sequence), tag.sequence).flatMap((content) =>
    children(readOne(opened(content, file, passphrase), tag.sequence), tag.sequence)
  )
  const keys = bags.flatMap((bag) => keyIn(bag, file, passphrase))
  const [pkcs8, ...others] = keys
  if (!pkcs8 || others.length > 0) throw new AssayError('keys/pkcs12-unreadable', { file, reason: `it holds ${keys.length} keys` })
  const key = usable(file, pkcs8)
  const certificate = bags.flatMap(certificateIn).find(({ spki }) => sameBytes(spki, key.spki))
  if (!certificate) throw new AssayError('keys/pkcs12-unreadable', { file, reason: 'it holds no certificate of its key' })
  const { commonName, organisation } = certificate
  return {
    key,
    certificate: certificate.der,
    claims: { name: commonName || 'unnamed', ...(organisation === null ? {} : { organisation }) }
  }
}

function usable(file: string, pkcs8: Uint8Array): PrivateKey {
  try {
    return readPrivateKey(pkcs8)
  } catch (error) {
    throw new AssayError('keys/unsupported', { file, found: error instanceof Error ? error.message : 'of an unknown kind' })
  }
}

/** The octets inside a ContentInfo of the given type. */
function contentOf(info: Element, type: Uint8Array): Uint8Array {
  const [name, value] = children(info, tag.sequence)
  if (!name || !sameBytes(name.whole, type)) throw new NotPbes2()
  return child(children(value, tag.context0), 0, tag.octetString).content
}

function opened(info: Element, file: string, passphrase: string): Uint8Array {
  const [name, value] = children(info, tag.sequence)
  if (!name || !sameBytes(name.whole, ENCRYPTED_DATA)) return contentOf(info, DATA)
  const content = children(
    child(children(child(children(value, tag.context0), 0, tag.sequence), tag.sequence), 1, tag.sequence),
    tag.sequence
  )
  return decryptPbes2(file, child(content, 1, tag.sequence), child(content, 2, IMPLICIT_OCTETS).content, passphrase)
}

function keyIn(bag: Element, file: string, passphrase: string): Uint8Array[] {
  const [type, value] = children(bag, tag.sequence)
  if (!type || !sameBytes(type.whole, KEY_BAG)) return []
  const parts = children(child(children(value, tag.context0), 0, tag.sequence), tag.sequence)
  return [decryptPbes2(file, child(parts, 0, tag.sequence), child(parts, 1, tag.octetString).content, passphrase)]
}

function certificateIn(bag: Element): Certificate[] {
  const [type, value] = children(bag, tag.sequence)
  if (!type || !sameBytes(type.whole, CERTIFICATE_BAG)) return []
  const parts = children(child(children(value, tag.context0), 0, tag.sequence), tag.sequence)
  return [readCertificate(child(children(parts[1], tag.context0), 0, tag.octetString).content)]
}

function checkMac(file: string, mac: Element | undefined, safe: Uint8Array, passphrase: string): void {
  const parts = children(mac, tag.sequence)
  const info = children(child(parts, 0, tag.sequence), tag.sequence)
  const algorithm = children(child(info, 0, tag.sequence), tag.sequence)[0]
  const hash = SHA2.find(([id]) => algorithm && sameBytes(algorithm.whole, id))
  if (!hash) throw new NotPbes2()
  const iterations = parts[2] ? readUnsigned(parts[2]) : 1n
  if (iterations > MAX_ITERATIONS) throw new AssayError('keys/pkcs12-unreadable', { file, reason: 'its iterations are too many' })
  const key = macKey(hash[1], hash[2], passphrase, child(parts, 1, tag.octetString).content, Number(iterations))
  const expected = child(info, 1, tag.octetString).content
  const found = createHmac(hash[1], key).update(safe).digest()
  if (found.length !== expected.length || !timingSafeEqual(found, expected)) throw new AssayError('keys/wrong-passphrase', { file })
}

/** RFC 7292 appendix B.2 with ID 3, for a key no longer than the digest. */
function macKey(hash: string, block: number, passphrase: string, salt: Uint8Array, iterations: number): Buffer {
  const password = Buffer.from(`${passphrase}\0`, 'utf16le').swap16()
  let digest = createHash(hash).update(Buffer.alloc(block, 3)).update(filled(salt, block)).update(filled(password, block)).digest()
  for (let round = 1; round < iterations; round++) digest = createHash(hash).update(digest).digest()
  return digest
}

/** Repeated to the next multiple of the block. */
function filled(bytes: Uint8Array, block: number): Buffer {
  return bytes.length === 0 ? Buffer.alloc(0) : Buffer.alloc(Math.ceil(bytes.length / block) * block, bytes)
}
