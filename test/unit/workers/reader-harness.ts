import { existsSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll } from 'vitest'
import { build } from 'vite'
import { createReader } from '../../../src/main/files/reader-process'
import type { ImportLimits } from '../../../src/main/ports/reader'
import { createStore } from '../../../src/main/store/store'
import type { DatasetManifest, Reading } from '../../../src/shared/model/dataset'

const root = resolve(import.meta.dirname, '../../..')
let entry: Promise<string> | undefined

/** The reader as one CommonJS file, built once a test process where it finds the project's packages. */
export function readerEntry(): Promise<string> {
  entry ??= buildReader()
  return entry
}

async function buildReader(): Promise<string> {
  const outDir = join(root, 'node_modules', '.cache', 'assay', `reader-${process.pid}`)
  await build({
    root,
    configFile: false,
    logLevel: 'error',
    build: {
      ssr: join(root, 'src/main/workers/reader.ts'),
      outDir,
      emptyOutDir: true,
      target: 'node18',
      minify: false,
      rolldownOptions: { external: [/^node:/, /^@duckdb\//], output: { format: 'cjs', entryFileNames: 'reader.cjs', codeSplitting: false } }
    },
    ssr: { noExternal: true, external: ['@duckdb/node-api'] }
  })
  return join(outDir, 'reader.cjs')
}

export const LIMITS: ImportLimits = { memoryBytes: 1 << 30, threads: 2, deadlineMs: 60_000 }

/** A project's data folder and a folder for inputs, removed when the test file ends. */
export function workspace() {
  const base = mkdtempSync(join(tmpdir(), 'assay-test-'))
  const data = join(base, 'data')
  afterAll(() => rmSync(base, { recursive: true, force: true }))

  const write = (name: string, content: string | Uint8Array): string => {
    writeFileSync(join(base, name), content)
    return join(base, name)
  }
  const importFiles = async (
    paths: string[],
    reading: Reading = {},
    limits: Partial<ImportLimits> = {},
    signal = new AbortController().signal
  ): Promise<DatasetManifest> => {
    const files = paths.map((path) => ({ path, name: path.slice(base.length + 1) }))
    return createReader({ entry: await readerEntry() }).import(
      { files, reading, folder: data, limits: { ...LIMITS, ...limits } },
      signal,
      () => undefined
    )
  }
  return {
    base,
    data,
    write,
    importFiles,
    importText: (name: string, content: string | Uint8Array, reading: Reading = {}) => importFiles([write(name, content)], reading),
    store: () => createStore({ folder: data, spillFolder: join(base, 'spill'), memoryBytes: 1 << 30, columnBytes: 1 << 30, threads: 2 }),
    fileOf: (manifest: DatasetManifest) => join(data, `${manifest.id}.duckdb`),
    leftovers: () => (existsSync(data) ? readdirSync(data).filter((name) => !/^[0-9a-f]{64}\.duckdb$/.test(name)) : [])
  }
}
