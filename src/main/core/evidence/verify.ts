import { AssayError } from '../../../shared/model/errors'
import type { Certification } from '../../../shared/model/certification'
import { verdict, type Verdict, type Verification, type VerificationStep, type VerifiedSigner } from '../../../shared/model/verification'
import { parseCanonical } from './canonical-json'
import { sameBytes } from './bytes'
import { sha256Hex } from './digest'
import type { SignatureCheck } from './dsse'
import { REPORT_NAME, chainFault, openSignOff, orderFault, type CheckedSignOff } from './sign-off'
import { checkSignature, readPublicKey } from './signature'
import { judgeKey, judgeTrust, openTrust, type OpenedTrust, type TrustMemory } from './trust'

/** The files that carry a report: its JSON, the sign-offs in order, and what else the report names by digest. */
export type Evidence = {
  report: Uint8Array
  signOffs: readonly Uint8Array[]
  others: readonly { name: string; bytes: Uint8Array }[]
}

/** The certification of the PDF that carried the evidence. */
export type Seal = { certification: Certification; certificateDer: Uint8Array; signature: Uint8Array; signedBytes: Uint8Array }

/** What a report says of itself, read from its JSON by the caller. */
export type ReportFacts = {
  /** Names, ids or digests under which the model goes. */
  models: readonly string[]
  period: string | null
  challenge: string | null
  /** Files that travel with the report, by name. */
  attachments: readonly { name: string; sha256: string }[]
}

/** What the reader brings; everything is optional but the time of the reading. */
export type Against = {
  now: string
  trust?: { bytes: Uint8Array; memory: TrustMemory | null }
  model?: string
  period?: string
  challenge?: string
  /** Digests of reports that a later report, known to the reader, replaces. */
  superseded?: readonly string[]
  /** A time by which a third party had seen the report's digest: already checked. */
  provenBefore?: string
  check?: SignatureCheck
}

export type Pages = 'same' | 'altered' | 'not-checked' | 'none'

/**
 * The recipe of verification, a step each with its code: report, sign-offs, seal, attachments, pages, trust, subject.
 * Later steps are left out where an earlier one found the evidence unreadable. Needs no project, no clock and no network.
 */
export function verifyEvidence(
  evidence: Evidence,
  seal: Seal | null,
  pages: Pages,
  factsOf: (report: unknown) => ReportFacts,
  against: Against
): Verification {
  const digest = sha256Hex(evidence.report)
  const steps: VerificationStep[] = []
  try {
    const facts = factsOf(parseCanonical(evidence.report, REPORT_NAME))
    steps.push({ step: 'report', code: 'valid', detail: `digest ${digest}` })
    const signOffs = openSignOffs(evidence, against)
    steps.push(judgeSignOffs(signOffs, digest))
    if (seal) steps.push(judgeSeal(seal, signOffs, against))
    steps.push(judgeAttachments(evidence, facts))
    if (pages !== 'none') steps.push(judgePages(pages))
    const trust = judgeSigners(signOffs, against)
    steps.push(...trust.steps, ...judgeSubject(facts, digest, against))
    return { verdict: gravest(steps), steps, report: digest, signers: trust.signers }
  } catch (error) {
    return { ...failed(error, steps, steps.length === 0 ? 'report' : 'sign-offs'), report: digest }
  }
}

/** A verification that ended with an error of the evidence; other errors are thrown on. */
export function failed(
  error: unknown,
  steps: readonly VerificationStep[] = [],
  step: VerificationStep['step'] = 'container'
): Verification {
  const code = verdictOf(error)
  if (code === null) throw error
  const all: VerificationStep[] = [...steps, { step, code, detail: (error as AssayError).message }]
  return { verdict: gravest(all), steps: all, report: null, signers: [] }
}

const AS_VERDICT: Readonly<Partial<Record<string, Verdict>>> = {
  'evidence/not-der': 'container-altered',
  'evidence/unsupported-key': 'unsupported-version',
  'print/unreadable-pdf': 'container-altered',
  'print/forbidden-content': 'container-altered',
  'print/foreign-font': 'container-altered'
}

function verdictOf(error: unknown): Verdict | null {
  if (!(error instanceof AssayError)) return null
  const { code } = error as AssayError
  return AS_VERDICT[code] ?? verdict.safeParse(code.replace('evidence/', '')).data ?? null
}

export function gravest(steps: readonly VerificationStep[]): Verdict {
  return verdict.options.find((code) => steps.some((step) => step.code === code)) ?? 'not-signed'
}

function openSignOffs({ signOffs }: Evidence, { check }: Against): CheckedSignOff[] {
  if (signOffs.length === 0) throw new AssayError('evidence/not-signed', { what: REPORT_NAME })
  return signOffs.map((bytes, index) => openSignOff(bytes, `sign-off ${index + 1}`, check))
}

function judgeSignOffs(signOffs: readonly CheckedSignOff[], digest: string): VerificationStep {
  const fault =
    orderFault(
      signOffs.map((one) => one.statement),
      digest
    ) ?? chainFault(signOffs)
  if (fault) return { step: 'sign-offs', code: fault.code, detail: fault.reason }
  return {
    step: 'sign-offs',
    code: 'valid',
    detail: signOffs.map(({ statement: { predicate } }) => `${predicate.role} ${predicate.decision}s`).join(', ')
  }
}

