import type { Verdict } from '../../../shared/model/finding'
import type { Inference } from '../../../shared/model/plan'
import type { Report } from '../../../shared/model/report'
import type { SignOff } from '../../../shared/model/statement'
import { grouped } from '../evidence/digest'
import type { Cover, CoverCriterion, CoverSignature, Definition } from './blocks'
import { count, counted, listed, NONE, thresholdText, timeText } from '../../../shared/words/format'
import { figures, type View } from '../../../shared/reading/view'
import { bySeverity, comparedText, INSUFFICIENT, OBSERVED, placeText, specOf, VERDICT } from '../../../shared/words/words'

const MOST_CRITERIA = 12
const MOST_FINDINGS = 3

/** The first page: it stands alone for a reader with ten minutes. */
export function cover(view: View): Cover {
  const { report, plan, digest, signOffs } = view
  const primary = report.verdicts.filter((verdict) => verdict.primary)
  const shown = primary.length <= MOST_CRITERIA ? primary : gravest(primary).slice(0, MOST_CRITERIA)
  return {
    kind: 'Model audit report',
    title: plan.title,
    organisation: plan.subject.organisation ?? '',
    subject: subject(view),
    intervalTitle: plan.inference.kind === 'census' ? 'Interval' : `${Math.round(plan.level * 1000) / 10} % interval`,
    criteria: shown.map((verdict) => coverCriterion(view, verdict)),
    criteriaNotes: criteriaNotes(view, primary, shown.length),
    findings: bySeverity(report.findings)
      .slice(0, MOST_FINDINGS)
      .map((finding) => ({ id: finding.id, severity: finding.severity, text: finding.title })),
    findingsNote: findingsNote(report),
    signatures: signOffs.map(signature),
    signaturesNote: signaturesNote(signOffs),
    digest: grouped(digest),
    challenge: plan.challenge ?? '',
    notes: [
      'Obtain the verifier from a source you trust, not with this report.',
      'Assay computes; it gives no opinion, assurance or legal conclusion.'
    ]
  }
}

const GRAVITY = { fail: 0, insufficient: 1, pass: 2 } as const
const gravest = (verdicts: readonly Verdict[]): Verdict[] => [...verdicts].sort((a, b) => GRAVITY[a.verdict] - GRAVITY[b.verdict])

function subject({ report, plan }: View): Definition[] {
  const { subject: model, use, period } = plan
  const rows = report.data.map((part) => `${part.part}: ${counted(part.rows, 'row')} of ${counted(part.files.length, 'file')}`)
  const items: (Definition | null)[] = [
    { term: 'Model', text: model.version === undefined ? model.model : `${model.model}, version ${model.version}` },
    { term: 'Inventory', text: model.inventory ?? 'no inventory id given' },
    ...modelDigests(report, model.digest),
    model.owner === undefined ? null : { term: 'Owner', text: model.owner },
    { term: 'Purpose', text: use.tier === undefined ? use.purpose : `${use.purpose} (tier: ${use.tier})` },
    { term: 'Period', text: period === undefined ? 'not stated' : `${period.from} to ${period.to}` },
    { term: 'Data', text: rows.join('; ') },
    { term: 'Inference', text: inferenceText(plan.inference) }
  ]
  return items.filter((item) => item !== null)
}

const MOST_MODELS = 3

/** The digest that the plan gives, and those of the model files that were read. */
function modelDigests({ models }: Report, stated: string | undefined): Definition[] {
  const given = stated === undefined ? [] : [{ term: 'Model digest', text: grouped(stated), code: true }]
  const read = models
    .slice(0, MOST_MODELS)
    .map(({ name, sha256 }) => ({ term: models.length === 1 ? 'Model file' : `Model file ${name}`, text: grouped(sha256), code: true }))
  const more = models.length - read.length
  const rest = more === 0 ? [] : [{ term: '', text: `${counted(more, 'further model file')} in section 3` }]
  if (given.length + read.length > 0) return [...given, ...read, ...rest]
  return [{ term: 'Model digest', text: 'none given: the model itself was not an input' }]
}

/** STATISTICS: what an interval is about. */
export function inferenceText(inference: Inference): string {
  if (inference.kind === 'census') return 'census: the log is the whole population, figures are observed and carry no interval'
  if (inference.kind === 'sample') return `sample: drawn from a frame of ${count(inference.frame)} by ${inference.method}`
  return 'process: how the model behaves when the process repeats'
}

