import { expect, test } from 'vitest'
import { workspace } from '../unit/workers/reader-harness'
import { mutationOf } from './import-mutations'

const { importText, leftovers } = workspace()

test('a file on which its parser loops (until the heap is full, or for ever) ends in a named error, long before the deadline', async () => {
  const { bytes } = mutationOf(5179, 'm.feather')
  await expect(importText('loop.feather', bytes)).rejects.toMatchObject({ code: 'import/reader-died' })
  expect(leftovers()).toEqual([])
}, 120_000)
