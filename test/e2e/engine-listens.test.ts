import { existsSync, mkdtempSync, readdirSync } from 'node:fs'
import { rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { monitorEventLoopDelay, performance } from 'node:perf_hooks'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { engineIn, finished, type Client } from '../support/engine'

let root: string
let client: Client
let folder: string
let plan: string

beforeAll(async () => {
  root = mkdtempSync(join(tmpdir(), 'assay-listens-'))
  client = (await engineIn(root)).client
  folder = (await finished(client.projects.sample())).result.folder
  plan = join(folder, 'plan.yaml')
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
let took = 0

describe('the engine hears others while it works', () => {
  test('during an audit', async () => {
    const { longest, all } = await deafness(() => finished(client.audit.run({ folder, plan })))
    expect(longest).toBeLessThan(Math.max(100, SHARE * all))
    took = all
  })

  test('and the explanation section is cancelled; no report is left', async () => {
    const reports = (): string[] => (existsSync(join(folder, 'reports')) ? readdirSync(join(folder, 'reports')) : [])
    const before = reports()
    let job = ''
    let seen = false
    const audit = (async () => {
      for await (const event of await client.audit.run({ folder, plan })) {
        if (event.kind === 'started') job = event.job
        if (event.kind !== 'progress' || event.progress.phase !== 'Explaining scores' || seen) continue
        seen = true
        await client.jobs.cancel({ job })
      }
    })()
    await expect(audit).rejects.toMatchObject({ code: 'internal/cancelled' })
    expect(seen).toBe(true)
    expect(reports()).toEqual(before)
    expect((await client.projects.state({ folder })).ledger.at(-1)?.type).toBe('job-cancelled')
  })

  test('and a kernel that runs is cancelled at once; the next audit finds everything as it was', async () => {
    let asked = 0
    let job = ''
    const audit = (async () => {
      for await (const event of await client.audit.run({ folder, plan })) {
        if (event.kind === 'started') job = event.job
        if (event.kind === 'progress' && event.progress.phase === 'Assessing groups' && asked === 0) {
          asked = performance.now()
          await client.jobs.cancel({ job })
        }
      }
    })()
    await expect(audit).rejects.toMatchObject({ code: 'internal/cancelled' })
    expect(performance.now() - asked).toBeLessThan(Math.max(300, SHARE * took))
    expect((await client.projects.state({ folder })).ledger.at(-1)?.type).toBe('job-cancelled')
    const { result } = await finished(client.audit.run({ folder, plan }))
    expect(result.measures).toBeGreaterThan(100)
  })
})
