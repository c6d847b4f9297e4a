import { reportStatement } from '../../shared/model/report'
import { REPORT_NAME } from '../core/evidence/sign-off'
import type { Ports } from './ports'
import { PDF_NAME } from './report-folder'

export type ListedReport = { folder: string; pdf: string; digest: string; title: string; model: string; at: string; signOffs: number }

/** The reports of a project that are whole, newest claimed time first. */
export async function listReports({ files }: Ports, project: string): Promise<ListedReport[]> {
  const reports = files.join(files.absolute(project), 'reports')
  const listed = await Promise.all((await files.list(reports)).map(async (name) => readOne({ files }, files.join(reports, name))))
  return listed.filter((report) => report !== null).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.folder < b.folder ? -1 : 1))
}

async function readOne({ files }: Pick<Ports, 'files'>, folder: string): Promise<ListedReport | null> {
  const names = await files.list(folder)
  if (!names.includes(PDF_NAME) || !names.includes(REPORT_NAME)) return null
  const path = files.join(folder, REPORT_NAME)
  const parsed = reportStatement.safeParse(JSON.parse(new TextDecoder().decode(await files.read(path))))
  if (!parsed.success) return null
  const { plan, at } = parsed.data.predicate
  const signOffs = names.filter((name) => /^sign-off-\d+\.json$/.test(name)).length
  return {
    folder,
    pdf: files.join(folder, PDF_NAME),
    digest: await files.sha256(path),
    title: plan.effective.title,
    model: plan.effective.subject.model,
    at,
    signOffs
  }
}
