import type { ErrorCode } from '../../shared/model/errors'

/** Codes, ids, counts and times; never cell values, headers, paths or passphrases. */
export type LogEntry = { event: string; code?: ErrorCode; id?: string; count?: number }

export interface Log {
  write(entry: LogEntry): void
}
