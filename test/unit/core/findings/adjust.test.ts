import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { expect, test } from 'vitest'
import { adjust } from '../../../../src/main/core/findings/adjust'
import type { Verdict } from '../../../../src/shared/model/finding'

const cases = JSON.parse(readFileSync(resolve(import.meta.dirname, '../../../fixtures/findings/holm.json'), 'utf8')) as {
  p: number[]
  holm: number[]
}[]

const verdictOf = (failP: number | null, part: Partial<Verdict> = {}): Verdict => ({
  criterion: 'c',
  measure: 'm',
  primary: true,
  decides: 'interval',
  threshold: { atLeast: 0.8, atMost: null },
  observed: 'crossed',
  verdict: 'fail',
  failP,
  failPHolm: null,
  power: null,
  ...part
})

test.each(cases)('Holm as statsmodels has it ($p.length p-values)', ({ p, holm }) => {
  const adjusted = adjust(p.map((value) => verdictOf(value)))
  adjusted.forEach(({ failPHolm }, i) => expect(failPHolm).toBeCloseTo(holm[i]!, 12))
})

test('the family is the primary criteria that an interval decides', () => {
  const outside = [verdictOf(0.001, { primary: false }), verdictOf(null), verdictOf(0.001, { decides: 'point' })]
  expect(adjust([verdictOf(0.01), ...outside, verdictOf(0.02)]).map(({ failPHolm }) => failPHolm)).toEqual([0.02, null, null, null, 0.02])
})
