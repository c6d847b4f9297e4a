import { createHash } from 'node:crypto'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { AssayError } from '../../shared/model/errors'
import type { Attachment, PrintRequest, Typesetter, TypesetterDigests } from '../ports/print'
import { checkContent } from './content'
import { readDocument } from './pdf-document'

/** File name to bytes: templates by their path in the templates' folder, fonts by their file name. */
export type Files = ReadonlyMap<string, Uint8Array>

/** The release of Typst inside @myriaddreamin/typst-ts-node-compiler 0.7.0. */
export const TYPST_VERSION = '0.14.2'
const PDF_STANDARD = 'a-3a'

/**
 * The one main file: our own code, the same for every report. Whatever varies is read from JSON as values, so no text of a request is ever parsed as
 * markup. The date comes from the claimed time (Typst would take the clock only for `date: auto`).
 */
const MAIN = `
#let request = json("/request.json")
#let (year, month, day, hour, minute, second) = request.date
#set document(date: datetime(year: year, month: month, day: day, hour: hour, minute: minute, second: second))
#for (index, a) in request.attachments.enumerate() {
  pdf.attach(a.name, read("/attached/" + str(index), encoding: none), relationship: a.relationship, mime-type: a.mime, description: a.description)
}
#import "/templates/TEMPLATE.typ": document as template
#template(json("/data.json"))
`

/**
 * A typesetter over Typst's native compiler. Its world is in memory: `mapShadow` puts the main file, the request, the attachments and the templates under
 * an empty root; fonts are handed in as bytes and Typst's search of the host's fonts is defeated by the check of the PDF's fonts.
 * Throws `print/not-available` where the platform has no native compiler.
 */
export async function createTypesetter({ templates, fonts }: { templates: Files; fonts: Files }): Promise<Typesetter> {
  const { NodeCompiler } = await load()
  const fontBlobs = sorted(fonts).map(([, bytes]) => Buffer.from(bytes))
  return {
    digests: digestsOf(templates, fonts),
    render: (request) => Promise.resolve().then(() => render(NodeCompiler.create({ workspace: '/', fontArgs: [{ fontBlobs }] }), templates, request))
  }
}

async function load(): Promise<typeof import('@myriaddreamin/typst-ts-node-compiler')> {
  try {
    return await import('@myriaddreamin/typst-ts-node-compiler')
  } catch {
    throw new AssayError('print/not-available', { platform: `${process.platform}-${process.arch}` })
  }
}

function digestsOf(templates: Files, fonts: Files): TypesetterDigests {
  return { typst: TYPST_VERSION, templates: digestOfFiles(new Map([...templates, ['main', Buffer.from(MAIN)]])), fonts: digestOfFiles(fonts) }
}

function render(compiler: NodeCompiler, templates: Files, request: PrintRequest): Uint8Array {
  const attachments = [...request.attachments].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
  attachments.forEach(checkAttachment)
  for (const [path, bytes] of templates) compiler.mapShadow(`/templates/${path}`, Buffer.from(bytes))
  attachments.forEach(({ bytes }, index) => compiler.mapShadow(`/attached/${index}`, Buffer.from(bytes)))
  compiler.mapShadow('/data.json', Buffer.from(request.data))
  compiler.mapShadow('/request.json', Buffer.from(JSON.stringify({ date: dateParts(request.date), attachments: attachments.map(({ bytes: _, ...rest }) => rest) })))
  compiler.mapShadow('/main.typ', Buffer.from(MAIN.replace('TEMPLATE', request.template)))
  try {
    return typeset(compiler, request.template)
  } finally {
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}

function typeset(compiler: NodeCompiler, template: string): Uint8Array {
  const result = compiler.compile({ mainFilePath: '/main.typ' })
  const error = result.takeError()
  if (error || !result.result) throw new AssayError('print/template', { template, what: firstMessage(error?.shortDiagnostics) })
  const pdf = new Uint8Array(compiler.pdf(result.result, { pdfStandard: PDF_STANDARD }))
  checkContent(readDocument(pdf))
  return pdf
}

function firstMessage(diagnostics: readonly unknown[] | undefined): string {
  const [first] = diagnostics ?? []
  return typeof first === 'object' && first !== null && 'message' in first ? String(first.message) : 'no reason given'
}

const RELATIONSHIP_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

function checkAttachment({ name, description }: Attachment, index: number, all: readonly Attachment[]): void {
  if (!RELATIONSHIP_NAME.test(name)) throw new AssayError('print/bad-attachment', { name, reason: 'its name has other characters than letters, digits, dot, hyphen and underscore' })
  if (all[index + 1]?.name === name) throw new AssayError('print/bad-attachment', { name, reason: 'two files have this name' })
  if (description.length === 0) throw new AssayError('print/bad-attachment', { name, reason: 'it has no description' })
}

function dateParts(date: string): number[] {
  return date.split(/[-T:Z]/).slice(0, 6).map(Number)
}

function sorted(files: Files): [string, Uint8Array][] {
  return [...files].sort(([a], [b]) => Buffer.compare(Buffer.from(a), Buffer.from(b)))
}

/** SHA-256 over the lines `<sha256>  <name>` in order of names. */
function digestOfFiles(files: Files): string {
  const all = createHash('sha256')
  for (const [name, bytes] of sorted(files)) all.update(`${createHash('sha256').update(bytes).digest('hex')}  ${name}\n`)
  return all.digest('hex')
}
