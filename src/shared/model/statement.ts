import { z } from 'zod'
import { sha256 } from './dataset'

/** A time to the second in UTC; always a claim of the computer that wrote it. */
export const claimedTime = z.string().regex(/^\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\d|3[01])T([01]\d|2[0-3]):[0-5]\d:[0-5]\dZ$/)

export const STATEMENT_TYPE = 'https://in-toto.io/Statement/v1'
export const REPORT_TYPE = 'urn:assay:report:1'
export const SIGN_OFF_TYPE = 'urn:assay:sign-off:1'
export const STATEMENT_MEDIA_TYPE = 'application/vnd.in-toto+json'

export const subject = z.strictObject({ name: z.string().min(1).max(1000), digest: z.strictObject({ sha256 }) })
export type Subject = z.infer<typeof subject>

/** The frame of every statement: in-toto Statement v1. */
export type Statement<Type extends string, Predicate> = {
  _type: typeof STATEMENT_TYPE
  subject: Subject[]
  predicateType: Type
  predicate: Predicate
}

/** In the order in which they sign. */
export const signOffRole = z.enum(['preparer', 'reviewer', 'approver'])
export type SignOffRole = z.infer<typeof signOffRole>

export const signOff = z.strictObject({
  schema: z.literal(1),
  role: signOffRole,
  decision: z.enum(['accept', 'dissent']),
  /** Why; required of a dissent. */
  reasons: z.string().max(4000),
  claimedName: z.string().min(1).max(200),
  claimedTime,
  /** How the signer stands to the model and its owner, in their own words. */
  independence: z.string().max(2000),
  /** SHA-256 of the signer's SubjectPublicKeyInfo and of the certificate that travels with the envelope. */
  keyId: sha256,
  certificate: sha256,
  /** SHA-256 of the envelope before this one; null for the first. */
  previous: sha256.nullable()
})
export type SignOff = z.infer<typeof signOff>

export const signOffStatement = z.strictObject({
  _type: z.literal(STATEMENT_TYPE),
  subject: z.array(subject).length(1),
  predicateType: z.literal(SIGN_OFF_TYPE),
  predicate: signOff
})
export type SignOffStatement = z.infer<typeof signOffStatement>

/** DSSE with exactly one signature; the signer's certificate travels beside it (base64 of DER) and is named by digest in what is signed. */
export const envelope = z.strictObject({
  payload: z.string(),
  payloadType: z.string(),
  signatures: z.array(z.strictObject({ certificate: z.string(), keyid: sha256, sig: z.string() })).length(1)
})
export type Envelope = z.infer<typeof envelope>
