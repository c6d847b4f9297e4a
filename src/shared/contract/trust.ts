import { z } from 'zod'
import { sha256 } from '../model/dataset'
import { signOffRole } from '../model/statement'
import { trustFile } from '../model/trust'
import { verdict } from '../model/verification'
import { passphrase, path, procedure } from './procedure'

export const openedTrust = z.object({
  file: trustFile,
  /** The fingerprint to compare by a second channel. */
  rootKeyId: sha256,
  judgement: z.object({ code: verdict, detail: z.string() })
})
export type OpenedTrustFile = z.infer<typeof openedTrust>

export const trust = {
  open: procedure.input(z.strictObject({ file: path })).output(openedTrust),
  /** The next version of a trust file in which the root key vouches for keys of this computer; makes the first one where there is none. */
  write: procedure
    .input(
      z.strictObject({
        file: path,
        organisation: z.string().min(1).max(200),
        root: z.string().min(1).max(200),
        passphrase,
        keys: z.array(z.string().min(1).max(200)).min(1).max(1000),
        roles: z.array(signOffRole).min(1),
        days: z.int().min(1).max(3660),
        status: z.enum(['active', 'retired', 'revoked'])
      })
    )
    .output(z.object({ version: z.int(), entries: z.int(), expiresAt: z.string() }))
}
