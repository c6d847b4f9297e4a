import type { EarlierFinding } from '../../../shared/model/earlier'
import type { Report } from '../../../shared/model/report'

export type PriorFinding = EarlierFinding & { now: EarlierFinding['status']; closure: string | null }

/** The earlier report's findings and what became of them: those the plan does not mention stay as they were, and open ones stay open. */
export function priorFindings({ earlier, plan }: Pick<Report, 'earlier' | 'plan'>): PriorFinding[] {
  const known = new Map(Object.entries(plan.effective.prior_findings))
  return (earlier?.findings ?? []).map((finding) => {
    const said = known.get(finding.id)
    return { ...finding, now: said?.status ?? finding.status, closure: said?.closure ?? null }
  })
}

const SHORT = 8

/** What a later report has to carry forward: this one's own findings, then those it was left with and did not close. */
export function findingsLeft(report: Pick<Report, 'findings' | 'earlier' | 'plan'>): EarlierFinding[] {
  const own = report.findings.map(({ id, title, severity, status }) => ({ id, title, severity, status }))
  const from = report.earlier?.report.slice(0, SHORT) ?? ''
  const carried = priorFindings(report)
    .filter(({ now }) => now !== 'closed')
    .map(({ id, title, severity, now }) => ({ id: id.includes('@') ? id : `${id}@${from}`, title, severity, status: now }))
  return [...own, ...carried]
}
