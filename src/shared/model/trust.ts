import { z } from 'zod'
import { sha256 } from './dataset'
import { claimedTime, signOffRole } from './statement'

export const TRUST_MEDIA_TYPE = 'application/vnd.assay.trust+json'

export const trustEntry = z.strictObject({
  keyId: sha256,
  claimedName: z.string().min(1).max(200),
  roles: z.array(signOffRole),
  validFrom: claimedTime,
  validTo: claimedTime,
  status: z.enum(['active', 'retired', 'revoked']),
  /** From when on the key may have been in other hands. */
  compromisedAt: claimedTime.optional(),
  /** The key that took over. */
  successor: sha256.optional()
})
export type TrustEntry = z.infer<typeof trustEntry>

/** Whom an organisation vouches for; the payload of an envelope signed by its root key. */
export const trustFile = z.strictObject({
  schema: z.literal(1),
  organisation: z.string().min(1).max(200),
  version: z.int().positive(),
  issuedAt: claimedTime,
  expiresAt: claimedTime,
  entries: z.array(trustEntry)
})
export type TrustFile = z.infer<typeof trustFile>
