import { AssayError } from '../../shared/model/errors'
import type { ReportStatement } from '../../shared/model/report'
import type { SignOff } from '../../shared/model/statement'
import { readLedger } from '../core/evidence/ledger'
import { openSignOff, REPORT_NAME } from '../core/evidence/sign-off'
import { coverOf, type Cover } from '../core/findings/cover'
import { rememberChecked, type CheckedReports } from './checked-reports'
import { checkedStatement } from './open-report'
import type { Ports } from './ports'
import { envelopesIn, readStatement } from './print-report'
import { PDF_NAME } from './report-folder'
import { isOfThisBuild, writtenReports } from './written-reports'

/** `bytes`: the statement's text, which is its only one. */
export type OpenedReport = { digest: string; bytes: Uint8Array; cover: Cover; signOffs: SignOff[] }

const reportFolder = ({ files }: Ports, project: string, digest: string): string =>
  files.join(files.absolute(project), 'reports', digest.slice(0, 16))

/** The folder of a project's report. Throws `project/no-report`. */
export async function reportFolderOf(ports: Ports, project: string, digest: string): Promise<string> {
  const { files } = ports
  const folder = reportFolder(ports, project, digest)
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
  const folder = reportFolder(ports, project, digest)
  const file = files.join(folder, REPORT_NAME)
  if (!(await files.exists(file))) throw new AssayError('project/no-report', { report: digest })
  const bytes = await files.read(file)
  if (ports.sha256(bytes) !== digest) throw new AssayError('project/no-report', { report: digest })
  const cover = checked.get(digest) ?? (await coverWritten(ports, project, digest, bytes))
  rememberChecked(checked, digest, cover)
  const envelopes = envelopesIn(await files.list(folder)).map(async (name) => {
    const { statement } = openSignOff(await files.read(files.join(folder, name)), name)
    return statement.predicate
  })
  return { digest, bytes, cover, signOffs: await Promise.all(envelopes) }
}

async function coverWritten(ports: Ports, project: string, digest: string, bytes: Uint8Array): Promise<Cover> {
  const { files } = ports
  const { lines } = readLedger(await files.read(files.join(files.absolute(project), 'ledger.jsonl')))
  const written: unknown = writtenReports(lines).has(digest) ? JSON.parse(new TextDecoder().decode(bytes)) : null
  const { verdicts, plan } = (isOfThisBuild(ports, written) ? written : checkedStatement(bytes, REPORT_NAME)).predicate
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
