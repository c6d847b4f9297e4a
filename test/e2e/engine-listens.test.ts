import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { cliIn } from '../support/cli'
import { engineIn, finished, type Client } from '../support/engine'

let root: string
let client: Client
let folder: string
let plan: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'assay-listens-'))
  client = (await engineIn(root)).client
  expect((await cliIn(root)('sample', 'sample')).status).toBe(0)
  plan = join(root, 'sample', 'plan.yaml')
  folder = (await client.projects.create({ folder: join(root, 'project') })).folder
})

afterAll(() => rm(root, { recursive: true, force: true }))

/** Milliseconds of the work, and the longest of them in which this thread heard nothing. */
async function deafness(work: () => Promise<unknown>): Promise<{ longest: number; all: number }> {
  const delay = monitorEventLoopDelay({ resolution: 5 })
  const began = performance.now()
  delay.enable()
  await work()
  delay.disable()
  return { longest: delay.max / 1e6, all: performance.now() - began }
}

/** In the engine's own thread the sample's audit was deaf for 5 of 11 seconds; the share holds on a machine of any load. */
const SHARE = 0.1
let cancelledAfter = 0

/** Cancels an audit when it says that it is at a phase; milliseconds from the wish to the end. */
async function cancelledAt(phase: string): Promise<number> {
  let asked = 0
  let job = ''
  const audit = (async () => {
    for await (const event of await client.audit.run({ folder, plan })) {
      if (event.kind === 'started') job = event.job
      if (event.kind !== 'progress' || event.progress.phase !== phase || asked > 0) continue
      asked = performance.now()
      await client.jobs.cancel({ job })
    }
  })()
  await expect(audit).rejects.toMatchObject({ code: 'internal/cancelled' })
  expect(asked).toBeGreaterThan(0)
  expect((await client.projects.state({ folder })).ledger.at(-1)?.type).toBe('job-cancelled')
  return performance.now() - asked
}

describe('the engine hears others while it works', () => {
  test('and the explanation section is cancelled; no report is left', async () => {
    const reports = (): string[] => (existsSync(join(folder, 'reports')) ? readdirSync(join(folder, 'reports')) : [])
    const before = reports()
    await cancelledAt('Explaining scores')
    expect(reports()).toEqual(before)
  })

  test('and a kernel that runs is cancelled', async () => {
    cancelledAfter = await cancelledAt('Assessing groups')
  })

  test('the next audit finds everything as it was, and the cancel came at once beside it', async () => {
    const audit = async (): Promise<void> => {
      const { result } = await finished(client.audit.run({ folder, plan }))
      expect(result.measures).toBeGreaterThan(100)
    }
    const { longest, all } = await deafness(audit)
    expect(longest).toBeLessThan(Math.max(100, SHARE * all))
    expect(cancelledAfter).toBeLessThan(Math.max(300, SHARE * all))
  })
})
