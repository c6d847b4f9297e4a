import { createCipheriv, createDecipheriv, randomBytes, scrypt, type ScryptOptions } from 'node:crypto'
import { AssayError } from '../../shared/model/errors'
import { keyFile, type KeyFile, type KeyFileHeader } from '../../shared/model/identity'
import { fromBase64 } from '../core/evidence/bytes'
import { canonicalJson, parseCanonical } from '../core/evidence/canonical-json'

const MINIMUM_PASSPHRASE = 8
const SCRYPT_N = 1 << 17
const TAG_BYTES = 16

/** Encrypts a private key: scrypt (RFC 7914) of the passphrase in NFC, AES-256-GCM, the header authenticated with it. Returns the file's bytes. */
export async function sealKey(
  about: Omit<KeyFileHeader, 'schema' | 'kdf' | 'cipher'>,
  pkcs8: Uint8Array,
  passphrase: string,
  N = SCRYPT_N
): Promise<Uint8Array> {
  if (passphrase.length < MINIMUM_PASSPHRASE) throw new AssayError('keys/weak-passphrase', { minimum: MINIMUM_PASSPHRASE })
  const [salt, nonce] = [randomBytes(32), randomBytes(12)]
  const header: KeyFileHeader = {
    schema: 1,
    ...about,
    kdf: { name: 'scrypt', N, r: 8, p: 1, salt: salt.toString('base64') },
    cipher: { name: 'aes-256-gcm', nonce: nonce.toString('base64') }
  }
  const cipher = createCipheriv('aes-256-gcm', await derive(passphrase, header), nonce)
  cipher.setAAD(canonicalJson(header))
  const ciphertext = Buffer.concat([cipher.update(pkcs8), cipher.final(), cipher.getAuthTag()])
  return canonicalJson({ header, ciphertext: ciphertext.toString('base64') } satisfies KeyFile)
}

/** The private key as PKCS #8. A changed byte and a wrong passphrase cannot be told apart: both are `keys/wrong-passphrase`. */
export async function openKey(name: string, { header, ciphertext }: KeyFile, passphrase: string): Promise<Buffer> {
  const sealed = bytesOf(name, ciphertext)
  const decipher = createDecipheriv('aes-256-gcm', await derive(passphrase, header), bytesOf(name, header.cipher.nonce), {
    authTagLength: TAG_BYTES
  })
  decipher.setAAD(canonicalJson(header))
  decipher.setAuthTag(sealed.subarray(-TAG_BYTES))
  try {
    return Buffer.concat([decipher.update(sealed.subarray(0, -TAG_BYTES)), decipher.final()])
  } catch {
    throw new AssayError('keys/wrong-passphrase', { file: name })
  }
}

/** Reads a key file in its one accepted spelling; the secret stays locked. */
export function readKeyFile(name: string, bytes: Uint8Array): KeyFile {
  const parsed = keyFile.safeParse(parse(name, bytes))
  if (!parsed.success) throw damaged(name, `its field ${parsed.error.issues[0]?.path.join('.') ?? ''} is not valid`)
  const { header, ciphertext } = parsed.data
  if (
    bytesOf(name, ciphertext).length <= TAG_BYTES ||
    bytesOf(name, header.cipher.nonce).length !== 12 ||
    bytesOf(name, header.kdf.salt).length !== 32
  )
    throw damaged(name, 'a part has the wrong length')
  return parsed.data
}

function parse(name: string, bytes: Uint8Array): unknown {
  try {
    return parseCanonical(bytes)
  } catch {
    throw damaged(name, 'it is not as Assay writes it')
  }
}

function derive(passphrase: string, { kdf }: KeyFileHeader): Promise<Buffer> {
  const options: ScryptOptions = { N: kdf.N, r: kdf.r, p: kdf.p, maxmem: 256 * kdf.N * kdf.r }
  return new Promise((resolve, reject) =>
    scrypt(passphrase.normalize('NFC'), Buffer.from(kdf.salt, 'base64'), 32, options, (error, key) =>
      error ? reject(error) : resolve(key)
    )
  )
}

function bytesOf(name: string, base64: string): Uint8Array {
  const bytes = fromBase64(base64)
  if (bytes === null) throw damaged(name, 'its base64 is not the canonical one')
  return bytes
}

function damaged(file: string, reason: string): AssayError {
  return new AssayError('keys/damaged', { file, reason })
}
