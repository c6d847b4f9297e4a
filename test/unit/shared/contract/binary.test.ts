import fc from '../../../support/fast-check'
import { expect, test } from 'vitest'
import { httpBinary } from '../../../../src/shared/contract/binary'

test('bytes cross HTTP as base64, as Node writes it, and come back', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => {
      const text = httpBinary.serialize(bytes)
      expect(text).toBe(Buffer.from(bytes).toString('base64'))
      expect(httpBinary.deserialize(text)).toEqual(bytes)
    })
  )
  expect(() => httpBinary.deserialize('not base64 !')).toThrow()
})
