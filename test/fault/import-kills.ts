import { existsSync, readdirSync, rmSync } from 'node:fs'
import { join } from 'node:path'
import { expect } from 'vitest'
import { createReader, startByFork } from '../../src/main/files/reader-process'
import { removeTemporaries } from '../../src/main/files/temporaries'
import type { StartReader } from '../../src/main/ports/reader'
import { createStore } from '../../src/main/store/store'
import { LIMITS, readerEntry, workspace } from '../unit/workers/reader-harness'

/**
 * Kills the reader (SIGKILL) at `times` moments spread over an import; returns how often it was too late.
 * An import that ended first shows that imports take less time than was thought.
 */
export async function killImports(times: number): Promise<number> {
  const { base, data, write } = workspace()
  const path = write('rows.csv', `a,b,c\n${Array.from({ length: 60_000 }, (_, i) => `${i},v${i % 50},${i / 7}`).join('\n')}\n`)
  const entry = await readerEntry()
  const request = { files: [{ path, name: 'rows.csv' }], reading: {}, folder: data, limits: LIMITS }
  const importWith = (start: StartReader) => createReader({ entry, start }).import(request, new AbortController().signal, () => undefined)
  let whole = Infinity
  const timed = async <T>(work: () => Promise<T>): Promise<T> => {
    const began = performance.now()
    const result = await work()
    whole = Math.min(whole, performance.now() - began)
    return result
  }
  await timed(() => importWith(startByFork))

  let late = 0
  for (let k = 0; k < times; k++) {
    rmSync(data, { recursive: true, force: true })
    const moment = (whole * (k + 1)) / times
    const killer: StartReader = (options) => {
      const child = startByFork(options)
      setTimeout(() => child.kill(), moment)
      return child
    }
    try {
      await timed(() => importWith(killer))
      late += 1
    } catch (failure) {
      expect((failure as { code: string }).code).toBe('import/reader-died')
    }
    await checkOpenable()
  }
  return late

  /** Whatever carries a dataset's name is whole, and nothing else is there. */
  async function checkOpenable() {
    if (existsSync(data)) await removeTemporaries(data)
    const names = existsSync(data) ? readdirSync(data) : []
    for (const name of names) {
      expect(name).toMatch(/^[0-9a-f]{64}\.duckdb$/)
      const store = await createStore({
        folder: data,
        spillFolder: `${base}/spill`,
        memoryBytes: 1 << 28,
        columnBytes: 1 << 28,
        threads: 1
      })
      const dataset = await store.open(join(data, name))
      expect(dataset.manifest.rows).toBe(60_000)
      expect((await dataset.numbers('c0', new AbortController().signal)).numbers[59_999]).toBe(59_999)
      await store.close()
    }
  }
}
