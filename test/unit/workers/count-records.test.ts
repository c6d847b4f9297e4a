import fc from '../../support/fast-check'
import { expect, test } from 'vitest'
import { createRecordCounter } from '../../../src/main/workers/reader/csv/count-records'

const count = (text: string, pieces = 1) => {
  const counter = createRecordCounter(34, 44)
  const bytes = Buffer.from(text)
  const size = Math.max(1, Math.ceil(bytes.length / pieces))
  for (let at = 0; at < bytes.length; at += size) counter.push(bytes.subarray(at, at + size))
  return counter.end()
}

test.each([
  ['', 0],
  ['a', 1],
  ['a\n', 1],
  ['a\nb', 2],
  ['a\r\nb\r\n', 2],
  ['a\rb\r', 2],
  ['a\n\n\nb\n', 2],
  ['\r\n\r\na', 1],
  ['"a\nb",1\n2,3\n', 2],
  ['"a""\n""b"\nc', 2],
  ['a"b\nc"d\n', 2],
  ['1,"\r\n"\r\n', 1],
  ['","\n"\n"', 2]
])('%j has %i records', (text, records) => {
  for (const pieces of [1, 2, 3, 7, 100]) expect(count(text, pieces).records).toBe(records)
})

test('the count is the same however the bytes are cut, and the number of records written', () => {
  const cell = fc.oneof(
    fc.stringMatching(/^[a-z0-9é ]{1,5}$/),
    fc.stringMatching(/^[a-z",\n\r]{0,6}$/).map((text) => `"${text.replaceAll('"', '""')}"`)
  )
  const table = fc.array(fc.array(cell, { minLength: 1, maxLength: 4 }), { maxLength: 20 })
  fc.assert(
    fc.property(table, fc.constantFrom('\n', '\r\n', '\r'), fc.integer({ min: 1, max: 50 }), (rows, end, pieces) => {
      const text = rows.map((row) => row.join(',') + end).join('')
      expect(count(text, pieces)).toEqual(count(text))
      expect(count(text).records).toBe(rows.length)
    })
  )
})

test('the longest line and the first U+0000', () => {
  expect(count('ab\nabcd\na')).toMatchObject({ longest: 4, firstNull: -1 })
  expect(count('a\nb\nc\0').firstNull).toBe(3)
})
