import { AssayError } from '../../shared/model/errors'
import type { ReportStatement } from '../../shared/model/report'
import type { SignOff } from '../../shared/model/statement'
import { openSignOff, REPORT_NAME } from '../core/evidence/sign-off'
import { coverOf, type Cover } from '../core/findings/cover'
import { openReport, statementOf } from './open-report'
import type { Ports } from './ports'
import { envelopeName, readStatement } from './print-report'
import { PDF_NAME } from './report-folder'

export type OpenedReport = { digest: string; statement: ReportStatement; cover: Cover; signOffs: SignOff[] }

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

/** A report of the project as it is signed, and who signed it so far. */
export async function openProjectReport(ports: Ports, project: string, digest: string): Promise<OpenedReport> {
  const found = await openReport(ports, await reportFileOf(ports, project, digest))
  const statement = statementOf(found)
  const { verdicts, plan } = statement.predicate
  const signOffs = found.content.envelopes.map((bytes, index) => openSignOff(bytes, envelopeName(index)).statement.predicate)
  return { digest, statement, cover: coverOf(verdicts, plan.effective.level), signOffs }
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
