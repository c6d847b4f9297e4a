import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import type { JobEvent } from '../../../../src/shared/contract/procedure'
import { runJob, useJobs } from '../../../../src/renderer/state/jobs'

vi.mock('../../../../src/renderer/state/connection', () => ({ engine: () => ({}) }))
beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** A job that goes on until its end is called for. */
function job(name: string): { end: () => Promise<unknown> } {
  let done = (): void => undefined
  const ended = new Promise<void>((resolve) => (done = resolve))
  async function* events(): AsyncGenerator<JobEvent<null>> {
    await ended
    yield { kind: 'done', result: null }
  }
  const result = runJob(name, Promise.resolve(events()))
  return {
    end: () => {
      done()
      return result
    }
  }
}

/** What the status bar shows from left to right; what has ended in brackets. */
const shown = (): string[] => {
  const { jobs, places } = useJobs.getState()
  return places.map(({ key, name }) => (jobs.some((one) => one.key === key) ? name : `(${name})`))
}

test('work that goes on stays where it is when other work ends; the next takes the place of what has ended', async () => {
  const [first, second] = [job('The import'), job('The audit')]
  vi.advanceTimersByTime(100)
  expect(shown()).toEqual(['The import', 'The audit'])
  await first.end()
  expect(shown()).toEqual(['(The import)', 'The audit'])
  const third = job('The profile')
  vi.advanceTimersByTime(100)
  expect(shown()).toEqual(['The profile', 'The audit'])
  await second.end()
  expect(shown()).toEqual(['The profile', '(The audit)'])
  await third.end()
  expect(shown()).toEqual([])
})

test('work of under a tenth of a second has no place', async () => {
  const [short, long] = [job('Short'), job('Long')]
  vi.advanceTimersByTime(99)
  await short.end()
  vi.advanceTimersByTime(1)
  expect(shown()).toEqual(['Long'])
  await long.end()
})
