import { createDecipheriv, pbkdf2Sync } from 'node:crypto'
import { AssayError } from '../../shared/model/errors'
import { sameBytes } from '../core/evidence/bytes'
import { child, children, oid, readUnsigned, tag, type Element } from '../core/evidence/der'

const PBES2 = oid('1.2.840.113549.1.5.13')
const PBKDF2 = oid('1.2.840.113549.1.5.12')
const PRFS: readonly [Uint8Array, string][] = [
  [oid('1.2.840.113549.2.9'), 'sha256'],
  [oid('1.2.840.113549.2.10'), 'sha384'],
  [oid('1.2.840.113549.2.11'), 'sha512']
]
const CIPHERS: readonly [Uint8Array, string, number][] = [
  [oid('2.16.840.1.101.3.4.1.2'), 'aes-128-cbc', 16],
  [oid('2.16.840.1.101.3.4.1.22'), 'aes-192-cbc', 24],
  [oid('2.16.840.1.101.3.4.1.42'), 'aes-256-cbc', 32]
]
const MAX_ITERATIONS = 10_000_000n

/** Another scheme than PBES2 with PBKDF2 over SHA-2 and AES-CBC. */
export class NotPbes2 extends Error {}

/** RFC 8018 §6.2. Throws `NotPbes2`, and `keys/wrong-passphrase` where the padding is wrong. */
export function decryptPbes2(file: string, algorithm: Element, ciphertext: Uint8Array, passphrase: string): Uint8Array {
  const [scheme, parameters] = children(algorithm, tag.sequence)
  if (!is(scheme, PBES2)) throw new NotPbes2()
  const [kdf, cipher] = children(parameters, tag.sequence)
  const [kdfName, kdfParameters] = children(kdf, tag.sequence)
  const [cipherName, iv] = children(cipher, tag.sequence)
  const found = CIPHERS.find(([id]) => is(cipherName, id))
  if (!is(kdfName, PBKDF2) || !found || iv?.tag !== tag.octetString || iv.content.length !== 16) throw new NotPbes2()
  const [, name, keyBytes] = found
  try {
    const decipher = createDecipheriv(name, derive(kdfParameters, keyBytes, passphrase), iv.content)
    return new Uint8Array(Buffer.concat([decipher.update(ciphertext), decipher.final()]))
  } catch (error) {
    if (error instanceof NotPbes2 || error instanceof AssayError) throw error
    throw new AssayError('keys/wrong-passphrase', { file })
  }
}

function derive(parameters: Element | undefined, keyBytes: number, passphrase: string): Buffer {
  const parts = children(parameters, tag.sequence)
  const iterations = readUnsigned(parts[1])
  const prf = parts.at(-1)
  const hash = prf?.tag === tag.sequence ? PRFS.find(([id]) => is(children(prf, tag.sequence)[0], id)) : undefined
  if (!hash || iterations > MAX_ITERATIONS) throw new NotPbes2()
  return pbkdf2Sync(passphrase, child(parts, 0, tag.octetString).content, Number(iterations), keyBytes, hash[1])
}

function is(element: Element | undefined, id: Uint8Array): boolean {
  return element !== undefined && sameBytes(element.whole, id)
}
