import type { AnnotationEvent } from '../../../shared/model/annotation'
import type { Finding, Severity, VerdictCode } from '../../../shared/model/finding'
import type { View } from '../../../shared/reading/view'
import { SEVERITIES } from '../../../shared/words/words'

/** A finding as it stands now: the report's own words, and what was said of it since. */
export type AnsweredFinding = {
  finding: Finding
  /** Of the measures it rests on, the gravest. */
  verdict: VerdictCode | null
  owner: string
  response: string
  due: string
  status: Finding['status']
  notes: readonly AnnotationEvent[]
}

const GRAVEST: readonly VerdictCode[] = ['fail', 'insufficient', 'pass']

/** Gravest first. Of owner, response, due and status the last word counts; notes are kept all. */
export function answered(view: View, annotations: readonly AnnotationEvent[]): AnsweredFinding[] {
  const bySeverity = [...view.report.findings].sort((a, b) => SEVERITIES.indexOf(a.severity) - SEVERITIES.indexOf(b.severity))
  return bySeverity.map((finding) => {
    const own = annotations.filter((event) => event.report === view.digest && event.finding === finding.id)
    const last = (field: AnnotationEvent['field'], before: string | null): string =>
      own.findLast((event) => event.field === field)?.text ?? before ?? ''
    return {
      finding,
      verdict: verdictOf(view, finding),
      owner: last('owner', finding.owner),
      response: last('response', finding.response),
      due: last('due', finding.due),
      status: last('status', finding.status) as Finding['status'],
      notes: own.filter((event) => event.field === 'note')
    }
  })
}

function verdictOf(view: View, { evidence }: Finding): VerdictCode | null {
  const found = new Set(evidence.flatMap((id) => view.verdicts(id).map((verdict) => verdict.verdict)))
  return GRAVEST.find((code) => found.has(code)) ?? null
}

export type FindingFilter = { severity: Severity | 'all'; status: Finding['status'] | 'all'; text: string }

/** Text is looked for in everything the report says of a finding, its owner included. */
export function filtered(all: readonly AnsweredFinding[], { severity, status, text }: FindingFilter): AnsweredFinding[] {
  const wanted = text.trim().toLowerCase()
  return all.filter(({ finding, owner, status: now }) => {
    if (severity !== 'all' && finding.severity !== severity) return false
    if (status !== 'all' && now !== status) return false
    const words = [finding.id, finding.title, finding.condition, finding.criterion, finding.effect, owner].join('\n').toLowerCase()
    return wanted === '' || words.includes(wanted)
  })
}
