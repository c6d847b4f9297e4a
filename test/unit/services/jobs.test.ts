import { expect, test } from 'vitest'
import { createJobs, type JobEvent } from '../../../src/main/services/session/jobs'
import { throwIfCancelled, type Job } from '../../../src/main/services/job'

const clock = { now: () => new Date() }
const order = <T>(work: (job: Job) => Promise<T>) => ({ kind: 'import' as const, name: 'The import', folder: '/p', work })

async function events(stream: AsyncIterable<JobEvent<unknown>>): Promise<JobEvent<unknown>[]> {
  const seen: JobEvent<unknown>[] = []
  for await (const event of stream) seen.push(event)
  return seen
}

function gate(): { opened: Promise<void>; open: () => void } {
  let open = (): void => undefined
  const opened = new Promise<void>((done) => {
    open = done
  })
  return { opened, open }
}

test('a job is followed from its start to its result, also by one who comes late', async () => {
  const jobs = createJobs(clock)
  const { opened, open } = gate()
  const id = jobs.start(
    order(async (job) => {
      job.progress({ phase: 'Reading', fraction: 0.5 })
      await opened
      return 42
    })
  )
  const early = events(jobs.watch(id))
  await Promise.resolve()
  expect(jobs.list().map(({ name }) => name)).toEqual(['The import'])
  open()
  const seen = await early
  expect(seen[0]).toEqual({ kind: 'started', job: id })
  expect(seen.at(-1)).toEqual({ kind: 'done', result: 42 })
  expect(seen).toContainEqual({ kind: 'progress', progress: { phase: 'Reading', fraction: 0.5 } })
  expect((await events(jobs.watch(id))).at(-1)).toEqual({ kind: 'done', result: 42 })
  expect(jobs.list()).toEqual([])
})

test('only a job that waits says so', async () => {
  const jobs = createJobs(clock)
  const { opened, open } = gate()
  jobs.start(order(() => opened))
  jobs.start(order(() => Promise.resolve()))
  await Promise.resolve()
  expect(jobs.list().map(({ progress }) => progress.phase)).toEqual(['Starting', 'Waiting for other work to end'])
  open()
  await jobs.idle()
})

test('one job at a time, in order; one that waits can be cancelled before it begins', async () => {
  const jobs = createJobs(clock)
  const { opened, open } = gate()
  const began: string[] = []
  const first = jobs.start(
    order(async () => {
      began.push('first')
      await opened
    })
  )
  const second = jobs.start(order(() => Promise.resolve(began.push('second'))))
  const third = jobs.start(order(() => Promise.resolve(began.push('third'))))
  jobs.cancel(second)
  open()
  await expect(events(jobs.watch(second))).rejects.toMatchObject({ code: 'internal/cancelled' })
  await events(jobs.watch(third))
  await events(jobs.watch(first))
  expect(began).toEqual(['first', 'third'])
  await jobs.idle()
})

test('whoever stops watching does not stop the work; cancelling does', async () => {
  const jobs = createJobs(clock)
  const { opened, open } = gate()
  const id = jobs.start(
    order(async (job) => {
      await opened
      throwIfCancelled(job)
      return 'done'
    })
  )
  const leaving = new AbortController()
  const watching = events(jobs.watch(id, leaving.signal))
  leaving.abort()
  expect((await watching).at(-1)).not.toMatchObject({ kind: 'done' })
  expect(jobs.list()).toHaveLength(1)
  jobs.cancel(id)
  open()
  await expect(events(jobs.watch(id))).rejects.toMatchObject({ code: 'internal/cancelled' })
  await expect(events(jobs.watch('import-99'))).rejects.toMatchObject({ code: 'job/unknown' })
})

test('progress of one phase is told at most ten times a second', async () => {
  let time = 0
  const jobs = createJobs({ now: () => new Date(time) })
  const id = jobs.start(
    order(async (job) => {
      for (let step = 0; step < 1000; step++) {
        time += 1
        job.progress({ phase: 'Reading', fraction: step / 1000 })
        await Promise.resolve()
      }
    })
  )
  const told = (await events(jobs.watch(id))).filter(({ kind }) => kind === 'progress')
  expect(told.length).toBeGreaterThan(3)
  expect(told.length).toBeLessThanOrEqual(13)
})
