import type { Reading } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { ImportContext } from './context'
import { prepareCsv } from './csv/prepare-csv'
import { detectFormat, headOf, isGzip, type Format } from './detect-format'
import type { Prepared } from './format'
import { prepareJson } from './json/prepare-json'
import type { Source } from './open-source'
import { prepareParquet } from './parquet/prepare-parquet'
import { detectEncoding } from './text/detect-encoding'
import { recode } from './text/recode'
import { unpackGzip } from './text/unpack-gzip'

/** Finds out what the files are, makes plain copies where it must, and plans how to read them. */
export async function prepare(context: ImportContext, sources: readonly Source[], said: Reading): Promise<Prepared> {
  const plain: Source[] = []
  for (const source of sources) plain.push(await unpacked(context, source))
  const format = await commonFormat(plain, said.format)
  if (format === 'parquet') return prepareParquet(context, plain, said)
  if (format === 'arrow') return (await import('./arrow/prepare-arrow')).prepareArrow(context, plain, said)
  const { texts, encoding } = await asUtf8(context, plain, said)
  if (format === 'csv') return prepareCsv(texts, { ...said, encoding })
  return prepareJson(context, texts, { ...said, format, encoding })
}

/** By the bytes; a name that says otherwise would mislead the parser. */
async function unpacked(context: ImportContext, source: Source): Promise<Source> {
  if (isGzip(await headOf(source, 2))) return unpackGzip(context, source)
  if (/\.gz$/i.test(source.name))
    throw new AssayError('import/damaged', { file: source.name, what: 'its name says gzip, its bytes do not' })
  return source
}

async function commonFormat(sources: readonly Source[], said: Format | undefined): Promise<Format> {
  let first: { format: Format; name: string } | undefined
  for (const source of sources) {
    const format = detectFormat(await headOf(source), source.name, said)
    first ??= { format, name: source.name }
    if (format !== first.format)
      throw new AssayError('import/mixed-formats', { file: source.name, first: first.name, format, firstFormat: first.format })
  }
  return first?.format ?? 'csv'
}

/** All files in the encoding of the first, unless they carry a mark of their own. */
async function asUtf8(
  context: ImportContext,
  sources: readonly Source[],
  said: Reading
): Promise<{ texts: Source[]; encoding: NonNullable<Reading['encoding']> }> {
  const texts: Source[] = []
  const encodings = new Set<NonNullable<Reading['encoding']>>()
  for (const source of sources) {
    const encoding = said.encoding ?? detectEncoding(await headOf(source, 4 << 20))
    encodings.add(encoding)
    texts.push(encoding === 'utf-8' ? source : await recode(context, source, encoding))
  }
  return { texts, encoding: [...encodings].find((encoding) => encoding !== 'utf-8') ?? 'utf-8' }
}
