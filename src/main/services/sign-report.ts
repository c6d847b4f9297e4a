import type { SignOffRole } from '../../shared/model/statement'
import { readCertificate } from '../core/evidence/certificate'
import { sealEnvelope } from '../core/evidence/dsse'
import { prepareSignOff } from '../core/evidence/sign-off'
import { STATEMENT_MEDIA_TYPE } from '../../shared/model/statement'
import type { ReportContent } from '../ports/executor'
import type { Signer } from '../ports/keys'
import { claimedNow } from './claimed-time'
import { printReport } from './print-report'
import type { Ports } from './ports'

export type SignOffChoice = {
  role: SignOffRole
  decision: 'accept' | 'dissent'
  reasons: string
  claimedName: string
  independence: string
}

export type SignedReport = { content: ReportContent; pdf: Uint8Array; statement: Uint8Array }

/** One more statement over the report's digest, the pages printed again, the PDF certified by this signer. The JSON never changes. */
export async function signReport(
  ports: Ports,
  content: ReportContent,
  choice: SignOffChoice,
  signer: Signer,
  at?: string
): Promise<SignedReport> {
  const claimedTime = at ?? claimedNow(ports)
  const certificate = readCertificate(signer.certificateDer)
  const { payload, toSign } = prepareSignOff(content.report, content.envelopes, { ...choice, claimedTime }, certificate)
  const statement = sealEnvelope(STATEMENT_MEDIA_TYPE, payload, certificate, await signer.sign(toSign))
  const signed = { ...content, envelopes: [...content.envelopes, statement] }
  const base = await printReport(ports, signed)
  const pdf = await ports.certifier.certify(base, signer, { claimedTime, claimedName: choice.claimedName, role: choice.role })
  return { content: signed, pdf, statement }
}
