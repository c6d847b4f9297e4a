import { createHash } from 'node:crypto'
import { concat } from '../../src/main/core/evidence/bytes'
import { readCertificate } from '../../src/main/core/evidence/certificate'
import { signedAttributes, writeCms } from '../../src/main/core/evidence/cms'
import { child, children, oid, readAll, readOne, sequence, setOf, tag, unsigned, write } from '../../src/main/core/evidence/der'
import { ecdsaFromDer } from '../../src/main/core/evidence/signature'
import { readDocument } from '../../src/main/print/pdf-document'
import { appendUpdate } from '../../src/main/print/update'
import type { Signer } from '../../src/main/ports/keys'
import type { Certification } from '../../src/shared/model/certification'

/** What a dishonest last signer could write in place of the canonical CMS. */
export type OddCms = (cms: Uint8Array, certificate: Uint8Array) => Uint8Array

/**
 * Certifies like Assay, with the signer's own key, but with room to spare, a CMS changed by `odd`, and the signature dictionary changed by `edit`
 * before it is signed: everything here is properly signed, and only the container is another. Null where the CMS does not fit.
 */
export async function certifyOddly(
  base: Uint8Array,
  signer: Signer,
  certification: Certification,
  {
    odd = (cms) => cms,
    room = 0,
    edit = (text) => text,
    attributes = signedAttributes
  }: { odd?: OddCms; room?: number; edit?: (update: string) => string; attributes?: typeof signedAttributes }
): Promise<Uint8Array | null> {
  const certificate = readCertificate(signer.certificateDer)
  const canonical = writeCms(new Uint8Array(32), certificate, signer.algorithm, new Uint8Array(71)).length
  const { bytes } = appendUpdate(readDocument(base), certification, canonical + room)
  const update = withByteRange(edit(Buffer.from(bytes.subarray(base.length)).toString('latin1')), base.length)
  const whole = Buffer.concat([base, Buffer.from(update, 'latin1')])
  const start = base.length + update.indexOf('/Contents <') + '/Contents '.length
  const end = whole.indexOf('>', start) + 1
  const digest = new Uint8Array(createHash('sha256').update(whole.subarray(0, start)).update(whole.subarray(end)).digest())
  const cms = odd(writeCms(digest, certificate, signer.algorithm, await signer.sign(attributes(digest, certificate))), certificate.der)
  if (cms.length > (end - start - 2) / 2) return null
  whole.write(
    Buffer.from(cms)
      .toString('hex')
      .padEnd(end - start - 2, '0'),
    start + 1,
    'latin1'
  )
  return new Uint8Array(whole)
}

/** The range that fits the section after an edit. */
function withByteRange(update: string, from: number): string {
  const start = update.indexOf('/Contents <') + '/Contents '.length
  const end = update.indexOf('>', start) + 1
  const range = [from + start, from + end, update.length - end].map((value) => String(value).padEnd(10)).join(' ')
  return update.replace(/\/ByteRange \[0 [\d ]*\]/, `/ByteRange [0 ${range}]`)
}

type Parts = { version: Uint8Array; digests: Uint8Array; content: Uint8Array; certificates: Uint8Array; signer: Uint8Array[] }

function rebuilt(
  cms: Uint8Array,
  change: (parts: Parts) => { extra?: Uint8Array[]; parts?: Partial<Parts>; signers?: Uint8Array[] }
): Uint8Array {
  const [type, wrapped] = readAll(readOne(cms, tag.sequence).content)
  const fields = children(child(children(wrapped, tag.context0), 0, tag.sequence), tag.sequence)
  const [version, digests, content, certificates, signers] = fields.map(({ whole }) => whole) as [
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array,
    Uint8Array
  ]
  const signer = children(child(children(readOne(signers, tag.set), tag.set), 0, tag.sequence), tag.sequence).map(({ whole }) => whole)
  const parts = { version, digests, content, certificates, signer }
  const changed = change(parts)
  const now = { ...parts, ...changed.parts }
  const infos = changed.signers ?? [sequence(...now.signer)]
  const body = sequence(now.version, now.digests, now.content, now.certificates, ...(changed.extra ?? []), write(tag.set, ...infos))
  return sequence(type?.whole ?? new Uint8Array(), write(tag.context0, body))
}

const NULL = write(tag.null)
const SHA256_NULL = sequence(oid('2.16.840.1.101.3.4.2.1'), NULL)
const replaced = (parts: readonly Uint8Array[], at: number, part: Uint8Array): Uint8Array[] =>
  parts.map((old, index) => (index === at ? part : old))
const lastSignature = ({ signer }: Parts): Uint8Array => readOne(signer[5] ?? new Uint8Array(), tag.octetString).content
const highS = (der: Uint8Array): Uint8Array => {
  const compact = Buffer.from(ecdsaFromDer(der) ?? new Uint8Array(64))
  const ORDER = 0xffffffff00000000ffffffffffffffffbce6faada7179e84f3b9cac2fc632551n
  return sequence(
    unsigned(BigInt(`0x${compact.subarray(0, 32).toString('hex')}`)),
    unsigned(ORDER - BigInt(`0x${compact.subarray(32).toString('hex')}`))
  )
}