/** The last signer certified the PDF, and it says of them what their sign-off says. */
function judgeSeal(seal: Seal, signOffs: readonly CheckedSignOff[], { check = checkSignature }: Against): VerificationStep {
  const step = (code: Verdict, detail: string): VerificationStep => ({ step: 'seal', code, detail })
  const last = signOffs.at(-1)
  const predicate = last?.statement.predicate
  if (!last || !predicate || !sameBytes(last.certificate.der, seal.certificateDer))
    return step('container-altered', 'the PDF was certified by another key than the last sign-off')
  const { claimedName, claimedTime, role } = seal.certification
  if (claimedName !== predicate.claimedName || claimedTime !== predicate.claimedTime || role !== predicate.role)
    return step('container-altered', 'the certification says other things than the last sign-off')
  const key = readPublicKey(last.certificate.spki)
  if (!key || !check(key, seal.signedBytes, seal.signature))
    return step('signature-invalid', "the PDF's signature does not belong to its bytes")
  return step('valid', `certified by the ${role}`)
}

/** What travels with the report is exactly what it names. */
function judgeAttachments({ others }: Evidence, { attachments }: ReportFacts): VerificationStep {
  const named = new Map(attachments.map(({ name, sha256 }) => [name, sha256]))
  const wrong = others.find(({ name, bytes }) => named.get(name) !== sha256Hex(bytes))
  if (wrong) return { step: 'attachments', code: 'payload-altered', detail: `${wrong.name} is not the file that the report names` }
  const missing = attachments.find(({ name }) => !others.some((other) => other.name === name))
  if (missing) return { step: 'attachments', code: 'payload-altered', detail: `${missing.name} is named by the report and is not here` }
  return { step: 'attachments', code: 'valid', detail: `${others.length} named by digest` }
}

function judgePages(pages: Exclude<Pages, 'none'>): VerificationStep {
  if (pages === 'same') return { step: 'pages', code: 'valid', detail: 'made again from the evidence, byte for byte' }
  if (pages === 'altered') return { step: 'pages', code: 'pages-altered', detail: 'the evidence gives other pages' }
  return { step: 'pages', code: 'pages-not-checked', detail: 'made by another version of the program' }
}

function judgeSigners(signOffs: readonly CheckedSignOff[], against: Against): { steps: VerificationStep[]; signers: VerifiedSigner[] } {
  const step = (code: Verdict, detail: string): VerificationStep => ({ step: 'trust', code, detail })
  const opened = against.trust && tryTrust(against.trust.bytes, against.check)
  const judged = opened && ('file' in opened ? judgeTrust(opened, against.trust?.memory ?? null, against.now) : opened)
  const steps: VerificationStep[] = [judged ? step(judged.code, judged.detail) : step('valid-unknown-signer', 'no trust file was given')]
  const relied = opened && 'file' in opened && judged?.code === 'valid' ? opened.file.entries : undefined
  const signers = signOffs.map(({ statement: { predicate } }): VerifiedSigner => {
    const { role, decision, reasons, independence, claimedName, claimedTime, keyId } = predicate
    const entry = relied?.find((one) => one.keyId === keyId)
    const key = entry && judgeKey(entry, role, claimedTime, against.provenBefore ?? null)
    if (relied)
      steps.push(
        key
          ? step(key.code, key.detail)
          : step('valid-unknown-signer', `the ${role} claims to be ${claimedName}: the trust file does not know the key`)
      )
    return { role, decision, reasons, independence, claimedName, claimedTime, keyId, trustedName: entry?.claimedName ?? null }
  })
  return { steps, signers }
}

/** A trust file that cannot be read says nothing about the report: the signer stays unknown. */
function tryTrust(bytes: Uint8Array, check: SignatureCheck | undefined): OpenedTrust | { code: Verdict; detail: string } {
  try {
    return openTrust(bytes, check)
  } catch (error) {
    if (verdictOf(error) === null) throw error
    return { code: 'trust-invalid', detail: (error as AssayError).message }
  }
}

/** A genuine report of something else, of another time, or replaced since. */
function judgeSubject(facts: ReportFacts, digest: string, against: Against): VerificationStep[] {
  const step = (code: Verdict, detail: string): VerificationStep => ({ step: 'subject', code, detail })
  const steps: VerificationStep[] = []
  if (against.model !== undefined)
    steps.push(
      facts.models.includes(against.model)
        ? step('valid', 'the model asked for')
        : step('wrong-subject', 'another model than the one asked for')
    )
  if (against.period !== undefined)
    steps.push(
      facts.period === against.period
        ? step('valid', 'the period asked for')
        : step('stale', `its period is ${facts.period ?? 'not stated'}`)
    )
  if (against.challenge !== undefined)
    steps.push(
      facts.challenge === against.challenge ? step('valid', 'holds the challenge') : step('stale', 'it does not hold the challenge')
    )
  if (against.superseded)
    steps.push(
      against.superseded.includes(digest)
        ? step('superseded', 'a later report replaces it')
        : step('valid', 'not replaced by the reports given')
    )
  return steps
}
