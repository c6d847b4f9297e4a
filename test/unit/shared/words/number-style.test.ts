import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { afterEach, expect, it } from 'vitest'
import { count, percent, setNumberStyle, valueText } from '../../../../src/shared/words/format'

afterEach(() => setNumberStyle({ thousands: '\u202f', rates: 'percent' }))

it('a window writes numbers as its user likes', () => {
  const written = () => [count(1_234_567), percent(0.4567, 1), valueText(0.4567, 'proportion', 1)]
  expect(written()).toEqual(['1\u202f234\u202f567', '45.7\u202f%', '45.7\u202f%'])
  setNumberStyle({ thousands: ',', rates: 'fraction' })
  expect(written()).toEqual(['1,234,567', '0.457', '0.457'])
  setNumberStyle({ thousands: '', rates: 'percent' })
  expect(written()[0]).toBe('1234567')
})

it('nothing outside the window does', () => {
  const main = resolve(import.meta.dirname, '../../../../src/main')
  const files = readdirSync(main, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.ts'))
  expect(files.length).toBeGreaterThan(100)
  expect(files.filter((name) => readFileSync(join(main, name), 'utf8').includes('setNumberStyle'))).toEqual([])
})
