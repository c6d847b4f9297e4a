import { AssayError } from '../../../shared/model/errors'
import {
  SIGN_OFF_TYPE,
  STATEMENT_MEDIA_TYPE,
  STATEMENT_TYPE,
  signOffRole,
  signOffStatement,
  type SignOff,
  type SignOffStatement
} from '../../../shared/model/statement'
import { canonicalJson, parseCanonical } from './canonical-json'
import type { Certificate } from './certificate'
import { sha256Hex } from './digest'
import { openEnvelope, preAuthEncoding, type SignatureCheck } from './dsse'

export const REPORT_NAME = 'report.json'

export type SignOffInput = Pick<SignOff, 'role' | 'decision' | 'reasons' | 'claimedName' | 'claimedTime' | 'independence'>

/** A sign-off whose envelope and signature stand; `digest` is the SHA-256 of the envelope's bytes. */
export type CheckedSignOff = { statement: SignOffStatement; certificate: Certificate; digest: string }

/**
 * What a signer signs: the payload of a sign-off over a report's bytes, after the envelopes already given, and the bytes for the key.
 * Throws `evidence/bad-sign-off` where the roles, the keys or the chain would not verify.
 */
export function prepareSignOff(
  report: Uint8Array,
  earlier: readonly Uint8Array[],
  input: SignOffInput,
  signer: Certificate
): { payload: Uint8Array; toSign: Uint8Array; statement: SignOffStatement } {
  const before = earlier.map((bytes, index) => openSignOff(bytes, `sign-off ${index + 1}`))
  const last = before.at(-1)
  const statement: SignOffStatement = {
    _type: STATEMENT_TYPE,
    subject: [{ name: REPORT_NAME, digest: { sha256: sha256Hex(report) } }],
    predicateType: SIGN_OFF_TYPE,
    predicate: { schema: 1, ...input, keyId: signer.keyId, certificate: sha256Hex(signer.der), previous: last?.digest ?? null }
  }
  const parsed = signOffStatement.safeParse(statement)
  if (!parsed.success) throw bad(parsed.error.issues[0]?.message ?? 'its fields are not valid')
  const fault = orderFault([...before.map((one) => one.statement), statement], sha256Hex(report))
  if (fault !== null) throw bad(fault.reason)
  const payload = canonicalJson(statement)
  return { payload, toSign: preAuthEncoding(STATEMENT_MEDIA_TYPE, payload), statement }
}

/** Opens one sign-off: container, signature, canonical payload, schema, and that it names the certificate that came with it. */
export function openSignOff(bytes: Uint8Array, what: string, check?: SignatureCheck): CheckedSignOff {
  const { payload, certificate } = openEnvelope(bytes, STATEMENT_MEDIA_TYPE, what, check)
  const parsed = signOffStatement.safeParse(parseCanonical(payload, what))
  if (!parsed.success) throw new AssayError('evidence/unsupported-version', { what, found: versionOf(payload) })
  const { keyId, certificate: named } = parsed.data.predicate
  if (keyId !== certificate.keyId || named !== sha256Hex(certificate.der))
    throw new AssayError('evidence/container-altered', { what, reason: 'it came with another certificate than the one it names' })
  return { statement: parsed.data, certificate, digest: sha256Hex(bytes) }
}

export type OrderFault = { code: 'payload-altered' | 'statement-order' | 'same-signer-two-roles'; reason: string }

/**
 * The rules between sign-offs of one report: all over its digest, each naming the one before, one preparer first, then reviewers, at most
 * one approver last, each with a key of its own. A dissent needs reasons. Null where they hold. `previous` digests are compared by `chainFault`.
 */
export function orderFault(statements: readonly SignOffStatement[], reportDigest: string): OrderFault | null {
  if (statements.some((one) => one.subject[0]?.name !== REPORT_NAME || one.subject[0].digest.sha256 !== reportDigest))
    return { code: 'payload-altered', reason: 'a sign-off is over another report' }
  const roles = statements.map(({ predicate }) => signOffRole.options.indexOf(predicate.role))
  if (roles[0] !== 0) return order('the first to sign is the preparer')
  if (roles.some((role, at) => role < (roles[at - 1] ?? 0))) return order('the order is preparer, reviewers, approver')
  if (roles.filter((role) => role === 0).length > 1) return order('there is one preparer')
  if (roles.filter((role) => role === 2).length > 1) return order('there is one approver')
  if (statements.some(({ predicate }, at) => predicate.claimedTime < (statements[at - 1]?.predicate.claimedTime ?? '')))
    return order('a time is before the one of the sign-off before')
  if (statements.some(({ predicate }) => predicate.decision === 'dissent' && predicate.reasons.trim() === ''))
    return order('a dissent gives its reasons')
  if (new Set(statements.map(({ predicate }) => predicate.keyId)).size < statements.length)
    return { code: 'same-signer-two-roles', reason: 'one key signs in one role only' }
  return null
}

/** Null where each sign-off names the envelope before it. */
export function chainFault(signOffs: readonly CheckedSignOff[]): OrderFault | null {
  const broken = signOffs.findIndex((one, at) => one.statement.predicate.previous !== (signOffs[at - 1]?.digest ?? null))
  return broken < 0 ? null : order(`sign-off ${broken + 1} does not name the one before it`)
}

function order(reason: string): OrderFault {
  return { code: 'statement-order', reason }
}

function bad(reason: string): AssayError {
  return new AssayError('evidence/bad-sign-off', { reason })
}

function versionOf(payload: Uint8Array): string {
  const value = parseCanonical(payload) as { predicateType?: unknown; predicate?: { schema?: unknown } } | null
  return `${String(value?.predicateType)} ${String(value?.predicate?.schema)}`
}
