import { createHash } from 'node:crypto'
import { expect, test } from 'vitest'
import { canonicalJson } from '../../../src/main/core/evidence/canonical-json'
import { seedOf } from '../../../src/main/services/seed'
import { planOf } from '../core/findings/plan-of'

const sha256 = (...parts: (string | Uint8Array)[]): string => {
  const hash = createHash('sha256')
  for (const part of parts) hash.update(part)
  return hash.digest('hex')
}

test('the seed is SHA-256(plan without seed ‖ input digests), so that nobody chooses the draw', () => {
  const { seed, ...plan } = planOf({})
  expect(seed).toBeUndefined()
  expect(seedOf(plan, ['aa', 'bb'])).toBe(sha256(canonicalJson(plan), 'aa', 'bb'))
  expect(seedOf(plan, ['aa', 'bc'])).not.toBe(seedOf(plan, ['aa', 'bb']))
  expect(seedOf(planOf({ title: 'another' }), ['aa', 'bb'])).not.toBe(seedOf(plan, ['aa', 'bb']))
})

test('a seed set by hand takes its place', () => {
  expect(seedOf(planOf({ seed: 'by hand' }), ['aa'])).toBe(sha256('by hand'))
})
