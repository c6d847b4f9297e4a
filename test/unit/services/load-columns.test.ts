import { expect, test } from 'vitest'
import { loadColumns } from '../../../src/main/services/load-columns'
import type { Dataset } from '../../../src/main/ports/store'

/** A store that stops reading as soon as the signal aborts, and then says why as the store does. */
const reading = (fails: (signal: AbortSignal) => void): Dataset =>
  ({
    manifest: { columns: [{ name: 'income', stored: 'c0' }] },
    prefetch: (_: unknown, signal: AbortSignal) => Promise.resolve().then(() => fails(signal))
  }) as unknown as Dataset

const load = (dataset: Dataset, controller: AbortController): Promise<unknown> =>
  loadColumns(dataset, [{ name: 'income', as: 'numbers' }], {
    name: 'The explanation',
    signal: controller.signal,
    progress: () => undefined
  })

test('a cancel while columns are read is told as a cancel', async () => {
  const controller = new AbortController()
  const dataset = reading((signal) => {
    controller.abort()
    signal.throwIfAborted()
  })
  await expect(load(dataset, controller)).rejects.toMatchObject({ code: 'internal/cancelled' })
})

test('what fails otherwise stays what it is', async () => {
  const dataset = reading(() => {
    throw new Error('no disk')
  })
  await expect(load(dataset, new AbortController())).rejects.toThrow('no disk')
})
