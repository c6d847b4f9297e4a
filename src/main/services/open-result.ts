import { AssayError } from '../../shared/model/errors'
import type { ReportStatement } from '../../shared/model/report'
import type { SignOff } from '../../shared/model/statement'
import { utf8 } from '../core/evidence/bytes'
import { readLedger } from '../core/evidence/ledger'
import { openSignOff, REPORT_NAME } from '../core/evidence/sign-off'
import { coverOf, type Cover } from '../core/findings/cover'
import { checkedStatement } from './open-report'
import type { Ports } from './ports'
import { envelopesIn, readStatement } from './print-report'
import { PDF_NAME } from './report-folder'
import { isOfThisBuild, writtenReports } from './written-reports'

/** `json`: the statement's text, which is its only one. */
export type OpenedReport = { digest: string; json: string; cover: Cover; signOffs: SignOff[] }

/** The covers of reports whose JSON was found to be as this build writes it, by digest: that need not be found twice. */
export type CheckedReports = Map<string, Cover>
const MOST_CHECKED = 64

/** The folder of a project's report. Throws `project/no-report`. */
export async function reportFolderOf({ files }: Ports, project: string, digest: string): Promise<string> {
  const folder = files.join(files.absolute(project), 'reports', digest.slice(0, 16))
  const file = files.join(folder, REPORT_NAME)
  if (!(await files.exists(file)) || (await files.sha256(file)) !== digest) throw new AssayError('project/no-report', { report: digest })
  return folder
}

/** The JSON of a project's report: it is there whether or not the PDF is signed. Throws `project/no-report`. */
export const reportFileOf = async (ports: Ports, project: string, digest: string): Promise<string> =>
  ports.files.join(await reportFolderOf(ports, project, digest), REPORT_NAME)

/** A report of the project as it is signed, and who signed it so far. Throws `project/no-report`, `report/unreadable`. */
export async function openProjectReport(ports: Ports, project: string, digest: string, checked: CheckedReports): Promise<OpenedReport> {
  const { files } = ports
  const folder = await reportFolderOf(ports, project, digest)
  const json = new TextDecoder().decode(await files.read(files.join(folder, REPORT_NAME)))
  const cover = checked.get(digest) ?? (await coverWritten(ports, project, digest, json))
  remember(checked, digest, cover)
  const envelopes = envelopesIn(await files.list(folder)).map(async (name) => {
    const { statement } = openSignOff(await files.read(files.join(folder, name)), name)
    return statement.predicate
  })
  return { digest, json, cover, signOffs: await Promise.all(envelopes) }
}

function remember(checked: CheckedReports, digest: string, cover: Cover): void {
  checked.set(digest, cover)
  for (const oldest of checked.keys()) if (checked.size > MOST_CHECKED) checked.delete(oldest)
}

async function coverWritten(ports: Ports, project: string, digest: string, json: string): Promise<Cover> {
  const { files } = ports
  const { lines } = readLedger(await files.read(files.join(files.absolute(project), 'ledger.jsonl')))
  const written: unknown = writtenReports(lines).has(digest) ? JSON.parse(json) : null
  const { verdicts, plan } = (isOfThisBuild(ports, written) ? written : checkedStatement(utf8(json), REPORT_NAME)).predicate
  return coverOf(verdicts, plan.effective.level)
}

/** The result of a run, whether or not its report was written. Throws `project/no-run`. */
export async function openRun({ files }: Ports, project: string, run: string): Promise<ReportStatement> {
  const file = files.join(files.absolute(project), 'runs', run, 'results.json')
  if (!(await files.exists(file))) throw new AssayError('project/no-run', { run })
  return readStatement(await files.read(file))
}

/** The very PDF that lies in the project, and a name to save it under. */
export async function reportPdf(ports: Ports, project: string, digest: string): Promise<{ name: string; bytes: Uint8Array }> {
  const folder = await reportFolderOf(ports, project, digest)
  return { name: `assay-report-${digest.slice(0, 16)}.pdf`, bytes: await ports.files.read(ports.files.join(folder, PDF_NAME)) }
}

/** A file that is attached to the report: a table, or its plan. */
export async function reportTable(ports: Ports, project: string, digest: string, name: string): Promise<{ bytes: Uint8Array }> {
  const folder = await reportFolderOf(ports, project, digest)
  const names = await ports.files.list(folder)
  if (!names.includes(name)) throw new AssayError('report/missing', { file: name })
  return { bytes: await ports.files.read(ports.files.join(folder, name)) }
}
