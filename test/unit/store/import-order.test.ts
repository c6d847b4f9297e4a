import { expect, test } from 'vitest'
import type { CodeColumn, StoredNeed } from '../../../src/main/ports/store'
import { createStore } from '../../../src/main/store/store'
import { workspace } from '../workers/reader-harness'

const { base, data, importText, fileOf, write } = workspace()
const ROWS = 400_000

const bytesOf = ({ buffer, byteOffset, byteLength }: NodeJS.TypedArray): Buffer => Buffer.from(buffer, byteOffset, byteLength)

test('columns come back in import order at 1, 2 and 8 threads, with rejected rows left out', async () => {
  const kept: number[] = []
  const lines = ['i,v,far,day,flag,text']
  for (let i = 0; i < ROWS; i++) {
    if (i % 9973 === 0) lines.push(`${i},1`)
    else {
      kept.push(i)
      lines.push(`${i},${i % 300},${(i % 7) * 1e12},2024-0${1 + (i % 9)}-15,${i % 2},"v${i % 1000}\n${i % 3}"`)
    }
  }
  const manifest = await importText('order.csv', `${lines.join('\n')}\n`)
  expect(manifest.files[0]).toMatchObject({ rows: ROWS, parsed: kept.length })
  expect(manifest.files[0]?.rejections[0]?.lines.length).toBe(41)
  for (const threads of [1, 2, 8]) {
    const store = await createStore({ folder: data, spillFolder: `${base}/spill`, memoryBytes: 1 << 30, columnBytes: 1 << 30, threads })
    const dataset = await store.open(fileOf(manifest))
    const signal = new AbortController().signal
    const same = (found: ArrayLike<number | string | null>, expected: (i: number) => number | string) => {
      expect(found.length).toBe(kept.length)
      expect(kept.findIndex((i, row) => found[row] !== expected(i))).toBe(-1)
    }
    const texts = async (stored: string) => {
      const { codes, values } = await dataset.codes(stored, signal)
      expect(values).toEqual([...values].sort((a, b) => Buffer.compare(Buffer.from(a), Buffer.from(b))))
      return Array.from(codes, (code) => (code === 0 ? null : (values[code - 1] as string)))
    }
    same((await dataset.numbers('c0', signal)).numbers, (i) => i)
    same(await texts('c1'), (i) => String(i % 300))
    same(await texts('c2'), (i) => String((i % 7) * 1e12))
    same(await texts('c3'), (i) => `2024-0${1 + (i % 9)}-15`)
    same(await texts('c4'), (i) => String(i % 2))
    same(await texts('c5'), (i) => `v${i % 1000}\n${i % 3}`)
    await dataset.close()
    await store.close()
  }
})

test.each([1, 2, 8])('blocks are the whole columns in order, whatever their size, at %i threads', async (threads) => {
  const rows = 150_001
  const far = (i: number): number => (i % 11) * 1e12
  const lines = Array.from(
    { length: rows },
    (_, i) => `${i % 17 === 0 ? '' : i / 8},${i % 300},${far(i)},v${i % 1000},${i % 3 === 0 ? 'yes' : 'no'}`
  )
  const manifest = await importText('blocks.csv', `v,near,far,text,flag\n${lines.join('\n')}\n`)
  const store = await createStore({ folder: data, spillFolder: `${base}/spill`, memoryBytes: 1 << 30, columnBytes: 1 << 30, threads })
  const dataset = await store.open(fileOf(manifest))
  const { signal } = new AbortController()
  const needs: StoredNeed[] = [
    { stored: 'c0', as: 'numbers' },
    ...['c1', 'c2', 'c3', 'c4'].map((stored) => ({ stored, as: 'codes' }) as const)
  ]
  const whole = [
    await dataset.numbers('c0', signal),
    ...(await Promise.all(needs.slice(1).map(({ stored }) => dataset.codes(stored, signal))))
  ]
  for (const size of [1000, 2048, 65_536, rows, 2 * rows]) {
    const read = whole.map((of) => ('numbers' in of ? new Float64Array(rows) : of.codes.map(() => 0)))
    const sizes: number[] = []
    for await (const block of dataset.blocks(needs, size, signal)) {
      const from = sizes.reduce((sum, one) => sum + one, 0)
      for (const [i, part] of block.entries()) read[i]!.set('numbers' in part ? part.numbers : part.codes, from)
      for (const [i, part] of block.entries()) if ('values' in part) expect(part.values).toEqual((whole[i] as CodeColumn).values)
      sizes.push('numbers' in block[0]! ? block[0].numbers.length : 0)
    }
    expect(sizes.slice(0, -1).every((one) => one === size)).toBe(true)
    for (const [i, of] of whole.entries())
      expect(Buffer.compare(bytesOf(read[i]!), bytesOf('numbers' in of ? of.numbers : of.codes))).toBe(0)
  }
  for await (const block of dataset.blocks(needs, 100, signal)) {
    expect(block).toHaveLength(5)
    break
  }
  const controller = new AbortController()
  const blocks = dataset.blocks(needs, 100, controller.signal)
  await blocks.next()
  controller.abort()
  await expect(blocks.next()).rejects.toThrow()
  await dataset.close()
  await store.close()
})

test('the engine reads nothing outside the data folder, and no file that is not its own', async () => {
  const store = await createStore({ folder: data, spillFolder: `${base}/spill`, memoryBytes: 1 << 30, columnBytes: 1 << 30, threads: 1 })
  await expect(store.open(write('outside.duckdb', 'x'))).rejects.toMatchObject({ code: 'import/dataset-unreadable' })
  await expect(store.open(`${data}/missing.duckdb`)).rejects.toMatchObject({ code: 'import/dataset-unreadable' })
  await store.close()
})

test('an aborted read ends in the abort, and the column can be read again', async () => {
  const manifest = await importText('small.csv', 'a\n1\n2\n')
  const store = await createStore({ folder: data, spillFolder: `${base}/spill`, memoryBytes: 1 << 30, columnBytes: 1 << 30, threads: 1 })
  const dataset = await store.open(fileOf(manifest))
  await expect(dataset.numbers('c0', AbortSignal.abort())).rejects.toThrow()
  expect([...(await dataset.numbers('c0', new AbortController().signal)).numbers]).toEqual([1, 2])
  await store.close()
})
