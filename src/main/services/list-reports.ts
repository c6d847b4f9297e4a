import { z } from 'zod'
import type { ListedReport } from '../../shared/model/project-state'
import { report } from '../../shared/model/report'
import { REPORT_TYPE } from '../../shared/model/statement'
import { REPORT_NAME } from '../core/evidence/sign-off'
import { coverOf } from '../core/findings/cover'
import type { Ports } from './ports'
import { PDF_NAME } from './report-folder'

export type { ListedReport } from '../../shared/model/project-state'

/** What a report's JSON says, by its folder: it never changes, so it is read once. */
type Said = Pick<ListedReport, 'digest' | 'title' | 'model' | 'at' | 'verdict' | 'findings'>
export type ReportMemo = Map<string, Said | null>

/** The reports of a project that are whole, newest claimed time first. */
export async function listReports({ files }: Ports, project: string, memo: ReportMemo = new Map()): Promise<ListedReport[]> {
  const reports = files.join(files.absolute(project), 'reports')
  const listed = await Promise.all((await files.list(reports)).map(async (name) => readOne({ files }, files.join(reports, name), memo)))
  return listed.filter((report) => report !== null).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.folder < b.folder ? -1 : 1))
}

async function readOne({ files }: Pick<Ports, 'files'>, folder: string, memo: ReportMemo): Promise<ListedReport | null> {
  const names = await files.list(folder)
  if (!names.includes(PDF_NAME) || !names.includes(REPORT_NAME)) return null
  const known = memo.get(folder)
  const said = known === undefined ? await whatItSays({ files }, files.join(folder, REPORT_NAME)) : known
  memo.set(folder, said)
  if (said === null) return null
  const signOffs = names.filter((name) => /^sign-off-\d+\.json$/.test(name)).length
  return { folder, pdf: files.join(folder, PDF_NAME), signOffs, ...said }
}

/** What a list tells of a report: the measures, which are the most of it, are read when it is opened. */
const listed = z.object({
  predicateType: z.literal(REPORT_TYPE),
  predicate: report.pick({ plan: true, at: true, verdicts: true, findings: true })
})

/** Null for a file that is no report. */
async function whatItSays({ files }: Pick<Ports, 'files'>, path: string): Promise<Said | null> {
  const parsed = listed.safeParse(jsonOf(await files.read(path)))
  if (!parsed.success) return null
  const { plan, at, verdicts, findings } = parsed.data.predicate
  return {
    digest: await files.sha256(path),
    title: plan.effective.title,
    model: plan.effective.subject.model,
    at,
    verdict: coverOf(verdicts, plan.effective.level).verdict,
    findings: findings.length
  }
}

function jsonOf(bytes: Uint8Array): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(bytes))
  } catch {
    return null
  }
}
