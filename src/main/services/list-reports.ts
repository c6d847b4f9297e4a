import { z } from 'zod'
import type { LedgerLine } from '../../shared/model/ledger'
import type { ListedReport } from '../../shared/model/project-state'
import { report } from '../../shared/model/report'
import { REPORT_TYPE } from '../../shared/model/statement'
import { REPORT_NAME } from '../core/evidence/sign-off'
import { coverOf } from '../core/findings/cover'
import { rememberChecked, type CheckedReports } from './checked-reports'
import type { Ports } from './ports'
import { PDF_NAME } from './report-folder'
import { isOfThisBuild, writtenReports } from './written-reports'

export type { ListedReport } from '../../shared/model/project-state'

/** What a report's JSON says, by its folder: it never changes, so it is read once. */
type Said = Pick<ListedReport, 'digest' | 'title' | 'model' | 'at' | 'verdict' | 'findings'>
export type ReportMemo = { readonly said: Map<string, Said | null>; readonly checked: CheckedReports }
export const emptyMemo = (): ReportMemo => ({ said: new Map(), checked: new Map() })

type ListPorts = Pick<Ports, 'files' | 'sha256' | 'build'>

/** The reports of a project that are whole, newest claimed time first; `events`: what its ledger says, where that is known already. */
export async function listReports(
  ports: ListPorts,
  project: string,
  memo: ReportMemo = emptyMemo(),
  events: readonly LedgerLine[] = []
): Promise<ListedReport[]> {
  const { files } = ports
  const reports = files.join(files.absolute(project), 'reports')
  const written = writtenReports(events)
  const listed = await Promise.all((await files.list(reports)).map((name) => readOne(ports, files.join(reports, name), { memo, written })))
  return listed.filter((report) => report !== null).sort((a, b) => (a.at < b.at ? 1 : a.at > b.at ? -1 : a.folder < b.folder ? -1 : 1))
}

type Known = { memo: ReportMemo; written: ReadonlySet<string> }

async function readOne(ports: ListPorts, folder: string, { memo, written }: Known): Promise<ListedReport | null> {
  const { files } = ports
  const names = await files.list(folder)
  if (!names.includes(PDF_NAME) || !names.includes(REPORT_NAME)) return null
  const known = memo.said.get(folder)
  const said = known === undefined ? await whatItSays(ports, files.join(folder, REPORT_NAME), { memo, written }) : known
  memo.said.set(folder, said)
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
async function whatItSays(ports: ListPorts, path: string, { memo, written }: Known): Promise<Said | null> {
  const bytes = await ports.files.read(path)
  const digest = ports.sha256(bytes)
  const json = jsonOf(bytes)
  const ours = written.has(digest) && isOfThisBuild(ports, json)
  const statement = ours ? json : listed.safeParse(json).data
  if (statement === undefined) return null
  const { plan, at, verdicts, findings } = statement.predicate
  const cover = coverOf(verdicts, plan.effective.level)
  if (ours) rememberChecked(memo.checked, digest, cover)
  return {
    digest,
    title: plan.effective.title,
    model: plan.effective.subject.model,
    at,
    verdict: cover.verdict,
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
