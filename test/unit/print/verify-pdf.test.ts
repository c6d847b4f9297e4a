import { beforeAll, describe, expect, it } from 'vitest'
import { sealEnvelope } from '../../../src/main/core/evidence/dsse'
import { readCertificate } from '../../../src/main/core/evidence/certificate'
import { prepareTrust } from '../../../src/main/core/evidence/trust'
import type { Against } from '../../../src/main/core/evidence/verify'
import { reportVerifier } from '../../../src/main/print/verify-pdf'
import type { Signer } from '../../../src/main/ports/keys'
import { TRUST_MEDIA_TYPE, type TrustEntry } from '../../../src/shared/model/trust'
import { flipped } from '../../fault/attacks'
import { signerNamed, specimen, typesetter, type Specimen } from '../../fixtures/evidence/signing'

let signers: Signer[]
let root: Signer
let made: Specimen

beforeAll(async () => {
  signers = await Promise.all(['Ada', 'Ben', 'Cleo'].map((name) => signerNamed(name)))
  root = await signerNamed('Organisation')
  made = await specimen(await typesetter(), signers)
})

const NOW = '2026-12-01T00:00:00Z'
const entry = (signer: Signer, rest: Partial<TrustEntry> = {}): TrustEntry => ({
  keyId: signer.keyId,
  claimedName: 'N',
  roles: ['preparer', 'reviewer', 'approver'],
  validFrom: '2026-01-01T00:00:00Z',
  validTo: '2027-01-01T00:00:00Z',
  status: 'active',
  ...rest
})
async function trust(entries: TrustEntry[], version = 3, expiresAt = '2027-01-01T00:00:00Z') {
  const { payload, toSign } = prepareTrust({
    schema: 1,
    organisation: 'Org',
    version,
    issuedAt: '2026-01-01T00:00:00Z',
    expiresAt,
    entries
  })
  return sealEnvelope(TRUST_MEDIA_TYPE, payload, readCertificate(root.certificateDer), await root.sign(toSign))
}
const verdictOf = async (against: Partial<Against>, pdf = made.pdf, pagesOf = made.rebuild.pagesOf) =>
  (await reportVerifier.verifyPdf(pdf, { ...made.rebuild, pagesOf }, { now: NOW, ...against })).verdict
const trusting = async (rest: Partial<TrustEntry>, against: Partial<Against> = {}) => {
  const [first, ...others] = signers
  if (!first) throw new Error()
  return verdictOf({ trust: { bytes: await trust([entry(first, rest), ...others.map((one) => entry(one))]), memory: null }, ...against })
}

describe('the verdict on a genuine report', () => {
  it('without a trust file is that nobody vouches for the signer', async () => {
    expect(await verdictOf({})).toBe('valid-unknown-signer')
  })

  it('with a trust file follows the status of each key at the time it signed', async () => {
    expect(await trusting({})).toBe('valid')
    expect(await trusting({ status: 'retired' })).toBe('valid')
    expect(await trusting({ status: 'revoked' })).toBe('key-revoked')
    expect(await trusting({ roles: ['reviewer'] })).toBe('role-not-allowed')
    expect(await trusting({ validTo: '2026-11-01T00:00:00Z' })).toBe('key-not-valid-then')
    const compromised = { status: 'revoked', compromisedAt: '2026-11-25T00:00:00Z' } as const
    expect(await trusting(compromised)).toBe('key-revoked-time-unproven')
    expect(await trusting(compromised, { provenBefore: '2026-11-24T00:00:00Z' })).toBe('valid')
    expect(await trusting(compromised, { provenBefore: '2026-11-26T00:00:00Z' })).toBe('key-revoked')
  })

  it('refuses a trust file that is expired, older than one seen, by another root, or altered', async () => {
    const entries = signers.map((one) => entry(one))
    const bytes = await trust(entries)
    expect(await verdictOf({ trust: { bytes, memory: { rootKeyId: root.keyId, version: 3 } } })).toBe('valid')
    expect(await verdictOf({ trust: { bytes, memory: { rootKeyId: root.keyId, version: 4 } } })).toBe('trust-older')
    expect(await verdictOf({ trust: { bytes, memory: { rootKeyId: '0'.repeat(64), version: 1 } } })).toBe('trust-invalid')
    expect(await verdictOf({ trust: { bytes: await trust(entries, 3, '2026-11-30T00:00:00Z'), memory: null } })).toBe('trust-expired')
    expect(await verdictOf({ trust: { bytes: await trust(entries.slice(1)), memory: null } })).toBe('valid-unknown-signer')
    for (const bad of [bytes.subarray(1), flipped(bytes, 4000), Buffer.from('{}')])
      expect(await verdictOf({ trust: { bytes: bad, memory: null } })).toBe('trust-invalid')
  })

  it('answers what the reader asks of the subject', async () => {
    expect(await trusting({}, { model: 'm-1', period: '2026-Q3', challenge: 'c-1', superseded: [] })).toBe('valid')
    expect(await trusting({}, { model: 'm-2' })).toBe('wrong-subject')
    expect(await trusting({}, { period: '2026-Q2' })).toBe('stale')
    expect(await trusting({}, { challenge: 'c-2' })).toBe('stale')
    const { report } = await reportVerifier.verifyPdf(made.pdf, made.rebuild, { now: NOW })
    expect(await trusting({}, { superseded: [report ?? ''] })).toBe('superseded')
  })

  it('says so where the pages could not be made again, or came out otherwise', async () => {
    expect(await verdictOf({}, made.pdf, () => Promise.resolve(null))).toBe('valid-unknown-signer')
    expect(await trusting({}).then(() => verdictOf({}, made.pdf, () => Promise.resolve(new Uint8Array(3))))).toBe('pages-altered')
  })
})
