import { createPrivateKey, createPublicKey, generateKeyPair, sign as signWith, type KeyObject } from 'node:crypto'
import { promisify } from 'node:util'
import { ecdsaToDer, readPublicKey, type SignatureAlgorithm } from '../core/evidence/signature'
import type { Sign } from './x509'

/** A private key that Assay can sign with. */
export type PrivateKey = { key: KeyObject; spki: Uint8Array; algorithm: SignatureAlgorithm; sign: Sign }

export async function generateP256(): Promise<PrivateKey> {
  const { privateKey } = await promisify(generateKeyPair)('ec', { namedCurve: 'prime256v1' })
  return privateKeyOf(privateKey)
}

/** From PKCS #8 in DER. Throws where it is no key that Assay signs with. */
export function readPrivateKey(pkcs8: Uint8Array): PrivateKey {
  return privateKeyOf(createPrivateKey({ key: Buffer.from(pkcs8), format: 'der', type: 'pkcs8' }))
}

export function toPkcs8(key: PrivateKey): Buffer {
  return key.key.export({ format: 'der', type: 'pkcs8' })
}

function privateKeyOf(key: KeyObject): PrivateKey {
  const spki = new Uint8Array(createPublicKey(key).export({ format: 'der', type: 'spki' }))
  const algorithm = readPublicKey(spki)?.algorithm
  if (algorithm === undefined) throw new Error(`${key.asymmetricKeyType ?? 'an unknown kind'}, of a size or curve that is not accepted`)
  return { key, spki, algorithm, sign: (bytes) => Promise.resolve(sign(key, algorithm, bytes)) }
}

function sign(key: KeyObject, algorithm: SignatureAlgorithm, bytes: Uint8Array): Uint8Array {
  if (algorithm === 'rsa-pkcs1-sha256') return new Uint8Array(signWith('sha256', bytes, key))
  return ecdsaToDer(signWith('sha256', bytes, { key, dsaEncoding: 'ieee-p1363' }))
}
