import type { LedgerLine } from '../../shared/model/ledger'
import type { ReportStatement } from '../../shared/model/report'
import type { Ports } from './ports'

/** Digests of the reports that a project's ledger says were written in it. */
export const writtenReports = (events: readonly LedgerLine[]): ReadonlySet<string> =>
  new Set(events.flatMap((line) => (line.type === 'report-written' ? [line.body.report] : [])))

/**
 * Of the JSON of a report whose digest the ledger holds: true where this very build wrote it, so that its form is known. All others, also those of
 * older builds, are checked field by field.
 */
export const isOfThisBuild = ({ build }: Pick<Ports, 'build'>, written: unknown): written is ReportStatement =>
  (written as { predicate?: { made?: { build?: unknown } } } | null)?.predicate?.made?.build === build()
