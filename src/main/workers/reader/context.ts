import type { FileHandle } from 'node:fs/promises'
import type { ImportLimits, ImportProgress } from '../../ports/reader'

/** What every step of one import shares. `scratch` is its own folder, removed at the end. */
export type ImportContext = {
  scratch: string
  limits: ImportLimits
  /** Closed at the end. */
  opened: FileHandle[]
  report(progress: ImportProgress): void
}

/** What is known of one file's bytes without its parser. */
export type FileFacts = { sha256: string; rows: number }

export type LoadedFile = { parsed: number; rejections: Rejected[] }
export type Rejected = { line: number; column: number; reason: RejectReason }
export type RejectReason =
  'too-few-columns' | 'too-many-columns' | 'not-of-type' | 'unclosed-quote' | 'bad-text' | 'bad-json' | 'line-too-long' | 'other'
