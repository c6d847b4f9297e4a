import type { Column, ColumnType, DatasetManifest, Reading } from '../../shared/model/dataset'
import { dateOf } from '../../shared/calendar'
import type { Dataset } from '../ports/store'
import type { Job } from './job'
import type { Ports } from './ports'

export type Preview = {
  reading: DatasetManifest['reading']
  columns: Column[]
  rows: (string | null)[][]
  files: { name: string; bytes: number }[]
  more: boolean
}

/** Of a text file only its beginning is read; other formats have no beginning that can be read alone. */
const HEAD_BYTES = 4 << 20
const TEXT = /\.(csv|tsv|txt|jsonl|ndjson)$/i
const SHOWN_ROWS = 50

/** What an import would make of the beginning of the first file, by the very reader that would import it; nothing is kept. */
export async function previewImport(ports: Ports, given: readonly string[], reading: Reading, signal: AbortSignal): Promise<Preview> {
  const { files } = ports
  const found = await files.expandInputs(given, files.absolute('.'))
  const first = found.slice(0, 1)
  const sized = await Promise.all(found.map(async ({ path, name }) => ({ name, bytes: await files.sizeOf(path) })))
  const folder = await files.temporaryFolder()
  const job: Job = { name: 'The preview', signal, progress: () => undefined }
  try {
    const heads: { path: string; name: string }[] = []
    let cut = found.length > 1
    for (const { path, name } of first) {
      const whole = !TEXT.test(name) || (await files.sizeOf(path)) <= HEAD_BYTES
      const head = files.join(folder, `head-${heads.length}${extensionOf(name)}`)
      if (!whole) await files.copyHead(path, head, HEAD_BYTES)
      cut ||= !whole
      heads.push({ path: whole ? path : head, name })
    }
    const request = { files: heads, reading, folder, limits: ports.limits }
    const manifest = await ports.reader.import(request, signal, () => undefined)
    const rows = await firstRows(ports, folder, manifest, job)
    return { reading: manifest.reading, columns: manifest.columns, rows, files: sized, more: cut || manifest.rows > SHOWN_ROWS }
  } finally {
    await files.remove(folder)
  }
}

const extensionOf = (name: string): string => /\.[A-Za-z0-9]+$/.exec(name)?.[0] ?? ''

async function firstRows(ports: Ports, folder: string, manifest: DatasetManifest, job: Job): Promise<(string | null)[][]> {
  const store = await ports.openStore(folder)
  try {
    const dataset = await store.open(ports.files.join(folder, `${manifest.id}.duckdb`))
    const columns: (string | null)[][] = []
    for (const column of manifest.columns) columns.push(await firstCells(dataset, column, Math.min(SHOWN_ROWS, manifest.rows), job))
    await dataset.close()
    return Array.from({ length: Math.min(SHOWN_ROWS, manifest.rows) }, (_, row) => columns.map((cells) => cells[row] ?? null))
  } finally {
    await store.close()
  }
}

async function firstCells(dataset: Dataset, { stored, type }: Column, count: number, job: Job): Promise<(string | null)[]> {
  const text = TEXT_OF[type]
  if (text === null) {
    const { codes, values } = await dataset.codes(stored, job.signal)
    return Array.from(codes.subarray(0, count), (code) => (code === 0 ? null : (values[code - 1] ?? null)))
  }
  const { numbers } = await dataset.numbers(stored, job.signal)
  return Array.from(numbers.subarray(0, count), (value) => (Number.isNaN(value) ? null : text(value)))
}

/** How a number of that type is written; null where the column holds codes. */
const TEXT_OF: Record<ColumnType, ((value: number) => string) | null> = {
  boolean: null,
  category: null,
  text: null,
  integer: String,
  number: String,
  date: dateOf,
  timestamp: (microseconds) => new Date(microseconds / 1000).toISOString().replace(/(\.000)?Z$/, '')
}
