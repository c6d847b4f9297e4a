import { readCertificate } from '../../src/main/core/evidence/certificate'
import { selfSigned } from '../../src/main/keys/x509'
import { certify } from '../../src/main/print/certify'
import type { Attachment, Typesetter } from '../../src/main/ports/print'
import { canonicalJson } from '../../src/main/core/evidence/canonical-json'
import { attachment, pageData, requestOf, signOffBy, TIME, type Specimen } from '../fixtures/evidence/signing'

/** What the last signer, who has a key, could certify: pages or files that are not what the others signed. */
export type InsiderAttack = (made: Specimen, printer: Typesetter) => Promise<Uint8Array>

const renamed = (attachments: readonly Attachment[], from: string, to: string): Attachment[] =>
  attachments.map((one) => (one.name === from ? { ...one, name: to } : one))
const without = (attachments: readonly Attachment[], name: string): Attachment[] => attachments.filter((one) => one.name !== name)
const withBytes = (attachments: readonly Attachment[], name: string, bytes: Uint8Array): Attachment[] =>
  attachments.map((one) => (one.name === name ? { ...one, bytes } : one))

async function printed({ last, certification }: Specimen, printer: Typesetter, attachments: readonly Attachment[]): Promise<Uint8Array> {
  return certify(await printer.render({ ...requestOf(attachments), attachments }), last, certification)
}

async function withPages(
  { last, certification, attachments }: Specimen,
  printer: Typesetter,
  lines: readonly string[],
  date = TIME
): Promise<Uint8Array> {
  return certify(await printer.render({ template: 'probe', data: pageData('Specimen', lines), attachments, date }), last, certification)
}

async function withBase({ base, last, certification }: Specimen, change: (base: string) => string): Promise<Uint8Array> {
  return certify(Buffer.from(change(Buffer.from(base).toString('latin1')), 'latin1'), last, certification)
}

const otherReport = ({ report }: Specimen): Uint8Array => Buffer.from(Buffer.from(report).toString().replace('One line.', 'One lie. '))

export const insiderAttacks: Readonly<Record<string, InsiderAttack>> = {
  'other words on the page': (made, printer) => withPages(made, printer, ['Another line.']),
  'another date of the document': (made, printer) => withPages(made, printer, ['One line.'], '2026-11-22T10:00:00Z'),
  'another report under the same sign-offs': (made, printer) =>
    printed(made, printer, withBytes(made.attachments, 'report.json', otherReport(made))),
  'a report that is not canonical': (made, printer) =>
    printed(made, printer, withBytes(made.attachments, 'report.json', Buffer.concat([made.report, Buffer.from(' ')]))),
  'another table': (made, printer) => printed(made, printer, withBytes(made.attachments, 'counts.csv', Buffer.from('group,n\na,2\n'))),
  'no table': (made, printer) => printed(made, printer, without(made.attachments, 'counts.csv')),
  'one more table': (made, printer) => printed(made, printer, [...made.attachments, attachment('more.csv', Buffer.from('x'))]),
  'no report': async (made, printer) =>
    certify(
      await printer.render({ ...requestOf(made.attachments), attachments: without(made.attachments, 'report.json') }),
      made.last,
      made.certification
    ),
  'no sign-off of the preparer': (made, printer) =>
    printed(made, printer, renamed(without(made.attachments, 'sign-off-1.json'), 'sign-off-2.json', 'sign-off-1.json')),
  'no first number': (made, printer) => printed(made, printer, without(made.attachments, 'sign-off-1.json')),
  'no sign-off of their own': (made, printer) => printed(made, printer, without(made.attachments, 'sign-off-2.json')),
  'no sign-off at all': (made, printer) => printed(made, printer, without(without(made.attachments, 'sign-off-1.json'), 'sign-off-2.json')),
  'sign-offs swapped': (made, printer) =>
    printed(
      made,
      printer,
      withBytes(
        withBytes(made.attachments, 'sign-off-1.json', made.signOffs[1] ?? new Uint8Array()),
        'sign-off-2.json',
        made.signOffs[0] ?? new Uint8Array()
      )
    ),
  'the first sign-off twice': (made, printer) =>
    printed(made, printer, withBytes(made.attachments, 'sign-off-2.json', made.signOffs[0] ?? new Uint8Array())),
  'another description of a file': (made) => withBase(made, (base) => base.replace('/Desc (report.json)', '/Desc (retort.json)')),
  'a later time in the certification': async (made) =>
    certify(made.base, made.last, { ...made.certification, claimedTime: '2026-11-23T10:00:01Z' }),
  'another name in the certification': async (made) => certify(made.base, made.last, { ...made.certification, claimedName: 'Eve' }),
  'another role in the certification': async (made) => certify(made.base, made.last, { ...made.certification, role: 'approver' }),
  'another certificate of the same key': async (made) => {
    const { spki } = readCertificate(made.last.certificateDer)
    const certificateDer = await selfSigned(
      { name: 'The Regulator' },
      spki,
      78n,
      new Date('2026-01-01T00:00:00Z'),
      new Date('2036-01-01T00:00:00Z'),
      made.last.sign
    )
    return certify(made.base, { ...made.last, certificateDer }, made.certification)
  },
  'a sign-off of an empty report': async (made, printer) => {
    const report = canonicalJson({})
    const signOff = await signOffBy(made.last, report, [])
    return certify(
      await printer.render({
        ...requestOf(made.attachments),
        attachments: [attachment('report.json', report), attachment('sign-off-1.json', signOff)]
      }),
      made.last,
      { ...made.certification, role: 'preparer' }
    )
  },
  'a script': (made) => withBase(made, (base) => base.replace('/Lang (en)', '/AA  3 0 R')),
  'another language': (made) => withBase(made, (base) => base.replace('/Lang (en)', '/Lang (de)')),
  'a comment in the pages': (made) => withBase(made, (base) => base.replace('%PDF-1.7\n%', '%PDF-1.7\n#')),
  'another producer': (made) => withBase(made, (base) => base.replaceAll('Typst 0.14.2', 'Typst 0.14.3'))
}
