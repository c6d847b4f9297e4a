import { open } from 'node:fs/promises'
import { RecordBatchReader, type Field, type RecordBatch } from 'apache-arrow'
import type { Reading } from '../../../../shared/model/dataset'
import { AssayError } from '../../../../shared/model/errors'
import type { ImportContext } from '../context'
import type { Inferred } from '../csv/infer-type'
import { loadCsv } from '../csv/load-csv'
import { planCopy } from '../csv/plan-copy'
import type { Prepared } from '../format'
import { hashSources } from '../hash-sources'
import { checkHeaders } from '../header'
import { MOST_CELLS_PER_BYTE, MOST_SECONDS_A_BATCH, RATIO_FREE_CELLS } from '../limits'
import type { Source } from '../open-source'
import { stage } from '../staged'
import { cellWriter, inferredOf } from './arrow-column'
import { ArrowBomb, registerCodecs } from './codecs'

type ArrowCopy = { source: Source; rows: number; headers: string[]; columns: Inferred[] }

/** Arrow IPC files and streams (Feather version 2), decoded by apache-arrow into CSV copies with the files' own types. DuckDB reads no Arrow without an extension. */
export async function prepareArrow(context: ImportContext, sources: readonly Source[], said: Reading): Promise<Prepared> {
  registerCodecs()
  const missing = said.missing ?? []
  const copies: ArrowCopy[] = []
  for (const source of sources) {
    const copy = await copyArrow(context, source, new Set(missing))
    if (copies[0] !== undefined) checkSame(copies[0], copy)
    copies.push(copy)
  }
  const [first] = copies as [ArrowCopy]
  const plan = await planCopy(first.source.path, first.headers, first.columns, undefined)
  return {
    reading: { format: 'arrow', missing },
    headers: first.headers,
    columns: first.columns,
    paths: copies.map(({ source }) => source.path),
    scan: async (onFraction) =>
      (await hashSources(sources, onFraction)).map((sha256, index) => ({ sha256, rows: (copies[index] as ArrowCopy).rows })),
    load: (connection, file) => loadCsv(connection, (copies[file] as ArrowCopy).source.path, plan),
    widened: () => {
      throw new Error('Arrow columns have their types')
    }
  }
}

async function copyArrow(context: ImportContext, source: Source, missing: ReadonlySet<string>): Promise<ArrowCopy> {
  const copy = await stage(context, source.name)
  const handle = await open(source.path, 'r')
  let [rows, fields]: [number, Field[]] = [0, []]
  try {
    const reader = await RecordBatchReader.from(handle)
    await inTime(reader.open())
    fields = reader.schema.fields
    checkHeaders(
      source.name,
      fields.map(({ name }) => name)
    )
    const batches = (reader as AsyncIterable<RecordBatch>)[Symbol.asyncIterator]()
    for (;;) {
      const next: IteratorResult<RecordBatch, unknown> = await inTime(batches.next())
      if (next.done) break
      const batch = next.value
      rows += batch.numRows
      context.report({ phase: 'copying', rows, fraction: null })
      checkCells(source, rows * fields.length)
      await writeBatch(batch, missing, (text) => copy.write(Buffer.from(text)))
    }
  } catch (error) {
    if (error instanceof AssayError) throw error
    if (error instanceof ArrowBomb) throw bomb(source)
    throw new AssayError('import/damaged', { file: source.name, what: 'its Arrow messages cannot be read' })
  } finally {
    // Not awaited: a stream that is read for ever never lets its file go, and the process ends soon.
    void handle.close().catch(() => undefined)
  }
  if (fields.length === 0) throw new AssayError('import/damaged', { file: source.name, what: 'it names no column' })
  if (rows === 0) throw new AssayError('import/header-only', { file: source.name })
  return {
    source: await copy.done(''),
    rows,
    headers: checkHeaders(
      source.name,
      fields.map(({ name }) => name)
    ),
    columns: fields.map(inferredOf)
  }
}

/** apache-arrow reads some damaged streams for ever, turn by turn of the event loop. */
async function inTime<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const late = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new Error('no batch in time')), MOST_SECONDS_A_BATCH * 1000)
  })
  try {
    return await Promise.race([work, late])
  } finally {
    clearTimeout(timer)
  }
}

async function writeBatch(batch: RecordBatch, missing: ReadonlySet<string>, write: (text: string) => Promise<void>): Promise<void> {
  const writers = batch.schema.fields.map((_, index) => {
    const vector = batch.getChildAt(index)
    if (vector === null || vector.length < batch.numRows) throw new Error('a column shorter than its batch')
    return cellWriter(vector, missing)
  })
  let text = ''
  for (let row = 0; row < batch.numRows; row++) {
    text += `${writers.map((writer) => writer(row)).join(',')}\n`
    if (text.length > 1 << 20) {
      await write(text)
      text = ''
    }
  }
  await write(text)
}

function checkSame(first: ArrowCopy, other: ArrowCopy): void {
  const mismatch = (column: string, problem: string): AssayError =>
    new AssayError('import/schema-mismatch', { file: other.source.name, first: first.source.name, column, problem })
  const width = Math.max(first.headers.length, other.headers.length)
  for (let index = 0; index < width; index++) {
    const [mine, theirs] = [other.headers[index], first.headers[index]]
    if (mine === undefined || theirs === undefined)
      throw mismatch(mine ?? theirs ?? '', mine === undefined ? 'is absent' : 'is one too many')
    if (mine !== theirs) throw mismatch(mine, `stands where ${JSON.stringify(theirs)} was`)
    const [a, b] = [other.columns[index]?.physical, first.columns[index]?.physical]
    if (a !== b) throw mismatch(mine, `is of type ${String(a).toLowerCase()}, there ${String(b).toLowerCase()}`)
  }
}

function checkCells(source: Source, cells: number): void {
  if (cells > RATIO_FREE_CELLS && cells > source.bytes * MOST_CELLS_PER_BYTE) throw bomb(source)
}

const bomb = ({ name }: Source): AssayError => new AssayError('import/decompression-bomb', { file: name, ratio: MOST_CELLS_PER_BYTE })
