import fc from '../support/fast-check'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ORPCError } from '@orpc/server'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { ERROR_CODES } from '../../src/shared/model/errors'
import { procedures, shaped } from '../support/contract-inputs'
import { engineIn, type Client } from '../support/engine'

type Call = (input: unknown, options?: { signal?: AbortSignal }) => Promise<unknown>

const NAMED = new Set<string>(ERROR_CODES)
/** It takes nothing, and begins to make the whole sample every time. */
const ONCE = new Set(['projects/sample'])

/** Every procedure with anything at all, and with inputs of its own shape: an answer, or an error with a name; never a fault, never a death. */
export function fuzzContract(runs: number): void {
  let folder: string
  let client: Client
  let paths: string[]

  beforeAll(async () => {
    folder = mkdtempSync(join(tmpdir(), 'assay-fuzz-'))
    client = (await engineIn(folder)).client
    const project = join(folder, 'projects', 'p')
    mkdirSync(project, { recursive: true })
    await client.projects.create({ folder: project })
    writeFileSync(join(project, 'plan.yaml'), 'schema: 1\ntitle: x\n')
    writeFileSync(join(folder, 'a.csv'), 'a,b\n1,2\n3,4\n')
    writeFileSync(join(folder, 'a.pdf'), '%PDF-1.7\n')
    paths = [project, folder, join(project, 'plan.yaml'), join(folder, 'a.csv'), join(folder, 'a.pdf'), join(folder, 'none')]
  })
  afterAll(() => rmSync(folder, { recursive: true, force: true }))

  async function faultOf(call: Call, input: unknown): Promise<string | null> {
    try {
      const output = await call(input, { signal: AbortSignal.timeout(20_000) })
      if (typeof output === 'object' && output !== null && Symbol.asyncIterator in output) {
        const events = output as AsyncGenerator<{ job?: string } | undefined>
        // An open project speaks once, then only when something changes; work that was begun is not wanted.
        const { value } = await events.next()
        await events.return(undefined)
        if (value?.job !== undefined) await client.jobs.cancel({ job: value.job })
      }
      return null
    } catch (error) {
      if (!(error instanceof ORPCError)) return `no named error: ${String(error)}`
      const { code, message } = error as ORPCError<string, unknown>
      if (code === 'BAD_REQUEST') return null
      return NAMED.has(code) && code !== 'internal/unexpected' ? null : `${code}: ${message}`
    }
  }

  describe.each(procedures.map((one) => [one.path.join('/'), one] as const))('%s', (name, { path, input }) => {
    const numRuns = ONCE.has(name) ? 1 : runs
    const callOf = (): Call => (client as unknown as Record<string, Record<string, Call>>)[path[0]]?.[path[1]] as Call

    test('anything', async () => {
      await fc.assert(
        fc.asyncProperty(fc.anything(), async (value) => {
          expect(await faultOf(callOf(), value)).toBeNull()
        }),
        { numRuns }
      )
    })

    test('inputs of its shape', async () => {
      await fc.assert(
        fc.asyncProperty(shaped(input, paths), async (value) => {
          expect(await faultOf(callOf(), value)).toBeNull()
        }),
        { numRuns }
      )
    })
  })

  test('nothing was written outside', () => {
    expect(readdirSync('/').filter((name) => !KNOWN.has(name))).toEqual([])
  })
}

const KNOWN = new Set(readdirSync('/'))
