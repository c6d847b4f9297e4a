import fc from '../../support/fast-check'
import { expect, test } from 'vitest'
import { parseRow } from '../../../src/main/workers/reader/json/parse-row'

const read = (text: string): unknown => parseRow(Buffer.from(text))

test('every number that a double holds is read as JSON.parse reads it, in all its digits', () => {
  fc.assert(
    fc.property(fc.double({ noNaN: true, noDefaultInfinity: true }), fc.string(), (value, text) => {
      const row = { value, text }
      fc.pre(!Number.isInteger(value) || Math.abs(value) < 1e15)
      expect(read(JSON.stringify(row))).toEqual(JSON.parse(JSON.stringify(row)))
    })
  )
  for (const number of [
    '0.14543630892678033',
    '-0.0010030090270812437',
    '1.0000000000000000000',
    '12345678901234567.5',
    '1e+0000000000000000001'
  ])
    expect(read(`{"a":${number},"b":[${number}]}`), number).toEqual({ a: Number(number), b: [Number(number)] })
})

test('whole numbers beyond a double come as text, digit for digit', () => {
  for (const digits of ['9007199254740993', '-9007199254740993', '18446744073709551615'])
    expect(read(`{"a":${digits},"b": ${digits} , "c":"x${digits}"}`)).toEqual({ a: digits, b: digits, c: `x${digits}` })
})
