import { AssayError } from '../../../shared/model/errors'
import { TRUST_MEDIA_TYPE, trustFile, type TrustEntry, type TrustFile } from '../../../shared/model/trust'
import type { SignOffRole } from '../../../shared/model/statement'
import type { Verdict } from '../../../shared/model/verification'
import { canonicalJson, parseCanonical } from './canonical-json'
import { openEnvelope, preAuthEncoding, type SignatureCheck } from './dsse'

/** A trust file whose signature stands, and the key that signed it. */
export type OpenedTrust = { file: TrustFile; rootKeyId: string }

/** What was remembered of an organisation's trust file: the root key pinned and the newest version seen. */
export type TrustMemory = { rootKeyId: string; version: number }

/** The payload of a trust file and the bytes for the root key. Entries stand in order of key ids, one a key. Throws `evidence/trust-invalid`. */
export function prepareTrust(file: TrustFile): { payload: Uint8Array; toSign: Uint8Array } {
  const entries = [...file.entries].sort((a, b) => (a.keyId < b.keyId ? -1 : 1))
  const payload = canonicalJson(checked({ ...file, entries }))
  return { payload, toSign: preAuthEncoding(TRUST_MEDIA_TYPE, payload) }
}

/** The next version of a trust file with entries added, or put in the place of those with the same key. */
export function extendTrust(file: TrustFile, entries: readonly TrustEntry[], issuedAt: string, expiresAt: string): TrustFile {
  const merged = new Map([...file.entries, ...entries].map((entry) => [entry.keyId, entry]))
  return { ...file, version: file.version + 1, issuedAt, expiresAt, entries: [...merged.values()] }
}

/** Opens a trust file; whether its root key is the organisation's and its version current is for `judgeTrust`. */
export function openTrust(bytes: Uint8Array, check?: SignatureCheck): OpenedTrust {
  const { payload, certificate } = openEnvelope(bytes, TRUST_MEDIA_TYPE, 'the trust file', check)
  return { file: checked(parseCanonical(payload, 'the trust file')), rootKeyId: certificate.keyId }
}

/** Whether a trust file may be relied on at `now`: signed by the root remembered, no older than the version remembered, not expired. */
export function judgeTrust({ file, rootKeyId }: OpenedTrust, memory: TrustMemory | null, now: string): { code: Verdict; detail: string } {
  if (memory && memory.rootKeyId !== rootKeyId) return { code: 'trust-invalid', detail: 'signed by another root key than the one pinned' }
  if (memory && file.version < memory.version)
    return { code: 'trust-older', detail: `version ${file.version}; version ${memory.version} was seen before` }
  if (now >= file.expiresAt) return { code: 'trust-expired', detail: `expired at ${file.expiresAt}` }
  return { code: 'valid', detail: `${file.organisation}, version ${file.version}, expires ${file.expiresAt}` }
}

/**
 * Whether a key may have signed in a role at a time. A compromise date makes the claimed time worthless: only `provenBefore`, a time
 * proven by somebody else, helps, and only when it lies before the compromise.
 */
export function judgeKey(entry: TrustEntry, role: SignOffRole, at: string, provenBefore: string | null): { code: Verdict; detail: string } {
  const name = entry.claimedName
  if (entry.compromisedAt !== undefined) {
    if (provenBefore === null)
      return {
        code: 'key-revoked-time-unproven',
        detail: `the key of ${name} was compromised at ${entry.compromisedAt} and nothing proves an earlier time`
      }
    if (provenBefore >= entry.compromisedAt)
      return { code: 'key-revoked', detail: `the key of ${name} was compromised at ${entry.compromisedAt}, before the time proven` }
  } else if (entry.status === 'revoked') return { code: 'key-revoked', detail: `the key of ${name} was revoked` }
  if (at < entry.validFrom || at > entry.validTo)
    return { code: 'key-not-valid-then', detail: `the key of ${name} was valid from ${entry.validFrom} to ${entry.validTo}` }
  if (!entry.roles.includes(role)) return { code: 'role-not-allowed', detail: `${name} may not sign as ${role}` }
  return { code: 'valid', detail: `${role}: ${name}` }
}

function checked(value: unknown): TrustFile {
  const parsed = trustFile.safeParse(value)
  if (!parsed.success) throw new AssayError('evidence/trust-invalid', { reason: parsed.error.issues[0]?.message ?? 'its fields' })
  const { entries } = parsed.data
  if (entries.some((entry, at) => at > 0 && entry.keyId <= (entries[at - 1]?.keyId ?? '')))
    throw new AssayError('evidence/trust-invalid', { reason: 'its keys are not in order, or one stands twice' })
  return parsed.data
}
