import { expect, test } from 'vitest'
import { auditSample } from '../support/sample-audit'

test('the same plan and data give the same JSON and the same pages at 1 and 16 threads', async () => {
  const [one, sixteen] = [await auditSample(1), await auditSample(16)]
  for (const index of [0, 1]) expect(sixteen[index]!.equals(one[index]!)).toBe(true)
})
