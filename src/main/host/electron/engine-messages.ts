import type { Denied } from './counters'

/** What the main process says to the engine. A window's or reader's port travels with the message. */
export type ToEngine =
  | { kind: 'client' }
  | { kind: 'reader'; id: number }
  | { kind: 'reader-exit'; id: number; how: string }
  | { kind: 'denied'; counts: Record<Denied, number> }
  /** No window is left: say when no work is under way and no project is open. */
  | { kind: 'finish' }

export type FromEngine =
  | { kind: 'start-reader'; id: number; heapMegabytes: number }
  | { kind: 'kill-reader'; id: number }
  | { kind: 'count-denied' }
  | { kind: 'finished' }

/** How the engine is started, as its only argument in JSON. */
export type EngineStart = {
  root: string
  first: string | null
  keysFolder: string | null
  projectsFolder: string | null
  at: string | null
}
