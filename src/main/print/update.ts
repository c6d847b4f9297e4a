import type { Certification } from '../../shared/model/certification'
import { isRef, nameOf, objectText, resolveDict, type PdfDocument } from './pdf-document'
import { unreadable } from './pdf-value'

/** A base PDF with the update section appended; the signature's place is filled with zeros. */
export type Unsigned = {
  bytes: Uint8Array
  /** Offsets of `<` and of what follows `>` of /Contents: the byte range is all the rest. */
  gap: readonly [number, number]
}

const REASONS: Readonly<Record<Certification['role'], string>> = {
  preparer: 'Prepared and certified',
  reviewer: 'Reviewed and certified',
  approver: 'Approved and certified'
}

/**
 * Appends the incremental update of a certification (ISO 32000-1 §7.5.6, §12.8): a signature dictionary, an invisible signature field on the first
 * page, and catalog and page with a reference to them. The same input gives the same bytes. `contentsBytes` is the room for the CMS.
 */
export function appendUpdate(document: PdfDocument, certification: Certification, contentsBytes: number): Unsigned {
  const root = numberOf(document.trailer.dict.get('Root'))
  const page = firstPage(document)
  const size = Number(document.trailer.dict.get('Size'))
  const [signature, widget] = [size, size + 1]
  const objects: [number, string][] = [
    [page, extended(objectText(document, page), `/Annots [${widget} 0 R]`)],
    [
      root,
      extended(objectText(document, root), `/AcroForm << /Fields [${widget} 0 R] /SigFlags 3 >>\n  /Perms << /DocMDP ${signature} 0 R >>`)
    ],
    [signature, signatureDictionary(certification, contentsBytes)],
    [widget, `<< /Type /Annot /Subtype /Widget /FT /Sig /T (Signature) /V ${signature} 0 R /P ${page} 0 R /Rect [0 0 0 0] /F 132 >>`]
  ]
  return fillByteRange(
    assemble(
      document,
      objects.sort(([a], [b]) => a - b),
      size + 2
    ),
    document.bytes.length
  )
}

function signatureDictionary(certification: Certification, contentsBytes: number): string {
  return [
    '<< /Type /Sig /Filter /Adobe.PPKLite /SubFilter /ETSI.CAdES.detached',
    `/ByteRange [0 ${'?'.repeat(10)} ${'?'.repeat(10)} ${'?'.repeat(10)}]`,
    `/Contents <${'00'.repeat(contentsBytes)}>`,
    `/M (${pdfDate(certification.claimedTime)})`,
    `/Name ${pdfText(certification.claimedName)}`,
    `/Reason ${pdfText(REASONS[certification.role])}`,
    '/Reference [<< /Type /SigRef /TransformMethod /DocMDP /TransformParams << /Type /TransformParams /P 1 /V /1.2 >> >>] >>'
  ].join('\n')
}

function assemble(document: PdfDocument, objects: readonly [number, string][], size: number): string {
  const start = document.bytes.length
  let body = document.source.endsWith('\n') ? '' : '\n'
  let table = 'xref\n'
  for (const [number, text] of objects) {
    table += `${number} 1\n${String(start + body.length).padStart(10, '0')} 00000 n \n`
    body += `${number} 0 obj\n${text}\nendobj\n`
  }
  const { dict } = document.trailer
  const trailer = `trailer\n<< /Size ${size} /Root ${numberOf(dict.get('Root'))} 0 R /Info ${numberOf(dict.get('Info'))} 0 R /ID ${idOf(document)} /Prev ${document.startXref} >>\n`
  return `${document.source}${body}${table}${trailer}startxref\n${start + body.length}\n%%EOF\n`
}

function fillByteRange(text: string, from: number): Unsigned {
  const start = text.indexOf('/Contents <', from) + '/Contents '.length
  const end = text.indexOf('>', start) + 1
  const range = [start, end, text.length - end].reduce(
    (filled, value) => filled.replace('?'.repeat(10), String(value).padEnd(10)),
    text.slice(from, start)
  )
  return { bytes: Buffer.from(text.slice(0, from) + range + text.slice(start), 'latin1'), gap: [start, end] }
}

/** Puts entries before the last `>>` of a dictionary's text. */
function extended(text: string, entries: string): string {
  const end = text.lastIndexOf('>>')
  if (end < 0) throw unreadable('an object that is no dictionary')
  return `${text.slice(0, end)}  ${entries}\n${text.slice(end)}`
}

function firstPage(document: PdfDocument): number {
  let number = numberOf(resolveDict(document, document.trailer.dict.get('Root')).dict.get('Pages'))
  for (let depth = 0; depth < 50; depth++) {
    const node = resolveDict(document, { ref: number }).dict
    if (nameOf(node.get('Type')) === 'Page') return number
    const kids = node.get('Kids')
    number = numberOf(Array.isArray(kids) ? kids[0] : null)
  }
  throw unreadable('no first page')
}

function idOf(document: PdfDocument): string {
  const found = /\/ID (\[[^\]]*\])/.exec(document.source.slice(document.startXref))
  if (!found?.[1]) throw unreadable('no /ID')
  return found[1]
}

function numberOf(value: Parameters<typeof isRef>[0]): number {
  if (!isRef(value)) throw unreadable('no reference where one belongs')
  return value.ref
}

function pdfDate(claimedTime: string): string {
  return `D:${claimedTime.replace(/[-:T]/g, '').replace('Z', '')}Z`
}

/** UTF-16 with its mark, as a hex string: no escaping, no code page. */
function pdfText(text: string): string {
  return `<feff${Buffer.from(text, 'utf16le').swap16().toString('hex')}>`
}
