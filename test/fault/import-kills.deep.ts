import { expect, test } from 'vitest'
import { killImports } from './import-kills'

test('200 × kill -9 of the reader: no half dataset, no unopenable project', async () => {
  expect(await killImports(200)).toBeLessThan(120)
})
