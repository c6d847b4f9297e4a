import { reportStatement, type ReportStatement } from '../../shared/model/report'
import { parseCanonical } from '../core/evidence/canonical-json'
import { REPORT_NAME } from '../core/evidence/sign-off'
import type { ReportContent } from '../ports/executor'
import type { Attachment } from '../ports/print'
import type { Ports } from './ports'

export const PLAN_NAME = 'plan.yaml'
export const envelopeName = (index: number): string => `sign-off-${index + 1}.json`

export function readStatement(bytes: Uint8Array): ReportStatement {
  return reportStatement.parse(parseCanonical(bytes, REPORT_NAME))
}

/** The pages, before certification: a pure function of the content and of the typesetter's digests. */
export const printReport = (ports: Pick<Ports, 'executors'>, content: ReportContent): Promise<Uint8Array> =>
  ports.executors.run('print', content, { name: 'Printing', signal: new AbortController().signal, progress: () => undefined })

export function attachments({ report, envelopes, plan, tables }: ReportContent): Attachment[] {
  return [
    {
      name: REPORT_NAME,
      mime: 'application/json',
      relationship: 'data',
      description: 'The report: every number, with its evidence',
      bytes: report
    },
    { name: PLAN_NAME, mime: 'application/yaml', relationship: 'source', description: 'The plan, byte for byte', bytes: plan },
    ...envelopes.map((bytes, index): Attachment => ({
      name: envelopeName(index),
      mime: 'application/json',
      relationship: 'supplement',
      description: 'Signed statement over the digest of the report',
      bytes
    })),
    ...tables.map(({ name, bytes }): Attachment => ({
      name,
      mime: 'text/csv',
      relationship: 'data',
      description: 'Table named by SHA-256 in the report',
      bytes
    }))
  ]
}

/** The sign-offs among names of files, first signed first. */
export const envelopesIn = (names: readonly string[]): string[] =>
  names.filter((name) => /^sign-off-\d+\.json$/.test(name)).sort((a, b) => Number(/\d+/.exec(a)) - Number(/\d+/.exec(b)))

/** The inverse of `attachments`. */
export function contentOf(found: readonly Pick<Attachment, 'name' | 'bytes'>[]): ReportContent {
  const named = (name: string): Uint8Array => found.find((attachment) => attachment.name === name)?.bytes ?? new Uint8Array()
  const tables = found.filter(({ name }) => name.endsWith('.csv')).sort((a, b) => (a.name < b.name ? -1 : 1))
  return {
    report: named(REPORT_NAME),
    plan: named(PLAN_NAME),
    envelopes: envelopesIn(found.map(({ name }) => name)).map(named),
    tables: tables.map(({ name, bytes }) => ({ name, bytes }))
  }
}
