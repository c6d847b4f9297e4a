import type { Finding } from '../../../shared/model/finding'
import type { Block, Cell, FindingText } from './blocks'
import { left, list, paragraph, section, subsection, table } from './build'
import { counted, NONE, sentence, timeText } from '../../../shared/words/format'
import { carriedForward, overrides } from './earlier-blocks'
import type { View } from '../../../shared/reading/view'
import { bySeverity } from '../../../shared/words/words'

/** Section 4: what was found, by severity. */
export function findings(view: View): Block[] {
  const found = bySeverity(view.report.findings)
  return [
    section(4, 'Findings'),
    ...(found.length === 0
      ? [paragraph('No finding was made. Section 2 says what was not tested.')]
      : [overview(view, found), { kind: 'findings' as const, items: found.map((one) => text(view, one)) }]),
    subsection('Dissent, overrides and prior findings'),
    list([...dissents(view), ...overrides(view)]),
    ...carriedForward(view)
  ]
}

function evidenceOf(view: View, finding: Finding, most: number): string {
  const all = [...new Set(finding.evidence)]
  const named = all.map((id) => (view.measure(id) === undefined ? id : view.evidence(id))).filter((id) => id !== NONE)
  const shown = named.slice(0, most)
  const rest = all.length - shown.length
  if (shown.length === 0) return rest === 0 ? 'none: no measure is behind it' : `${counted(rest, 'measure')} in report.json`
  return shown.join(', ') + (rest > 0 ? ` and ${rest} more` : '')
}

/** Who answers, by when and how, only where somebody has said so. */
function overview(view: View, found: readonly Finding[]): Block {
  const answered = found.some(({ owner, due }) => owner !== null || due !== null)
  return table(
    'Findings, gravest first',
    [
      left('Id'),
      left('Severity'),
      left('Condition', 4),
      left('Criterion', 1.6),
      left('Evidence', 1.2),
      ...(answered ? [left('Owner', 1.2), left('Due')] : []),
      left('Status')
    ],
    found.map((f): Cell[] => [
      f.id,
      sentence(f.severity),
      f.title,
      plannedCriterion(view, f),
      shortEvidence(view, f),
      ...(answered ? [f.owner ?? 'none', f.due ?? 'none'] : []),
      f.status
    ]),
    {
      wide: true,
      notes: [
        `Criterion: where the plan names one; the paragraph of each finding says what it was held against.${answered ? '' : ' No owner and no date is named for any.'}`
      ]
    }
  )
}

/** The id of the plan's criterion where the text begins with one. */
function plannedCriterion({ plan }: View, { criterion }: Finding): string {
  const [before = ''] = criterion.split(':')
  return plan.criteria.some(({ id }) => id === before) ? before : NONE
}

function shortEvidence(view: View, finding: Finding): string {
  return finding.evidence.length === 0 ? NONE : evidenceOf(view, finding, 2)
}

function text(view: View, f: Finding): FindingText {
  return {
    id: f.id,
    mark: sentence(f.severity),
    title: f.title,
    parts: [
      { term: 'Condition', text: f.condition },
      { term: 'Criterion', text: f.criterion },
      { term: 'Cause', text: f.cause === '' ? 'not known' : f.cause },
      { term: 'Effect', text: f.effect },
      { term: 'Recommendation', text: f.recommendation },
      { term: 'Response', text: f.response ?? 'none given by management' },
      { term: 'Evidence', text: evidenceOf(view, f, 12) }
    ]
  }
}

function dissents({ signOffs }: View): string[] {
  const against = signOffs.filter((one) => one.decision === 'dissent')
  if (against.length === 0) return ['Dissent: none of those who signed dissents.']
  return against.map(
    (one) => `Dissent of the ${one.role}, who claims to be ${one.claimedName}, ${timeText(one.claimedTime)}: ${one.reasons}`
  )
}
