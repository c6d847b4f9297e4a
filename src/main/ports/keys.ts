import type { Identity, IdentityClaims } from '../../shared/model/identity'
import type { SignatureAlgorithm } from '../core/evidence/signature'
import type { TrustMemory } from '../core/evidence/trust'

/** A key that is unlocked. `sign` gives minimal low-S DER for ECDSA, PKCS #1 v1.5 for RSA, over SHA-256 of the bytes. */
export interface Signer {
  readonly keyId: string
  readonly certificateDer: Uint8Array
  readonly algorithm: SignatureAlgorithm
  readonly sign: (bytes: Uint8Array) => Promise<Uint8Array>
}

/** The identities of this computer, in a folder outside every project. `key` is a fingerprint, the beginning of one, or a name. */
export interface KeyStore {
  create(claims: IdentityClaims, passphrase: string, at: Date): Promise<Identity>
  importPkcs12(file: string, bytes: Uint8Array, filePassphrase: string, passphrase: string, at: Date): Promise<Identity>
  list(): Promise<Identity[]>
  find(key: string): Promise<Identity>
  unlock(key: string, passphrase: string): Promise<Signer>
  certificatePem(key: string): Promise<string>
  requestPem(key: string, passphrase: string): Promise<string>
  remove(key: string): Promise<void>
}

/** What this key did on these inputs, over all projects of this computer: EVIDENCE §5. */
export type RegisteredRun = {
  at: string
  keyId: string
  inputs: string
  plan: string
  run: string
  outcome: 'started' | 'finished' | 'abandoned'
}

export interface RunRegister {
  add(run: RegisteredRun): Promise<void>
  /** Runs by this key on this digest of inputs, oldest first: n of N is a position and the length. */
  of(keyId: string, inputs: string): Promise<RegisteredRun[]>
}

/** The newest version seen of each organisation's trust file, by its root key. */
export interface TrustMemories {
  recall(rootKeyId: string): Promise<TrustMemory | null>
  remember(memory: TrustMemory): Promise<void>
}

/** The time by which a pinned time-stamping authority (certificate in DER) had seen a message, from an RFC 3161 token. */
export type TimeTokenReader = (token: Uint8Array, message: Uint8Array, authority: Uint8Array) => string
