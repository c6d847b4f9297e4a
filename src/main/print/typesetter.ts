import { createHash } from 'node:crypto'
import type * as Typst from '@myriaddreamin/typst-ts-node-compiler'
import type { NodeCompiler } from '@myriaddreamin/typst-ts-node-compiler'
import { AssayError } from '../../shared/model/errors'
import { canonicalJson } from '../core/evidence/canonical-json'
import type { Attachment, PrintRequest, Typesetter, TypesetterDigests } from '../ports/print'
import { checkContent } from './content'
import { privateFont } from './fonts'
import { readDocument } from './pdf-document'
import { printable } from './printable'

/** File name to bytes: templates by their path in the templates' folder, fonts by their file name. */
export type Files = ReadonlyMap<string, Uint8Array>

/** The release of Typst inside @myriaddreamin/typst-ts-node-compiler 0.7.0. */
export const TYPST_VERSION = '0.14.2'
const PDF_STANDARD = 'a-3a'
/** A folder that does not exist: the compiler reads what is not in memory from below its workspace, and nothing outside it. */
const ROOT = '/assay-has-no-files-here'

/**
 * The one main file: our own code, the same for every report. Whatever varies is read from JSON as values, so no text of a request is ever parsed as
 * markup. The date is the claimed time, written as UTC (Typst would ask the clock only for `date: auto`).
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

type World = { compiler: NodeCompiler; templates: Files; covers: (codePoint: number) => boolean }

/**
 * A typesetter over Typst's native compiler. Its world is in memory (`mapShadow`): main file, request, attachments, templates. Fonts are handed in as bytes
 * under private names; templates write the families' own names. Throws `print/not-available` where the platform has no native compiler,
 * `print/template` for templates that reach for packages, plugins or the clock.
 */
export async function createTypesetter({ templates, fonts }: { templates: Files; fonts: Files }): Promise<Typesetter> {
  const { NodeCompiler } = await load()
  const owned = sorted(fonts).map(([name, bytes]) => privateFont(name, bytes))
  const renamed = new Map([...templates].map(([name, bytes]) => [name, privateTemplate(name, bytes, owned)]))
  const covers = (codePoint: number): boolean => owned.every((font) => font.covers(codePoint))
  const fontArgs = [{ fontBlobs: owned.map(({ bytes }) => Buffer.from(bytes)) }]
  return {
    digests: digestsOf(templates, fonts),
    render: (request) =>
      Promise.resolve().then(() =>
        render({ compiler: NodeCompiler.create({ workspace: ROOT, fontArgs }), templates: renamed, covers }, request)
      )
  }
}

async function load(): Promise<typeof Typst> {
  try {
    return await import('@myriaddreamin/typst-ts-node-compiler')
  } catch {
    throw new AssayError('print/not-available', { platform: `${process.platform}-${process.arch}` })
  }
}

function privateTemplate(name: string, bytes: Uint8Array, fonts: readonly { family: string; privateFamily: string }[]): Uint8Array {
  const source = Buffer.from(bytes).toString('utf8')
  const reach = /@(preview|local)\b|datetime\.today|\bplugin\(/.exec(source)
  if (reach) throw new AssayError('print/template', { template: name, what: `it reaches for ${reach[0]}` })
  return Buffer.from(fonts.reduce((text, { family, privateFamily }) => text.replaceAll(`"${family}"`, `"${privateFamily}"`), source))
}

function digestsOf(templates: Files, fonts: Files): TypesetterDigests {
  return {
    typst: TYPST_VERSION,
    templates: digestOfFiles(new Map([...templates, ['/main.typ', Buffer.from(MAIN)]])),
    fonts: digestOfFiles(fonts)
  }
}

function render({ compiler, templates, covers }: World, request: PrintRequest): Uint8Array {
  const attachments = [...request.attachments].sort((a, b) => Buffer.compare(Buffer.from(a.name), Buffer.from(b.name)))
  attachments.forEach(checkAttachment)
  const put = (path: string, bytes: Uint8Array): void => compiler.mapShadow(`${ROOT}/${path}`, Buffer.from(bytes))
  for (const [path, bytes] of templates) put(`templates/${path}`, bytes)
  attachments.forEach(({ bytes }, index) => put(`attached/${index}`, bytes))
  put('data.json', canonicalJson(printable(JSON.parse(Buffer.from(request.data).toString('utf8')), covers)))
  put('request.json', canonicalJson({ date: dateParts(request.date), attachments: attachments.map(aboutAttachment) }))
  put('main.typ', Buffer.from(MAIN.replace('TEMPLATE', request.template)))
  try {
    return typeset(compiler, request.template)
  } finally {
    compiler.resetShadow()
    compiler.evictCache(0)
  }
}

/** Warnings are errors: one of them is a font family that is missing, which leaves the text off the page. */
function typeset(compiler: NodeCompiler, template: string): Uint8Array {
  const result = compiler.compile({ mainFilePath: `${ROOT}/main.typ` })
  const fault = result.takeError() ?? result.takeWarnings()
  if (fault || !result.result) throw new AssayError('print/template', { template, what: firstMessage(fault?.shortDiagnostics) })
  const pdf = exportPdf(compiler, result.result, template)
  checkContent(readDocument(pdf))
  return pdf
}

function exportPdf(compiler: NodeCompiler, document: Parameters<NodeCompiler['pdf']>[0], template: string): Uint8Array {
  try {
    return new Uint8Array(compiler.pdf(document, { pdfStandard: PDF_STANDARD }))
  } catch (error) {
    throw new AssayError('print/template', {
      template,
      what: /message: "((?:[^"\\]|\\.)*)"/.exec(String(error))?.[1] ?? 'the PDF could not be exported'
    })
  }
}

function firstMessage(diagnostics: readonly unknown[] | undefined): string {
  const [first] = diagnostics ?? []
  return typeof first === 'object' && first !== null && 'message' in first ? String(first.message) : 'no reason given'
}

function aboutAttachment({ name, mime, relationship, description }: Attachment): Omit<Attachment, 'bytes'> {
  return { name, mime, relationship, description }
}

const FILE_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,99}$/

function checkAttachment({ name, description }: Attachment, index: number, all: readonly Attachment[]): void {
  if (!FILE_NAME.test(name))
    throw new AssayError('print/bad-attachment', {
      name,
      reason: 'its name has other characters than letters, digits, dot, hyphen and underscore'
    })
  if (all[index + 1]?.name === name) throw new AssayError('print/bad-attachment', { name, reason: 'two files have this name' })
  if (!/^[ -~]+$/.test(description)) throw new AssayError('print/bad-attachment', { name, reason: 'its description is not plain text' })
}

function dateParts(date: string): number[] {
  return date
    .split(/[-T:Z]/)
    .slice(0, 6)
    .map(Number)
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
