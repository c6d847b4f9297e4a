import { expect, test } from 'vitest'
import { createColumnCache } from '../../../src/main/store/column-cache'

const size = (value: number) => value
const loader = () => {
  const loads: number[] = []
  return { loads, of: (value: number) => () => (loads.push(value), Promise.resolve(value)) }
}

test('least recently used first out, under the budget; the last asked for stays', async () => {
  const cache = createColumnCache(10)
  const { loads, of } = loader()
  await cache.get('a', of(4), size)
  await cache.get('b', of(5), size)
  await cache.get('a', of(4), size)
  await cache.get('c', of(6), size)
  expect(cache.bytes).toBe(10)
  await cache.get('a', of(4), size)
  await cache.get('b', of(5), size)
  expect(loads).toEqual([4, 5, 6, 5])
  await cache.get('d', of(50), size)
  expect(cache.bytes).toBe(50)
})

test('one load for two askers; a failed load is not remembered, and the second asker tries again', async () => {
  const cache = createColumnCache(10)
  const { loads, of } = loader()
  expect(await Promise.all([cache.get('a', of(1), size), cache.get('a', of(1), size)])).toEqual([1, 1])
  expect(loads).toEqual([1])
  const first = cache.get('b', () => Promise.reject(new Error('aborted')), size)
  const second = cache.get('b', of(2), size)
  await expect(first).rejects.toThrow('aborted')
  expect(await second).toBe(2)
})

test('forgets by prefix', async () => {
  const cache = createColumnCache(10)
  await cache.get('d1/c0', () => Promise.resolve(3), size)
  await cache.get('d2/c0', () => Promise.resolve(4), size)
  cache.forget('d1/')
  expect(cache.bytes).toBe(4)
})
