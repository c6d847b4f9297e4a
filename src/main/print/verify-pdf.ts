import { AssayError } from '../../shared/model/errors'
import type { Verification, VerificationStep } from '../../shared/model/verification'
import { sameBytes } from '../core/evidence/bytes'
import { REPORT_NAME } from '../core/evidence/sign-off'
import { failed, gravest, verifyEvidence, type Against, type Evidence, type Pages } from '../core/evidence/verify'
import type { Attachment, Rebuild, ReportVerifier, SignedPdf } from '../ports/print'
import { extractAttachments } from './attachments'
import { openSignedPdf } from './certify'
import { checkContent } from './content'
import { readDocument } from './pdf-document'

const SIGN_OFF_NAME = /^sign-off-([1-9]\d?)\.json$/

export const reportVerifier: ReportVerifier = { verifyPdf }

/** The name under which the n-th sign-off (from 1) travels. */
export function signOffName(n: number): string {
  return `sign-off-${n}.json`
}

/** Cheap checks first: the pages are made again only where everything else stands. */
async function verifyPdf(pdf: Uint8Array, rebuild: Rebuild, against: Against): Promise<Verification> {
  try {
    const opened = openSignedPdf(pdf)
    const document = readDocument(opened.base)
    checkContent(document)
    const attachments = extractAttachments(document)
    const container: VerificationStep = { step: 'container', code: 'valid', detail: 'taken apart and put together again, byte for byte' }
    const judge = (pages: Pages): Verification =>
      withStep(container, verifyEvidence(collect(attachments), opened, pages, rebuild.factsOf, against))
    const first = judge('same')
    return REFUSED.has(first.verdict) ? first : judge(await comparePages(opened, attachments, rebuild))
  } catch (error) {
    return failed(error)
  }
}

const REFUSED: ReadonlySet<string> = new Set([
  'not-signed',
  'container-altered',
  'not-canonical',
  'signature-invalid',
  'payload-altered',
  'unsupported-version'
])

async function comparePages({ base }: SignedPdf, attachments: readonly Attachment[], { pagesOf }: Rebuild): Promise<Pages> {
  const again = await pagesOf(attachments)
  if (again === null) return 'not-checked'
  return sameBytes(again, base) ? 'same' : 'altered'
}

function collect(attachments: readonly Attachment[]): Evidence {
  const report = attachments.find(({ name }) => name === REPORT_NAME)
  if (!report) throw new AssayError('evidence/not-signed', { what: 'the PDF' })
  const signOffs = attachments.filter(({ name }) => SIGN_OFF_NAME.test(name)).sort((a, b) => numberOf(a.name) - numberOf(b.name))
  if (signOffs.some(({ name }, index) => name !== signOffName(index + 1)))
    throw new AssayError('evidence/container-altered', { what: 'the PDF', reason: 'a sign-off is missing' })
  const others = attachments.filter(({ name }) => name !== REPORT_NAME && !SIGN_OFF_NAME.test(name))
  return { report: report.bytes, signOffs: signOffs.map(({ bytes }) => bytes), others }
}

function numberOf(name: string): number {
  return Number(SIGN_OFF_NAME.exec(name)?.[1])
}

function withStep(step: VerificationStep, { steps, ...rest }: Verification): Verification {
  const all = [step, ...steps]
  return { ...rest, steps: all, verdict: gravest(all) }
}
