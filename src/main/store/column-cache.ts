type Entry = { bytes: number; value: unknown }

/** Columns in memory, least recently used first out; a column being loaded is loaded once. */
export type ColumnCache = {
  get<T>(key: string, load: () => Promise<T>, sizeOf: (value: T) => number): Promise<T>
  has(key: string): boolean
  forget(prefix: string): void
  readonly bytes: number
}

/** `budget` in bytes; the column asked for last always stays, even where it alone is larger. */
export function createColumnCache(budget: number): ColumnCache {
  const entries = new Map<string, Entry>()
  const loading = new Map<string, Promise<unknown>>()
  let bytes = 0

  const drop = (key: string): void => {
    bytes -= entries.get(key)?.bytes ?? 0
    entries.delete(key)
  }
  const keep = (key: string, entry: Entry): void => {
    drop(key)
    entries.set(key, entry)
    bytes += entry.bytes
    for (const oldest of entries.keys()) {
      if (bytes <= budget || oldest === key) return
      drop(oldest)
    }
  }

  return {
    async get<T>(key: string, load: () => Promise<T>, sizeOf: (value: T) => number): Promise<T> {
      const held = entries.get(key)
      if (held !== undefined) {
        keep(key, held)
        return held.value as T
      }
      const running = loading.get(key) as Promise<T> | undefined
      // Another caller's abort is not this caller's: load again.
      if (running !== undefined) return running.catch(() => this.get(key, load, sizeOf))
      const started = load()
      loading.set(key, started)
      try {
        const value = await started
        keep(key, { bytes: sizeOf(value), value })
        return value
      } finally {
        loading.delete(key)
      }
    },
    has: (key) => entries.has(key),
    forget(prefix) {
      for (const key of [...entries.keys()]) if (key.startsWith(prefix)) drop(key)
    },
    get bytes() {
      return bytes
    }
  }
}
