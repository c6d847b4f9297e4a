import { createHash } from 'node:crypto'
import { AssayError } from '../../shared/model/errors'
import { claimedTime, signOffRole } from '../../shared/model/statement'
import { readCertificate, type Certificate } from '../core/evidence/certificate'
import { readCms, signedAttributes, writeCms } from '../core/evidence/cms'
import { readPublicKey, type SignatureAlgorithm } from '../core/evidence/signature'
import type { Certification } from '../../shared/model/certification'
import type { Certifier, SignedPdf } from '../ports/print'
import type { Signer } from '../ports/keys'
import { extractAttachments } from './attachments'
import { readDocument } from './pdf-document'
import { appendUpdate, type Unsigned } from './update'

/** The longest DER of a P-256 signature with low s. */
const ECDSA_BYTES = 71

export const certifier: Certifier = {
  certify,
  open: openSignedPdf,
  attachments: (base) => extractAttachments(readDocument(base))
}

/** Adds the certification signature (DocMDP P=1: no change permitted) to a PDF of the typesetter. */
export async function certify(base: Uint8Array, signer: Signer, certification: Certification): Promise<Uint8Array> {
  const certificate = readCertificate(signer.certificateDer)
  const unsigned = appendUpdate(readDocument(base), certification, roomFor(certificate))
  const digest = digestOf(unsigned)
  const signature = await signer.sign(signedAttributes(digest, certificate))
  return fill(unsigned, writeCms(digest, certificate, signer.algorithm, signature))
}

/**
 * Takes a signed PDF apart: base, what the signature dictionary says, certificate and signature; then puts it together again from these and demands
 * the same bytes. Throws `evidence/container-altered`, `evidence/not-der`, `print/unreadable-pdf`. Whether the signature is right is for the caller.
 */
export function openSignedPdf(pdf: Uint8Array): SignedPdf {
  const source = Buffer.from(pdf.buffer, pdf.byteOffset, pdf.byteLength).toString('latin1')
  const { baseLength, certification, contents } = scan(source)
  const base = pdf.subarray(0, baseLength)
  const cms = unpad(Buffer.from(contents, 'hex'))
  const unsigned = appendUpdate(readDocument(base), certification, contents.length / 2)
  const digest = digestOf(unsigned)
  const { certificate, signature } = readCms(cms, digest)
  const again = contents.length / 2 === roomFor(certificate) ? fill(unsigned, cms) : null
  if (again === null || Buffer.compare(again, pdf) !== 0) throw altered('its update section is not as Assay writes it')
  return { base, certification, certificateDer: certificate.der, signature, signedBytes: signedAttributes(digest, certificate) }
}

const DICTIONARY =
  /\/Contents <([0-9a-f]{512,40000})>\n\/M \(D:(\d{4})(\d\d)(\d\d)(\d\d)(\d\d)(\d\d)Z\)\n\/Name <feff((?:[0-9a-f]{4}){1,400})>\n\/Reason <feff((?:[0-9a-f]{4}){1,60})>\n/
const TAIL = /\/Prev (\d{1,10}) >>\nstartxref\n\d{1,10}\n%%EOF\n$/
const ROLE_OF_REASON: ReadonlyMap<string, string> = new Map(
  ['Prepared', 'Reviewed', 'Approved'].map((word, at) => [`${word} and certified`, signOffRole.options[at] ?? ''])
)

/** Finds the parts by their fixed spelling; what it finds is only believed after the rebuild. Typst ends its files with %%EOF and no line end. */
function scan(source: string): { baseLength: number; certification: Certification; contents: string } {
  const previous = TAIL.exec(source.slice(-200))?.[1]
  if (!previous) throw new AssayError('evidence/not-signed', { what: 'the PDF' })
  const end = source.indexOf('%%EOF', Number(previous))
  const baseLength = end + '%%EOF'.length
  const found = end < 0 ? null : DICTIONARY.exec(source.slice(baseLength))
  const [, contents = '', year, month, day, hour, minute, second, name = '', reason = ''] = found ?? []
  const certification = {
    claimedTime: `${year}-${month}-${day}T${hour}:${minute}:${second}Z`,
    claimedName: fromUtf16(name),
    role: ROLE_OF_REASON.get(fromUtf16(reason))
  }
  const role = signOffRole.safeParse(certification.role)
  if (!found || !role.success || !claimedTime.safeParse(certification.claimedTime).success)
    throw altered('its signature dictionary is not as Assay writes it')
  return { baseLength, contents, certification: { ...certification, role: role.data } }
}

function fromUtf16(hex: string): string {
  return Buffer.from(hex, 'hex').swap16().toString('utf16le')
}

/** The outer SEQUENCE tells how long the CMS is; the rest is padding and must be zero, which the rebuild checks. */
function unpad(padded: Uint8Array): Uint8Array {
  const [, marker = 0, high = 0, low = 0] = padded
  return marker === 0x82 ? padded.subarray(0, 4 + high * 256 + low) : padded
}

function roomFor(certificate: Certificate): number {
  const key = readPublicKey(certificate.spki)
  if (key === null) throw new AssayError('evidence/unsupported-key', { what: 'the PDF' })
  const algorithm: SignatureAlgorithm = key.algorithm
  const signatureBytes = key.algorithm === 'rsa-pkcs1-sha256' ? key.bytes : ECDSA_BYTES
  return writeCms(new Uint8Array(32), certificate, algorithm, new Uint8Array(signatureBytes)).length
}

function digestOf({ bytes, gap: [start, end] }: Unsigned): Uint8Array {
  return new Uint8Array(createHash('sha256').update(bytes.subarray(0, start)).update(bytes.subarray(end)).digest())
}

function fill({ bytes, gap: [start] }: Unsigned, cms: Uint8Array): Uint8Array {
  const signed = Uint8Array.from(bytes)
  signed.set(Buffer.from(Buffer.from(cms).toString('hex'), 'latin1'), start + 1)
  return signed
}

function altered(reason: string): AssayError {
  return new AssayError('evidence/container-altered', { what: 'the PDF', reason })
}
