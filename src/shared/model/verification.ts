import { z } from 'zod'
import { sha256 } from './dataset'
import { claimedTime, signOffRole } from './statement'

/** Every answer of a verification, gravest first: the gravest of all steps is the verdict. */
export const verdict = z.enum([
  'not-signed',
  'container-altered',
  'not-canonical',
  'signature-invalid',
  'payload-altered',
  'pages-altered',
  'unsupported-version',
  'statement-order',
  'same-signer-two-roles',
  'key-revoked',
  'key-revoked-time-unproven',
  'key-not-valid-then',
  'role-not-allowed',
  'time-proof-invalid',
  'wrong-subject',
  'stale',
  'superseded',
  'trust-invalid',
  'trust-older',
  'trust-expired',
  'valid-unknown-signer',
  'pages-not-checked',
  'valid'
])
export type Verdict = z.infer<typeof verdict>

export const verificationStep = z.object({
  step: z.enum(['container', 'pages', 'report', 'sign-offs', 'seal', 'attachments', 'time', 'trust', 'subject']),
  code: verdict,
  detail: z.string()
})
export type VerificationStep = z.infer<typeof verificationStep>

export const verifiedSigner = z.object({
  role: signOffRole,
  decision: z.enum(['accept', 'dissent']),
  reasons: z.string(),
  independence: z.string(),
  claimedName: z.string(),
  claimedTime,
  keyId: sha256,
  /** The name that the trust file gives this key; null where it knows none. */
  trustedName: z.string().nullable()
})
export type VerifiedSigner = z.infer<typeof verifiedSigner>

export const verification = z.object({
  verdict,
  steps: z.array(verificationStep),
  /** SHA-256 of the report's bytes; null where there is no report to be read. */
  report: sha256.nullable(),
  signers: z.array(verifiedSigner)
})
export type Verification = z.infer<typeof verification>

/** 0 valid, 2 unaltered but by a signer nobody vouches for or with pages not made again, 1 everything else. */
export function exitCodeOfVerdict(code: Verdict): 0 | 1 | 2 {
  if (code === 'valid') return 0
  return ['trust-invalid', 'trust-older', 'trust-expired', 'valid-unknown-signer', 'pages-not-checked'].includes(code) ? 2 : 1
}
