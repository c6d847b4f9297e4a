import { expect, test } from 'vitest'
import { runProgram } from './program'

test('a threshold moved over 10 million rows', async () => {
  expect(await runProgram('explore')).toBe(0)
})
