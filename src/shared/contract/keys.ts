import { z } from 'zod'
import { sha256 } from '../model/dataset'
import { identityClaims, signatureAlgorithm } from '../model/identity'
import { passphrase, path, procedure } from './procedure'

/** A key of this computer, without its secret. */
export const listedKey = identityClaims.extend({ keyId: sha256, algorithm: signatureAlgorithm, createdAt: z.string() })
export type ListedKey = z.infer<typeof listedKey>

const key = z.string().min(1).max(200)
const pem = z.object({ pem: z.string() })

export const keys = {
  list: procedure.output(z.array(listedKey)),
  create: procedure.input(z.strictObject({ claims: identityClaims, passphrase })).output(listedKey),
  /** From a PKCS#12 file. */
  import: procedure.input(z.strictObject({ file: path, filePassphrase: z.string().max(1024), passphrase })).output(listedKey),
  certificate: procedure.input(z.strictObject({ key })).output(pem),
  /** A certificate request (CSR) for an authority. */
  request: procedure.input(z.strictObject({ key, passphrase })).output(pem),
  /** Cannot be brought back without a backup; `keyId` in full, so that nobody removes another by a slip. */
  remove: procedure.input(z.strictObject({ keyId: sha256 })).output(z.object({}))
}
