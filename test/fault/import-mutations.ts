import { readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect } from 'vitest'
import { xoroshiro128plus } from 'pure-rand/generator/xoroshiro128plus'
import { uniformInt } from 'pure-rand/distribution/uniformInt'
import { workspace } from '../unit/workers/reader-harness'

const fixtures = resolve(import.meta.dirname, '../fixtures/import')
const CSV = `id,sex,score,day\n${Array.from({ length: 300 }, (_, i) => `${i},"${'FM'[i % 2]}",${i / 300},2024-01-${String(1 + (i % 28)).padStart(2, '0')}`).join('\n')}\n`
const ROWS = Array.from({ length: 100 }, (_, i) => ({ id: i, sex: 'FM'[i % 2], score: i / 100, tags: ['x', { y: null }] }))

const SEEDS: Record<string, Buffer> = {
  'm.csv': Buffer.from(CSV),
  'm.jsonl': Buffer.from(ROWS.map((row) => JSON.stringify(row)).join('\n')),
  'm.json': Buffer.from(JSON.stringify(ROWS)),
  'm.parquet': readFileSync(join(fixtures, 'table.parquet')),
  'm.feather': readFileSync(join(fixtures, 'table-lz4.feather')),
  'z.feather': readFileSync(join(fixtures, 'table-zstd.feather')),
  'm.arrows': readFileSync(join(fixtures, 'table.arrows'))
}

const random = (seed: number) => {
  const generator = xoroshiro128plus(seed)
  return (below: number) => uniformInt(generator, 0, below - 1)
}
type Random = ReturnType<typeof random>

const spliced = (bytes: Buffer, at: number, removed: number, added: Uint8Array) =>
  Buffer.concat([bytes.subarray(0, at), added, bytes.subarray(at + removed)])
const TOKENS = [
  '"',
  '""',
  '\n',
  '\r',
  '\0',
  ',',
  '{',
  '[',
  ']',
  '}',
  '\\',
  '\\u0000',
  '\uFEFF',
  '1e999',
  '-0',
  'NaN',
  '\uD800',
  '[[[[[[[[',
  '"a":',
  '9'.repeat(400)
]

/** Random bytes, and edits that know what the formats are made of: lengths, counts, offsets, structural characters, footers. */
const MUTATIONS: ((bytes: Buffer, pick: Random) => Buffer)[] = [
  (bytes, pick) => {
    const copy = Buffer.from(bytes)
    for (let k = 1 + pick(8); k > 0; k--) copy[pick(copy.length)] = pick(256)
    return copy
  },
  (bytes, pick) => bytes.subarray(0, 1 + pick(bytes.length - 1)),
  (bytes, pick) => spliced(bytes, pick(bytes.length), 0, Buffer.from(TOKENS[pick(TOKENS.length)] as string)),
  (bytes, pick) => spliced(bytes, pick(bytes.length), 1 + pick(64), Buffer.alloc(0)),
  (bytes, pick) => {
    const from = pick(bytes.length)
    return spliced(bytes, pick(bytes.length), 0, bytes.subarray(from, from + 1 + pick(2000)))
  },
  (bytes, pick) => {
    const copy = Buffer.from(bytes)
    const at = 4 * pick(Math.floor(copy.length / 4) - 1)
    copy.writeUInt32LE([0, 1, 0x7fffffff, 0x80000000, 0xffffffff, copy.length][pick(6)] as number, at)
    return copy
  },
  (bytes, pick) => {
    const copy = Buffer.from(bytes)
    const tail = Math.min(copy.length, 2500)
    for (let k = 1 + pick(3); k > 0; k--) copy[copy.length - 1 - pick(tail)] = [0, 1, 0x7f, 0x80, 0xff, pick(256)][pick(6)] as number
    return copy
  }
]

/** The mutated file of a number, to look at one again. */
export function mutationOf(number: number, of?: string): { name: string; bytes: Buffer } {
  const names = Object.keys(SEEDS)
  const pick = random(number)
  const name = of ?? names[number % names.length] ?? ''
  const [seed, mutate] = [SEEDS[name], MUTATIONS[pick(MUTATIONS.length)]]
  if (seed === undefined || mutate === undefined) throw new Error('no such seed')
  return { name, bytes: mutate(seed, pick) }
}

const LANES = 2

/** Imports `count` mutated files, two at a time; each must end in a dataset or a named error. Returns how often each code came. */
export async function importMutations(count: number, seed: number): Promise<Map<string, number>> {
  const codes = new Map<string, number>()
  const lane = async (first: number, { importText }: ReturnType<typeof workspace>): Promise<void> => {
    for (let k = first; k < count; k += LANES) {
      const { name, bytes } = mutationOf(seed + k)
      const code = await importText(name, bytes).then(
        () => 'dataset',
        (error: { code?: string; message: string }) => error.code ?? `unnamed: ${error.message}`
      )
      codes.set(code, (codes.get(code) ?? 0) + 1)
      expect(code, `mutation ${seed + k} of ${name}`).toMatch(/^(dataset|import\/[a-z-]+)$/)
      expect(code, `mutation ${seed + k} of ${name}`).not.toBe('import/deadline')
    }
  }
  await Promise.all(Array.from({ length: LANES }, (_, first) => lane(first, workspace())))
  return codes
}
