import { appendFileSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, it } from 'vitest'
import { createRunRegister } from '../../../src/main/keys/run-register'
import { createTrustMemory } from '../../../src/main/keys/trust-memory'

const folders: string[] = []
let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'register-'))
  folders.push(folder)
})
afterAll(() => folders.forEach((one) => rmSync(one, { recursive: true })))

const [KEY, INPUTS, OTHER, PLAN] = ['a', 'b', 'c', 'd'].map((digit) => digit.repeat(64)) as [string, string, string, string]
const run = (n: number, inputs = INPUTS, outcome: 'started' | 'finished' | 'abandoned' = 'finished') => ({
  at: '2026-11-23T10:00:00Z',
  keyId: KEY,
  inputs,
  plan: PLAN,
  run: `r${n}`,
  outcome
})

describe('the register of runs', () => {
  it('keeps the runs of a key on the same inputs, in order', async () => {
    const register = createRunRegister(folder)
    expect(await register.of(KEY, INPUTS)).toEqual([])
    await register.add(run(1))
    await register.add(run(2, OTHER))
    await register.add(run(3, INPUTS, 'abandoned'))
    expect(await createRunRegister(folder).of(KEY, INPUTS)).toEqual([run(1), run(3, INPUTS, 'abandoned')])
    expect(await register.of(OTHER, INPUTS)).toEqual([])
  })

  it('loses nothing when many write at once', async () => {
    await Promise.all(Array.from({ length: 20 }, (_, n) => createRunRegister(folder).add(run(n))))
    expect(await createRunRegister(folder).of(KEY, INPUTS)).toHaveLength(20)
    expect(readdirSync(folder)).toEqual([`runs-${KEY}.jsonl`])
  })

  it('mends a torn last line and refuses a removed one', async () => {
    const register = createRunRegister(folder)
    const path = join(folder, `runs-${KEY}.jsonl`)
    for (const n of [1, 2, 3]) await register.add(run(n))
    appendFileSync(path, '{"at":"2026-')
    expect(await register.of(KEY, INPUTS)).toHaveLength(3)
    await register.add(run(4))
    expect((await register.of(KEY, INPUTS)).map((one) => one.run)).toEqual(['r1', 'r2', 'r3', 'r4'])
    writeFileSync(
      path,
      readFileSync(path, 'utf8')
        .split('\n')
        .filter((_, line) => line !== 1)
        .join('\n')
    )
    await expect(register.of(KEY, INPUTS)).rejects.toMatchObject({ code: 'keys/register-damaged', data: { line: 2 } })
    await expect(register.add(run(5))).rejects.toMatchObject({ code: 'keys/register-damaged' })
  })
})

describe('the memory of trust files', () => {
  it('keeps the newest version of each root and never goes back', async () => {
    const memory = createTrustMemory(folder)
    expect(await memory.recall(KEY)).toBeNull()
    await memory.remember({ rootKeyId: KEY, version: 3 })
    await memory.remember({ rootKeyId: OTHER, version: 1 })
    await memory.remember({ rootKeyId: KEY, version: 2 })
    expect(await createTrustMemory(folder).recall(KEY)).toEqual({ rootKeyId: KEY, version: 3 })
    writeFileSync(join(folder, 'trust-seen.json'), '{}')
    await expect(memory.recall(KEY)).rejects.toMatchObject({ code: 'keys/damaged' })
  })
})
