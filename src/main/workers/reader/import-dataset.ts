import type { FileHandle } from 'node:fs/promises'
import type { DatasetManifest } from '../../../shared/model/dataset'
import { AssayError } from '../../../shared/model/errors'
import type { ImportProgress, ImportRequest } from '../../ports/reader'
import { buildManifest } from './build-manifest'
import type { ImportContext } from './context'
import { loadRows } from './load-rows'
import { checkUnchanged, openSource, type Source } from './open-source'
import { prepare } from './prepare'
import { finishFile, withScratch } from './scratch'

/** Reads the files of one dataset into `<folder>/<id>.duckdb`. Whatever ends it early leaves nothing but a scratch folder that `withScratch` removes. */
export async function importDataset(
  request: ImportRequest,
  scratch: string,
  onProgress: (progress: ImportProgress) => void
): Promise<DatasetManifest> {
  const sources: Source[] = []
  const opened: FileHandle[] = []
  try {
    for (const { path, name } of request.files) sources.push(await openSource(path, name))
    checkDistinct(sources)
    return await withScratch(scratch, () => readInto({ scratch, limits: request.limits, opened, report: onProgress }, sources, request))
  } finally {
    for (const handle of [...opened, ...sources.map(({ handle }) => handle)]) await handle.close().catch(() => undefined)
  }
}

async function readInto(context: ImportContext, sources: readonly Source[], request: ImportRequest): Promise<DatasetManifest> {
  const prepared = await prepare(context, sources, request.reading)
  const loaded = await loadRows(context, prepared, sources)
  try {
    for (const source of sources) await checkUnchanged(source)
    const manifest = await buildManifest(loaded, sources)
    context.report({ phase: 'writing', rows: manifest.rows, fraction: 0.97 })
    await loaded.finish(manifest)
    await finishFile(loaded.file, request.folder, manifest.id)
    context.report({ phase: 'writing', rows: manifest.rows, fraction: 1 })
    return manifest
  } finally {
    loaded.close()
  }
}

function checkDistinct(sources: readonly Source[]): void {
  const seen = new Set<string>()
  for (const { identity, name } of sources) {
    const file = identity.split(':', 2).join(':')
    if (seen.has(file)) throw new AssayError('import/same-file-twice', { file: name })
    seen.add(file)
  }
}
