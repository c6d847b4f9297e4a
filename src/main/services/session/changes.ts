/** Something that changes now and then, and those who wait for it. */
export type Changes = {
  /** How often it changed so far. */
  count: () => number
  tell: () => void
  /** True as soon as it has changed more than `seen` times; false when the signal was aborted before. */
  after: (seen: number, signal?: AbortSignal) => Promise<boolean>
}

export function createSignal(): Changes {
  let count = 0
  const waiting = new Set<() => void>()
  return {
    count: () => count,
    tell() {
      count += 1
      for (const wake of [...waiting]) wake()
    },
    after(seen, signal) {
      if (signal?.aborted === true) return Promise.resolve(false)
      if (count > seen) return Promise.resolve(true)
      return new Promise((resolve) => {
        const wake = (): void => {
          waiting.delete(wake)
          signal?.removeEventListener('abort', wake)
          resolve(signal?.aborted !== true)
        }
        waiting.add(wake)
        signal?.addEventListener('abort', wake, { once: true })
      })
    }
  }
}
