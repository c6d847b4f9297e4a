import type { Attachment } from '../ports/print'
import { isDict, isRef, nameOf, readStream, resolve, resolveDict, textOf, type PdfDocument } from './pdf-document'
import { unreadable, type PdfValue } from './pdf-value'

const RELATIONSHIPS: ReadonlyMap<string, Attachment['relationship']> = new Map([
  ['Source', 'source'],
  ['Data', 'data'],
  ['Alternative', 'alternative'],
  ['Supplement', 'supplement']
])

/** The files embedded in a PDF of Typst, in the order of its name tree. Throws `print/unreadable-pdf`. */
export function extractAttachments(document: PdfDocument): Attachment[] {
  const catalog = resolveDict(document, document.trailer.dict.get('Root'))
  const names = resolve(document, catalog.dict.get('Names'))
  if (names === null) return []
  const tree = resolveDict(document, isDict(names) ? names.dict.get('EmbeddedFiles') : null)
  const pairs = resolve(document, tree.dict.get('Names'))
  if (!Array.isArray(pairs) || pairs.length % 2 !== 0) throw unreadable('no list of embedded files')
  const files = pairs.filter((_, at) => at % 2 === 1)
  return files.map((file) => extract(document, file))
}

function extract(document: PdfDocument, file: PdfValue): Attachment {
  const specification = resolveDict(document, file).dict
  const stream = resolveDict(document, specification.get('EF')).dict.get('F')
  const relationship = RELATIONSHIPS.get(nameOf(specification.get('AFRelationship')) ?? '')
  if (!isRef(stream) || !relationship) throw unreadable('an embedded file of another kind')
  const { dict, bytes } = readStream(document, stream.ref)
  return {
    name: textOf(specification.get('UF')),
    mime: nameOf(dict.dict.get('Subtype')) ?? '',
    relationship,
    description: textOf(specification.get('Desc')),
    bytes
  }
}
