import { expect, test } from 'vitest'
import { importMutations } from './import-mutations'

test(
  '2,000 mutated files: the engine lives, and each ends in a dataset or a named error within the deadline',
  { timeout: 1_800_000 },
  async () => {
    const codes = await importMutations(2000, 1000)
    console.log(Object.fromEntries(codes))
    expect(codes.get('dataset') ?? 0).toBeGreaterThan(50)
    expect(codes.get('dataset') ?? 0).toBeLessThan(1950)
  }
)
