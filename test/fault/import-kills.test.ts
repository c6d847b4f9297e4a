import { expect, test } from 'vitest'
import { killImports } from './import-kills'

test('20 × kill -9 of the reader: no half dataset, no unopenable project', async () => {
  expect(await killImports(20)).toBeLessThan(12)
})
