import type { Certification } from '../../shared/model/certification'
import type { Verification } from '../../shared/model/verification'
import type { Against, ReportFacts } from '../core/evidence/verify'
import type { Signer } from './keys'

export type Attachment = {
  /** A plain file name: letters, digits, dot, hyphen, underscore. */
  name: string
  mime: string
  relationship: 'source' | 'data' | 'alternative' | 'supplement'
  description: string
  bytes: Uint8Array
}

export type PrintRequest = {
  /** A file of the templates, without `.typ`; it defines `document(data)`. */
  template: string
  /** Canonical JSON; reaches the template as a value, never as markup. */
  data: Uint8Array
  attachments: readonly Attachment[]
  /** Claimed time to the second, UTC: the document's date. */
  date: string
}

/** What decides the bytes of a page, beside the request. SHA-256 in hex. */
export type TypesetterDigests = { typst: string; templates: string; fonts: string }

export interface Typesetter {
  readonly digests: TypesetterDigests
  /** A tagged PDF/A-3a, the same bytes for the same request. */
  render(request: PrintRequest): Promise<Uint8Array>
}

/** A signed PDF taken apart; everything in it is accounted for. */
export type SignedPdf = {
  base: Uint8Array
  certification: Certification
  certificateDer: Uint8Array
  signature: Uint8Array
  /** What the key signed: the signed attributes of the CMS, which hold the digest of the byte range. */
  signedBytes: Uint8Array
}

export interface Certifier {
  certify(base: Uint8Array, signer: Signer, certification: Certification): Promise<Uint8Array>
  /** Takes a signed PDF apart and demands that putting it together again gives the same bytes. The signature itself is checked by the recipe. */
  open(pdf: Uint8Array): SignedPdf
  attachments(base: Uint8Array): Attachment[]
}

/** How the caller reads a report and makes its pages again. */
export type Rebuild = {
  factsOf: (report: unknown) => ReportFacts
  /** The base PDF that these attachments give; null where another version of the program made it. */
  pagesOf: (attachments: readonly Attachment[]) => Promise<Uint8Array | null>
}

export interface ReportVerifier {
  /** A signed PDF, whole: verdicts, never an exception for what the file holds. */
  verifyPdf(pdf: Uint8Array, rebuild: Rebuild, against: Against): Promise<Verification>
}
