import { createRouterClient } from '@orpc/server'
import type { ContractRouterClient } from '@orpc/contract'
import { mkdirSync } from 'node:fs'
import { join } from 'node:path'
import { createEngine, type EngineOptions } from '../../src/main/compose-engine'
import type { Contract } from '../../src/shared/contract'
import type { JobEvent } from '../../src/shared/contract/procedure'
import { root } from './cli'

export type Client = ContractRouterClient<Contract>

/** An engine in this process, fenced into a folder as the page's is. */
export async function engineIn(folder: string, more: Partial<EngineOptions> = {}): Promise<{ client: Client; idle: () => Promise<void> }> {
  const staging = join(folder, 'staging')
  mkdirSync(staging, { recursive: true })
  const { router, idle } = await createEngine({
    root,
    host: 'page',
    keysFolder: join(folder, 'config', 'keys'),
    projectsFolder: join(folder, 'projects'),
    home: folder,
    fence: { folders: [folder], readOnly: [join(root, 'resources')], staging },
    doors: () => Promise.resolve([]),
    ...more
  })
  return { client: createRouterClient(router), idle }
}

/** The result of a job, and the phases it went through. */
export async function finished<T>(events: PromiseLike<AsyncIterable<JobEvent<T>>>): Promise<{ result: T; phases: string[] }> {
  const phases: string[] = []
  for await (const event of await events) {
    if (event.kind === 'done') return { result: event.result, phases }
    if (event.kind === 'progress') phases.push(event.progress.phase)
  }
  throw new Error('the job ended without a result')
}
