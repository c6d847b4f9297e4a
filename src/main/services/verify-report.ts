import { reportStatement, type Report } from '../../shared/model/report'
import type { Verification, VerificationStep } from '../../shared/model/verification'
import { fromBase64 } from '../core/evidence/bytes'
import { parseCanonical } from '../core/evidence/canonical-json'
import { REPORT_NAME } from '../core/evidence/sign-off'
import type { TrustMemory } from '../core/evidence/trust'
import { failed, gravest, verifyEvidence, type Against, type ReportFacts } from '../core/evidence/verify'
import type { Attachment, Rebuild } from '../ports/print'
import { AssayError } from '../../shared/model/errors'
import { claimedNow } from './claimed-time'
import { isPdf, openContent, readReportFile } from './open-report'
import type { Ports } from './ports'
import { contentOf, PLAN_NAME, printReport } from './print-report'

export type VerifyOrder = {
  report: string
  trust?: { bytes: Uint8Array; memory: TrustMemory | null }
  model?: string
  period?: string
  challenge?: string
  /** Later reports that the reader knows of. */
  notSuperseded?: readonly string[]
  /** Files: an RFC 3161 token over the last sign-off, and the certificate of the authority that the reader trusts. */
  timeToken?: { token: string; authority: string }
}

/** The recipe of EVIDENCE, step by step; needs no project. */
export async function verifyReport(ports: Ports, order: VerifyOrder): Promise<Verification> {
  const file = await readReportFile(ports, order.report)
  const time = order.timeToken ? await proveTime(ports, file, order.timeToken) : null
  const against = { ...(await whatTheReaderBrings(ports, order)), ...(time?.provenBefore ? { provenBefore: time.provenBefore } : {}) }
  const verification = isPdf(file.bytes)
    ? await ports.verifier.verifyPdf(file.bytes, { factsOf, pagesOf: pagesOf(ports) }, against)
    : await verifyJson(ports, file, against)
  if (time === null) return verification
  const steps = [...verification.steps, time.step]
  return { ...verification, steps, verdict: gravest(steps) }
}

type ReportFile = { path: string; bytes: Uint8Array }

async function verifyJson(ports: Ports, { path, bytes }: ReportFile, against: Against): Promise<Verification> {
  try {
    const { report, envelopes, plan, tables } = (await openContent(ports, path, bytes)).content
    return verifyEvidence(
      { report, signOffs: envelopes, others: [{ name: PLAN_NAME, bytes: plan }, ...tables] },
      null,
      'none',
      factsOf,
      against
    )
  } catch (error) {
    return failed(error)
  }
}

/** A token that proves when the last sign-off was there; null where the report cannot be opened, which its own steps say. */
async function proveTime(
  ports: Ports,
  { path, bytes }: ReportFile,
  { token, authority }: NonNullable<VerifyOrder['timeToken']>
): Promise<{ step: VerificationStep; provenBefore?: string } | null> {
  const read = (name: string): Promise<Uint8Array> => ports.files.read(ports.files.absolute(name))
  const [stamp, certificate] = [await read(token), derOf(await read(authority))]
  try {
    const last = (await openContent(ports, path, bytes)).content.envelopes.at(-1)
    if (last === undefined) return null
    const provenBefore = ports.timeOfToken(stamp, last, certificate)
    return { provenBefore, step: { step: 'time', code: 'valid', detail: `the authority had seen the last sign-off by ${provenBefore}` } }
  } catch (error) {
    if (!(error instanceof AssayError)) throw error
    return error.code === 'evidence/time-proof-invalid'
      ? { step: { step: 'time', code: 'time-proof-invalid', detail: error.message } }
      : null
  }
}

/** A certificate as DER, from DER or PEM. */
function derOf(bytes: Uint8Array): Uint8Array {
  const pem = /-----BEGIN CERTIFICATE-----([\s\S]+?)-----END CERTIFICATE-----/.exec(new TextDecoder().decode(bytes))?.[1]
  return (pem === undefined ? null : fromBase64(pem.replace(/\s/g, ''))) ?? bytes
}

/** The base PDF that these attachments give, where this very build made it. */
const pagesOf =
  (ports: Ports): Rebuild['pagesOf'] =>
  async (attachments: readonly Attachment[]) => {
    const content = contentOf(attachments)
    const { made } = reportOf(parseCanonical(content.report, REPORT_NAME))
    const ours = await ports.made()
    const sameRenderer =
      made.build === ours.build && made.typst === ours.typst && made.templates === ours.templates && made.fonts === ours.fonts
    return sameRenderer ? printReport(ports, content) : null
  }

async function whatTheReaderBrings(ports: Ports, { trust, model, period, challenge, notSuperseded }: VerifyOrder): Promise<Against> {
  return {
    now: claimedNow(ports),
    ...(trust ? { trust } : {}),
    ...(model === undefined ? {} : { model }),
    ...(period === undefined ? {} : { period }),
    ...(challenge === undefined ? {} : { challenge }),
    ...(notSuperseded ? { superseded: await supersededBy(ports, notSuperseded) } : {})
  }
}

/** Digests that the reports the reader knows of say they replace. */
async function supersededBy(ports: Ports, later: readonly string[]): Promise<string[]> {
  const digests = await Promise.all(
    later.map(async (path) => {
      const file = await readReportFile(ports, path)
      const { content } = await openContent(ports, file.path, file.bytes)
      return reportOf(parseCanonical(content.report, REPORT_NAME)).plan.effective.supersedes?.report
    })
  )
  return digests.filter((digest) => digest !== undefined)
}

function reportOf(json: unknown): Report {
  const parsed = reportStatement.safeParse(json)
  if (!parsed.success)
    throw new AssayError('evidence/unsupported-version', { what: REPORT_NAME, found: parsed.error.issues[0]?.path.join('.') ?? 'unknown' })
  return parsed.data.predicate
}

function factsOf(json: unknown): ReportFacts {
  const { plan, tables } = reportOf(json)
  const { subject, period, challenge } = plan.effective
  return {
    models: [subject.model, subject.version, subject.digest, subject.inventory].filter((name) => name !== undefined),
    period: period ? `${period.from}/${period.to}` : null,
    challenge: challenge ?? null,
    attachments: [{ name: PLAN_NAME, sha256: plan.sha256 }, ...tables.map(({ name, sha256 }) => ({ name, sha256 }))]
  }
}
