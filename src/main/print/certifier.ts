import type { Certifier } from '../ports/print'
import { extractAttachments } from './attachments'
import { certify, openSignedPdf } from './certify'
import { readDocument } from './pdf-document'

export function createCertifier(): Certifier {
  return { certify, open: openSignedPdf, attachments: (base) => extractAttachments(readDocument(base)) }
}
