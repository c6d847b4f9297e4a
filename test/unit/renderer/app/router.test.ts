import fc from '../../../support/fast-check'
import { expect, test } from 'vitest'
import { hrefOf, parseRoute } from '../../../../src/renderer/app/router'

test('an address names a page and its choices, whatever they are', () => {
  expect(parseRoute('')).toEqual({ page: 'start', params: {} })
  expect(parseRoute('#/fairness?groups=race')).toEqual({ page: 'fairness', params: { groups: 'race' } })
  expect(hrefOf('findings', { finding: undefined })).toBe('#/findings')
  fc.assert(
    fc.property(fc.dictionary(fc.string({ minLength: 1 }), fc.string()), (params) => {
      const kept = Object.fromEntries(Object.entries(params))
      expect(parseRoute(hrefOf('drift', kept))).toEqual({ page: 'drift', params: kept })
    })
  )
})
