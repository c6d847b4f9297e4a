import { createHash } from 'node:crypto'
import type { Column, DatasetManifest, InputFile } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { FileFacts, LoadedFile, Rejected } from './context'
import type { Inferred } from './csv/infer-type'
import { guessRole } from './guess-role'
import type { Loaded } from './load-rows'
import { mostlyUnreadable } from './mostly-unreadable'
import type { Source } from './open-source'
import { profileColumns, type ColumnFacts } from './profile'
import { semanticType } from './semantic-type'

/** Reconciles every file and describes every column. */
export async function buildManifest({ prepared, facts, files, connection }: Loaded, sources: readonly Source[]): Promise<DatasetManifest> {
  const inputs = sources.map((source, index) =>
    inputFile(source, prepared.reading.format, facts[index] as FileFacts, files[index] as LoadedFile)
  )
  const rows = inputs.reduce((sum, { parsed }) => sum + parsed, 0)
  if (rows === 0) throw new AssayError('import/header-only', { file: sources[0]?.name ?? '' })
  const profile = await profileColumns(connection, prepared.columns, rows)
  const columns = prepared.headers.map((name, index) =>
    column(name, index, prepared.columns[index] as Inferred, profile[index] as ColumnFacts, rows)
  )
  return { schema: 1, id: datasetId(inputs, prepared.reading), files: inputs, reading: prepared.reading, rows, columns }
}

type Format = DatasetManifest['reading']['format']

function inputFile(source: Source, format: Format, { sha256, rows }: FileFacts, { parsed, rejections }: LoadedFile): InputFile {
  const rejected = rejections.length
  if (parsed + rejected !== rows) throw new AssayError('import/unreconciled', { file: source.name, counted: rows, parsed, rejected })
  if (rejected * 2 > rows) throw mostlyUnreadable(source.name, format, rejections, rows)
  return { name: source.name, sha256, bytes: source.bytes, rows, parsed, rejected, rejections: byReason(rejections) }
}

function byReason(rejections: readonly Rejected[]): InputFile['rejections'] {
  const lines = new Map<Rejected['reason'], number[]>()
  for (const { reason, line } of rejections) lines.set(reason, [...(lines.get(reason) ?? []), line])
  return [...lines]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([reason, all]) => ({ reason, count: all.length, lines: all.sort((a, b) => a - b).slice(0, 100) }))
}

function column(name: string, index: number, inferred: Inferred, facts: ColumnFacts, rows: number): Column {
  const typed = semanticType(inferred, facts, rows)
  const { missing, distinct } = facts
  const known = { stored: `c${index}`, name, ...typed, ...guessRole({ name, type: typed.type, facts, rows }), missing, distinct }
  return facts.distinctAtLeast ? { ...known, distinctAtLeast: true } : known
}

/** The same bytes read the same way have the same id. */
function datasetId(files: readonly InputFile[], reading: DatasetManifest['reading']): string {
  const sorted = Object.fromEntries(Object.entries(reading).sort(([a], [b]) => (a < b ? -1 : 1)))
  return createHash('sha256')
    .update(JSON.stringify({ files: files.map(({ sha256 }) => sha256), reading: sorted }))
    .digest('hex')
}
