import { METRICS, type MetricSpec } from '../../../shared/model/metrics'
import type { Measure } from '../../../shared/model/measure'
import type { Report } from '../../../shared/model/report'
import type { SignOff } from '../../../shared/model/statement'
import type { Verdict } from '../../../shared/model/finding'
import { grouped } from '../evidence/digest'
import type { Cover, CoverCriterion, Definition } from './blocks'
import { decimalsOf, value } from './format'
import { bySeverity, groupName, VERDICT } from './words'

/** The first page: it stands alone for a reader with ten minutes. */
export function cover(report: Report, digest: string, signOffs: readonly SignOff[]): Cover {
  const { effective } = report.plan
  return {
    kind: 'Model audit report',
    title: effective.title,
    organisation: effective.subject.organisation ?? '',
    subject: subject(report),
    criteria: report.verdicts.filter((v) => v.primary).map((v) => criterion(report, v)),
    criteriaNote: '',
    findings: bySeverity(report.findings)
      .slice(0, 3)
      .map((f) => ({ id: f.id, severity: f.severity, text: f.title })),
    findingsNote: `${report.findings.length} findings`,
    signatures: signOffs.map((s) => ({
      role: s.role,
      name: s.claimedName,
      key: grouped(s.keyId),
      time: s.claimedTime,
      independence: s.independence,
      decision: s.decision
    })),
    signaturesNote: '',
    digest: grouped(digest),
    challenge: effective.challenge ?? '',
    notes: ['Assay computes; it gives no opinion, assurance or legal conclusion.']
  }
}

function subject(report: Report): Definition[] {
  const { subject: s, use, period } = report.plan.effective
  return [
    { term: 'Model', text: `${s.model}${s.version === undefined ? '' : `, version ${s.version}`}` },
    { term: 'Purpose', text: use.purpose },
    { term: 'Period', text: period ? `${period.from} to ${period.to}` : 'not stated' }
  ]
}

function criterion(report: Report, v: Verdict): CoverCriterion {
  const measure: Measure | undefined = report.measures.find((m) => m.id === v.measure)
  const spec: MetricSpec | undefined = measure && METRICS[measure.metric]
  const unit = spec?.unit ?? 'ratio'
  const decimals = decimalsOf(unit, measure?.interval?.low ?? null, measure?.interval?.high ?? null)
  const show = (x: number | null | undefined): string => value(x ?? null, unit, decimals)
  return {
    id: v.criterion,
    what: `${spec?.name ?? v.measure}, ${groupName(measure?.group ?? null)}`,
    estimate: show(measure?.estimate),
    interval: `${show(measure?.interval?.low)} to ${show(measure?.interval?.high)}`,
    threshold: [
      v.threshold.atLeast === null ? '' : `≥ ${v.threshold.atLeast}`,
      v.threshold.atMost === null ? '' : `≤ ${v.threshold.atMost}`
    ]
      .filter(Boolean)
      .join(' and '),
    observed: v.observed,
    verdict: v.verdict,
    word: VERDICT[v.verdict],
    rule: report.plan.effective.criteria.find((c) => c.id === v.criterion)?.rule ?? '',
    evidence: ''
  }
}
