import { expect, test } from 'vitest'
import { importMutations } from './import-mutations'

test('28 mutated files end in a dataset or a named error', async () => {
  const codes = await importMutations(28, 1)
  expect([...codes.values()].reduce((a, b) => a + b)).toBe(28)
})
