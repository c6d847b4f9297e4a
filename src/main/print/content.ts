import { AssayError } from '../../shared/model/errors'
import type { PdfDocument } from './pdf-document'

const OWN_FONT = /^[A-Z]{6}\+Assay/
const FORBIDDEN =
  /\/(JavaScript|JS|OCProperties|OCGs|OCG|AcroForm|AA|OpenAction|Launch|URI|RichMedia|Annots|XFA|GoToR|GoToE|SubmitForm|ImportData|Movie|Sound|Rendition)(?![A-Za-z])/

/**
 * A base PDF holds our own fonts and nothing active: no scripts, actions, annotations (links included), forms, optional content.
 * Only the objects' own text is searched, not their streams. Throws `print/foreign-font`, `print/forbidden-content`.
 */
export function checkContent(document: PdfDocument): void {
  for (const text of dictionaries(document)) {
    const forbidden = FORBIDDEN.exec(text)
    if (forbidden) throw new AssayError('print/forbidden-content', { what: `/${forbidden[1]}` })
    const font = /\/FontName \/([^\s/<>[\]()]+)/.exec(text)?.[1]
    if (font !== undefined && !OWN_FONT.test(font)) throw new AssayError('print/foreign-font', { font })
  }
}

/** Each object's text up to its stream, strings blanked out so that words in them do not count. */
function* dictionaries({ source, offsets }: PdfDocument): Generator<string> {
  for (const offset of offsets.values()) {
    const whole = source.slice(offset, source.indexOf('\nendobj', offset))
    const stream = whole.indexOf('\nstream\n')
    yield (stream < 0 ? whole : whole.slice(0, stream)).replace(/\((?:[^()\\]|\\[^])*\)/g, '()')
  }
}
