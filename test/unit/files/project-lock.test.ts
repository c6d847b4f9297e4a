import { spawnSync } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { lockProject } from '../../../src/main/files/project-lock'
import { removeTemporaries, temporaryName } from '../../../src/main/files/temporaries'

const project = mkdtempSync(join(tmpdir(), 'assay-lock-'))
afterAll(() => rmSync(project, { recursive: true, force: true }))

test('one holder at a time; released, it can be taken again', async () => {
  const release = await lockProject(project)
  await expect(lockProject(project)).rejects.toMatchObject({ code: 'project/locked', data: { pid: process.pid } })
  await release()
  await (
    await lockProject(project)
  )()
  expect(readdirSync(project)).toEqual([])
})

test('the lock of a process that is gone is taken over; one of ten at the same time gets it', async () => {
  const { pid } = spawnSync(process.execPath, ['-e', ''])
  for (let round = 0; round < 40; round++) {
    writeFileSync(join(project, 'lock'), JSON.stringify({ pid, started: '', token: 'gone' }))
    const tries = await Promise.allSettled(Array.from({ length: 10 }, () => lockProject(project)))
    const held = tries.filter((result) => result.status === 'fulfilled')
    expect(held.length).toBe(1)
    await held[0]?.value()
  }
  expect(readdirSync(project)).toEqual([])
})

test('a living process with the number of a dead one is not taken for it', async () => {
  writeFileSync(join(project, 'lock'), JSON.stringify({ pid: process.ppid, started: '1', token: 'other' }))
  const locked = lockProject(project)
  if (process.platform === 'linux') await (await locked)()
  else await expect(locked).rejects.toMatchObject({ code: 'project/locked' })
  rmSync(join(project, 'lock'), { force: true })
})

test('an empty or torn lock file is stale', async () => {
  writeFileSync(join(project, 'lock'), '{"pid":')
  await (
    await lockProject(project)
  )()
})

test('temporaries are removed below the project, and nothing else', async () => {
  const unique = '00000000-0000-4000-8000-000000000000'
  mkdirSync(join(project, 'data', temporaryName('import', unique), 'spill'), { recursive: true })
  writeFileSync(join(project, 'data', 'kept.tmp-no'), '')
  writeFileSync(join(project, temporaryName('ledger.jsonl', unique)), '')
  expect(await removeTemporaries(project)).toBe(2)
  expect(readdirSync(join(project, 'data'))).toEqual(['kept.tmp-no'])
})
