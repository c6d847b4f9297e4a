import { REPORT_NAME } from '../core/evidence/sign-off'
import type { Ports } from './ports'
import type { ReportContent } from '../ports/executor'
import { PLAN_NAME, envelopeName } from './print-report'

export const PDF_NAME = 'report.pdf'

/** A report's files in a folder of its own, named by the digest of its JSON. The PDF comes last: where it is, all is there. */
export async function writeReportFolder(
  { files, sha256 }: Ports,
  reportsFolder: string,
  content: ReportContent,
  pdf: Uint8Array
): Promise<{ folder: string; pdf: string; digest: string }> {
  const digest = sha256(content.report)
  const folder = files.join(reportsFolder, digest.slice(0, 16))
  await files.makeFolder(folder)
  const parts: [string, Uint8Array][] = [
    [PLAN_NAME, content.plan],
    ...content.tables.map(({ name, bytes }): [string, Uint8Array] => [name, bytes]),
    [REPORT_NAME, content.report],
    ...content.envelopes.map((bytes, index): [string, Uint8Array] => [envelopeName(index), bytes]),
    [PDF_NAME, pdf]
  ]
  for (const [name, bytes] of parts) await files.writeAtomic(files.join(folder, name), bytes)
  return { folder, pdf: files.join(folder, PDF_NAME), digest }
}
