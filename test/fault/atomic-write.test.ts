import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, test } from 'vitest'
import { appendDurably, writeAtomic } from '../../src/main/files/atomic-write'
import { nodeSyscalls } from '../../src/main/files/syscalls'
import type { Syscalls } from '../../src/main/ports/files'

const folder = mkdtempSync(join(tmpdir(), 'assay-fault-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))

const OLD = Buffer.from('old content')
const NEW = Buffer.from('new content, and longer')

/** Real system calls; the n-th fails with `code`, writes take at most 5 bytes, and `calls` counts them. */
function failing(n: number, code: string) {
  const seen = { calls: 0 }
  const step = async <T>(call: () => Promise<T>): Promise<T> => {
    seen.calls += 1
    if (seen.calls === n) throw Object.assign(new Error(code), { code })
    return call()
  }
  const system: Syscalls = {
    open: (path, mode) =>
      step(async () => {
        const file = await nodeSyscalls.open(path, mode)
        return {
          write: (bytes) => step(() => file.write(bytes.subarray(0, 5))),
          sync: () => step(() => file.sync()),
          close: () => step(() => file.close()).finally(() => file.close().catch(() => undefined))
        }
      }),
    rename: (from, to) => step(() => nodeSyscalls.rename(from, to)),
    unlink: (path) => nodeSyscalls.unlink(path),
    truncate: (path, length) => nodeSyscalls.truncate(path, length),
    sizeOf: (path) => step(() => nodeSyscalls.sizeOf(path))
  }
  return { system, seen }
}

describe.each(['ENOSPC', 'EIO', 'EINTR'])('%s at every system call', (code) => {
  test('an atomic write leaves the old content or the new, and no other file', async () => {
    const path = join(folder, 'file')
    for (let n = 1, reached = true; reached; n++) {
      writeFileSync(path, OLD)
      const { system, seen } = failing(n, code)
      const error = await writeAtomic(path, NEW, system).then(
        () => undefined,
        (failure: { code: string }) => failure
      )
      reached = seen.calls >= n
      const content = readFileSync(path)
      expect([OLD.toString(), NEW.toString()]).toContain(content.toString())
      if (error === undefined) expect(content).toEqual(NEW)
      else expect(error.code).toBe('project/cannot-write')
      if (reached && code !== 'EINTR') expect(error).toBeDefined()
      expect(readdirSync(folder)).toEqual(['file'])
    }
  })

  test('an append adds everything or nothing', async () => {
    const path = join(folder, 'file')
    for (let n = 1, reached = true; reached; n++) {
      writeFileSync(path, OLD)
      const { system, seen } = failing(n, code)
      const error = await appendDurably(path, NEW, system).then(
        () => undefined,
        (failure: { code: string }) => failure
      )
      reached = seen.calls >= n
      expect(readFileSync(path).toString()).toBe(error === undefined ? Buffer.concat([OLD, NEW]).toString() : OLD.toString())
    }
  })
})

test('the injection reaches every call: open, five writes, sync, close, rename, open, sync, close', async () => {
  const { system, seen } = failing(Infinity, 'EIO')
  await writeAtomic(join(folder, 'file'), NEW, system)
  expect(seen.calls).toBe(12)
})