export function coverCriterion(view: View, verdict: Verdict): CoverCriterion {
  const measure = view.measure(verdict.measure)
  const rule = view.plan.criteria.find((criterion) => criterion.id === verdict.criterion)?.rule ?? ''
  const common = {
    id: verdict.criterion,
    observed: OBSERVED[verdict.observed],
    verdict: verdict.verdict,
    word: VERDICT[verdict.verdict],
    why: verdict.reason === undefined ? '' : INSUFFICIENT[verdict.reason],
    rule,
    evidence: view.evidence(verdict.measure)
  }
  if (measure === undefined)
    return { ...common, what: verdict.criterion, where: '', estimate: NONE, interval: NONE, n: NONE, threshold: NONE }
  const spec = specOf(measure)
  const { estimate, interval, n } = figures(view, measure)
  const threshold = thresholdText(verdict.threshold.atLeast, verdict.threshold.atMost, spec.unit)
  const where = placeText(measure, comparedText(measure))
  return { ...common, what: spec.name, where, estimate, interval, n, threshold }
}

/** The counts that REPORT allows beneath the criteria, unadjusted and Holm-adjusted. */
function criteriaNotes(view: View, primary: readonly Verdict[], shown: number): string[] {
  if (primary.length === 0) return ['The plan names no primary criterion; this report passes no verdict.']
  const failed = primary.filter((verdict) => verdict.verdict === 'fail').length
  const notes = [`${tally(primary)}. ${holm(view, primary, failed)}`]
  if (shown < primary.length) notes.unshift(`The ${shown} gravest of ${primary.length} verdicts are shown; all are in section 2.`)
  const points = primary.filter((verdict) => verdict.decides === 'point').length
  if (points > 0)
    notes.push(
      `${points === primary.length ? 'These' : counted(points, 'verdict')} ${points === 1 ? 'is' : 'are'} decided by the point estimate, ${view.plan.inference.kind === 'census' ? 'since a census has no intervals' : 'as the plan says'}.`
    )
  return notes
}

function tally(verdicts: readonly Verdict[]): string {
  const of = (code: Verdict['verdict']): number => verdicts.filter((verdict) => verdict.verdict === code).length
  return `Of ${counted(verdicts.length, 'primary verdict')}: ${of('pass')} met on this evidence, ${of('fail')} not met, ${of('insufficient')} with insufficient evidence`
}

function holm({ plan }: View, primary: readonly Verdict[], failed: number): string {
  const tested = primary.filter((verdict) => verdict.failPHolm !== null)
  if (tested.length === 0) return 'No adjustment for multiple comparisons applies.'
  const still = tested.filter((verdict) => (verdict.failPHolm ?? 1) <= (1 - plan.level) / 2).length
  return `Not met: ${failed} unadjusted, ${still} after Holm’s adjustment over ${counted(tested.length, 'comparison')}.`
}

function findingsNote(report: Report): string {
  if (report.findings.length === 0) return 'No finding was made. That is not a statement about what was not tested (section 2).'
  const left = report.findings.length - MOST_FINDINGS
  return left > 0 ? `${counted(left, 'further finding')} in section 4.` : ''
}

const SIGN_OFF_ROLES: readonly SignOff['role'][] = ['preparer', 'reviewer', 'approver']
const ROLE: Record<SignOff['role'], string> = { preparer: 'Prepared', reviewer: 'Reviewed', approver: 'Approved' }

function signature(signOff: SignOff): CoverSignature {
  return {
    role: ROLE[signOff.role],
    name: signOff.claimedName,
    key: grouped(signOff.keyId),
    time: timeText(signOff.claimedTime),
    independence: signOff.independence === '' ? 'no statement of independence' : signOff.independence,
    decision: signOff.decision === 'accept' ? 'accepts' : `dissents: ${signOff.reasons}`
  }
}

function signaturesNote(signOffs: readonly SignOff[]): string {
  const missing = SIGN_OFF_ROLES.filter((role) => !signOffs.some((signOff) => signOff.role === role))
  const unsigned = missing.length === 0 ? '' : ` Not signed by: ${listed(missing)}.`
  if (signOffs.length === 0) return `Nobody has signed this rendering.${unsigned}`
  return `Names and times are claims of the signers and their computers. Compare the key fingerprints by a second channel.${unsigned}`
}
