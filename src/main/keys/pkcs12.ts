import { AssayError } from '../../shared/model/errors'
import type { IdentityClaims } from '../../shared/model/identity'
import type { PrivateKey } from './private-key'

/** placeholder until the reader is here */
export function readPkcs12(file: string, _bytes: Uint8Array, _passphrase: string): Promise<{ key: PrivateKey; certificate: Uint8Array; claims: IdentityClaims }> {
  return Promise.reject(new AssayError('keys/pkcs12-unreadable', { file, reason: 'not yet' }))
}
