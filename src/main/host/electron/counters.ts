/** What was denied since the start, by kind; only numbers, never what was asked for. */
export const DENIED = ['request', 'permission', 'navigation', 'window', 'download', 'message'] as const
export type Denied = (typeof DENIED)[number]

export type Counters = { add: (what: Denied) => void; all: () => Record<Denied, number> }

export function createCounters(): Counters {
  const counts: Record<Denied, number> = { request: 0, permission: 0, navigation: 0, window: 0, download: 0, message: 0 }
  return {
    add: (what) => {
      counts[what] += 1
    },
    all: () => ({ ...counts })
  }
}
