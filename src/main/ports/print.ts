import type { SignOffRole } from '../../shared/model/statement'
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

/** What the PDF's signature dictionary says; taken from the last sign-off. */
export type Certification = { claimedTime: string; claimedName: string; role: SignOffRole }

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
