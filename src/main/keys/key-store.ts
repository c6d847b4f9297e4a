import { randomBytes } from 'node:crypto'
import { readdir, readFile, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { AssayError } from '../../shared/model/errors'
import { identityClaims, type Identity, type IdentityClaims, type KeyFile } from '../../shared/model/identity'
import { sha256Hex } from '../core/evidence/digest'
import type { KeyStore, Signer } from '../ports/keys'
import { writeSecret } from './atomic'
import { openKey, readKeyFile, sealKey } from './key-file'
import { readPkcs12 } from './pkcs12'
import { generateP256, readPrivateKey, toPkcs8, type PrivateKey } from './private-key'
import { RSA_SHA256, certificateRequest, pem, selfSigned } from './x509'

const VALID_YEARS = 10
const SUFFIX = '.key.json'

export type KeyStoreOptions = {
  /** scrypt's cost; only tests lower it. */
  scryptN?: number
}

/** Identities as files `<fingerprint>.key.json` in a folder. */
export function createKeyStore(folder: string, { scryptN }: KeyStoreOptions = {}): KeyStore {
  const read = async (name: string): Promise<KeyFile> => readKeyFile(name, await readFile(join(folder, name)))

  async function save(claims: IdentityClaims, key: PrivateKey, certificate: Uint8Array, passphrase: string, at: Date): Promise<Identity> {
    const keyId = sha256Hex(key.spki)
    if ((await names(folder)).includes(keyId + SUFFIX)) throw new AssayError('keys/exists', { key: keyId.slice(0, 16), folder })
    const about = {
      claims,
      algorithm: key.algorithm,
      createdAt: at.toISOString(),
      keyId,
      certificate: Buffer.from(certificate).toString('base64')
    }
    const bytes = await sealKey(about, toPkcs8(key), passphrase, scryptN)
    await writeSecret(join(folder, keyId + SUFFIX), bytes)
    return identityOf(readKeyFile(keyId, bytes))
  }

  async function locate(key: string): Promise<{ name: string; file: KeyFile }> {
    const wanted = key.replace(/\s/g, '').toLowerCase()
    const files = await Promise.all((await names(folder)).map(async (name) => ({ name, file: await read(name) })))
    const found = files.filter(
      ({ file: { header } }) => header.claims.name === key || (wanted.length >= 4 && header.keyId.startsWith(wanted))
    )
    const [only, ...more] = found
    if (!only) throw new AssayError('keys/missing', { key, folder })
    if (more.length > 0) throw new AssayError('keys/ambiguous', { key, folder })
    return only
  }

  async function open(key: string, passphrase: string): Promise<{ identity: Identity; secret: PrivateKey }> {
    const { name, file } = await locate(key)
    return { identity: identityOf(file), secret: readPrivateKey(await openKey(join(folder, name), file, passphrase)) }
  }

  return {
    async create(claims, passphrase, at) {
      const checked = checkClaims(claims)
      const key = await generateP256()
      const serial = BigInt(`0x7f${randomBytes(15).toString('hex')}`)
      const until = new Date(Date.UTC(at.getUTCFullYear() + VALID_YEARS, at.getUTCMonth(), at.getUTCDate()))
      return save(checked, key, await selfSigned(checked, key.spki, serial, at, until, key.sign), passphrase, at)
    },
    async importPkcs12(file, bytes, filePassphrase, passphrase, at) {
      const { key, certificate, claims } = readPkcs12(file, bytes, filePassphrase)
      return save(checkClaims(claims), key, certificate, passphrase, at)
    },
    async list() {
      const files = await Promise.all((await names(folder)).map(read))
      return files.map(identityOf)
    },
    async find(key) {
      return identityOf((await locate(key)).file)
    },
    async unlock(key, passphrase): Promise<Signer> {
      const { identity, secret } = await open(key, passphrase)
      return { keyId: identity.keyId, certificateDer: identity.certificate, algorithm: identity.algorithm, sign: secret.sign }
    },
    async certificatePem(key) {
      return pem('CERTIFICATE', identityOf((await locate(key)).file).certificate)
    },
    async requestPem(key, passphrase) {
      const { identity, secret } = await open(key, passphrase)
      const algorithm = secret.algorithm === 'rsa-pkcs1-sha256' ? RSA_SHA256 : undefined
      return pem('CERTIFICATE REQUEST', await certificateRequest(identity, secret.spki, secret.sign, algorithm))
    },
    async remove(key) {
      await rm(join(folder, (await locate(key)).name))
    }
  }
}

async function names(folder: string): Promise<string[]> {
  try {
    return (await readdir(folder)).filter((name) => name.endsWith(SUFFIX)).sort()
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return []
    throw error
  }
}

function identityOf({ header }: KeyFile): Identity {
  const { claims, keyId, algorithm, createdAt, certificate } = header
  return { ...claims, keyId, algorithm, createdAt, certificate: new Uint8Array(Buffer.from(certificate, 'base64')) }
}

function checkClaims(claims: IdentityClaims): IdentityClaims {
  const parsed = identityClaims.safeParse(claims)
  if (parsed.success) return parsed.data
  const issue = parsed.error.issues[0]
  throw new AssayError('keys/bad-name', { field: issue?.path.join('.') ?? 'name', reason: `is not valid (${issue?.message ?? ''})` })
}
