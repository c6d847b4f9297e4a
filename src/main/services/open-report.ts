import { AssayError } from '../../shared/model/errors'
import { reportStatement, type ReportStatement } from '../../shared/model/report'
import { parseCanonical } from '../core/evidence/canonical-json'
import { REPORT_NAME } from '../core/evidence/sign-off'
import type { ReportContent } from '../ports/executor'
import type { Attachment } from '../ports/print'
import type { Ports } from './ports'
import { contentOf } from './print-report'
import { PDF_NAME } from './report-folder'

export type FoundReport = { content: ReportContent; name: string }

const PDF_MAGIC = [0x25, 0x50, 0x44, 0x46]
export const isPdf = (bytes: Uint8Array): boolean => PDF_MAGIC.every((byte, index) => bytes[index] === byte)

/** The file behind a path that names a signed PDF, a report's JSON, or the folder of both. */
export async function readReportFile({ files }: Ports, path: string): Promise<{ path: string; bytes: Uint8Array }> {
  const given = files.absolute(path)
  if (!(await files.exists(given))) throw new AssayError('report/missing', { file: path })
  const inFolder = async (): Promise<string> =>
    files.join(given, (await files.exists(files.join(given, PDF_NAME))) ? PDF_NAME : REPORT_NAME)
  const file = (await files.isFolder(given)) ? await inFolder() : given
  if (!(await files.exists(file))) throw new AssayError('report/missing', { file: path })
  return { path: file, bytes: await files.read(file) }
}

/** What a report consists of. Throws the codes of a container that is not as Assay writes it. */
export async function openContent(ports: Ports, path: string, bytes: Uint8Array): Promise<FoundReport> {
  const name = ports.files.nameOf(path)
  const { certifier } = ports
  return {
    name,
    content: isPdf(bytes) ? contentOf(certifier.attachments(certifier.open(bytes).base)) : await besideJson(ports, path, bytes)
  }
}

export async function openReport(ports: Ports, path: string): Promise<FoundReport> {
  const file = await readReportFile(ports, path)
  return openContent(ports, file.path, file.bytes)
}

async function besideJson({ files }: Ports, path: string, report: Uint8Array): Promise<ReportContent> {
  const folder = files.folderOf(path)
  const wanted = (await files.list(folder)).filter((name) => /^(sign-off-\d+\.json|plan\.yaml|[^/]+\.csv)$/.test(name))
  const beside = await Promise.all(wanted.map(async (name) => ({ name, bytes: await files.read(files.join(folder, name)) })))
  const found: Pick<Attachment, 'name' | 'bytes'>[] = [{ name: REPORT_NAME, bytes: report }, ...beside]
  return contentOf(found)
}

/** The report's JSON, checked against its schema. */
export const statementOf = ({ content, name }: FoundReport): ReportStatement => checkedStatement(content.report, name)

/** Throws `report/unreadable`, `evidence/not-canonical`. */
export function checkedStatement(report: Uint8Array, name: string): ReportStatement {
  const parsed = reportStatement.safeParse(parseCanonical(report, name))
  if (!parsed.success)
    throw new AssayError('report/unreadable', { file: name, what: parsed.error.issues[0]?.path.join('.') ?? 'its fields' })
  return parsed.data
}