export const oddCms: Readonly<Record<string, OddCms>> = {
  'a second signer': (cms) => rebuilt(cms, ({ signer }) => ({ signers: [sequence(...signer), sequence(...signer)] })),
  'no signer': (cms) => rebuilt(cms, () => ({ signers: [] })),
  'a second certificate': (cms, certificate) =>
    rebuilt(cms, () => ({ parts: { certificates: write(tag.context0, certificate, certificate) } })),
  'unsigned attributes': (cms) =>
    rebuilt(cms, ({ signer }) => ({ parts: { signer: [...signer, write(tag.context1, sequence(oid('1.2.3.4'), setOf(NULL)))] } })),
  'empty unsigned attributes': (cms) => rebuilt(cms, ({ signer }) => ({ parts: { signer: [...signer, write(tag.context1)] } })),
  'a list of revocations': (cms) => rebuilt(cms, () => ({ extra: [write(tag.context1)] })),
  'another version': (cms) => rebuilt(cms, () => ({ parts: { version: unsigned(3n) } })),
  'a digest algorithm with NULL': (cms) => rebuilt(cms, () => ({ parts: { digests: write(tag.set, SHA256_NULL) } })),
  'a digest algorithm of the signer with NULL': (cms) =>
    rebuilt(cms, ({ signer }) => ({ parts: { signer: replaced(signer, 2, SHA256_NULL) } })),
  'two digest algorithms': (cms) =>
    rebuilt(cms, ({ digests }) => ({ parts: { digests: write(tag.set, readOne(digests, tag.set).content, SHA256_NULL) } })),
  'the content inside': (cms) =>
    rebuilt(cms, () => ({
      parts: { content: sequence(oid('1.2.840.113549.1.7.1'), write(tag.context0, write(tag.octetString, Uint8Array.of(1)))) }
    })),
  'high s': (cms) =>
    rebuilt(cms, (parts) => ({ parts: { signer: replaced(parts.signer, 5, write(tag.octetString, highS(lastSignature(parts)))) } })),
  'bytes after the signature value': (cms) =>
    rebuilt(cms, (parts) => ({
      parts: { signer: replaced(parts.signer, 5, write(tag.octetString, lastSignature(parts), Uint8Array.of(0))) }
    })),
  'the attributes in another order': (cms) =>
    rebuilt(cms, ({ signer }) => ({
      parts: {
        signer: replaced(
          signer,
          3,
          write(
            tag.context0,
            ...children(readAll(signer[3] ?? new Uint8Array())[0], tag.context0)
              .map(({ whole }) => whole)
              .reverse()
          )
        )
      }
    })),
  'a long form of a length': (cms) => concat(Uint8Array.of(0x30, 0x83, 0x00), cms.subarray(2)),
  'an indefinite length': (cms) => concat(Uint8Array.of(0x30, 0x80), cms.subarray(4), Uint8Array.of(0, 0)),
  'padding that is not zero': (cms) => concat(cms, Uint8Array.of(1)),
  'an element after the end': (cms) => concat(cms, NULL)
}

/** Changes of the update section's text, made before it is signed. */
export const oddUpdates: Readonly<Record<string, (update: string) => string>> = {
  'another entry of the signature': (text) => text.replace('/Type /Sig ', '/Type /Sig /X 1 '),
  'another permission': (text) => text.replace('/P 1 ', '/P 3 '),
  'no DocMDP': (text) => text.replace(/\/Perms << \/DocMDP \d+ 0 R >>/, ''),
  'a visible field': (text) => text.replace('/Rect [0 0 0 0]', '/Rect [0 0 9 9]'),
  'an action when opened': (text) => text.replace('/AcroForm', '/OpenAction << /S /JavaScript /JS (app.alert\\(1\\)) >> /AcroForm'),
  'a comment': (text) => text.replace('\nxref', '\n% a comment\nxref'),
  'another reason': (text) => text.replace(/\/Reason <feff[0-9a-f]*>/, '/Reason <feff0041>'),
  'another time': (text) => text.replace('/M (D:2026', '/M (D:2025'),
  'another name': (text) => text.replace(/\/Name <feff/, '/Name <feff0041'),
  'a name in upper case': (text) => text.replace(/\/Name <(\w+)>/, (_, hex: string) => `/Name <${hex.toUpperCase()}>`),
  'another /ID': (text) => text.replace(/\/ID \[\(./, '/ID [(!'),
  'a catalog with other pages': (text) => text.replace('/Pages 1 0 R', '/Pages 2 0 R'),
  spaces: (text) => text.replace(' >>\nstartxref', '  >>\nstartxref'),
  'line ends of Windows': (text) => text.replace('%%EOF\n', '%%EOF\r\n')
}
