import type { Finding } from '../../../shared/model/finding'
import type { Block, Cell, FindingText } from './blocks'
import { left, list, paragraph, section, subsection, table } from './build'
import { sentence, timeText } from '../../../shared/words/format'
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
  const shown = finding.evidence.slice(0, most).map((id) => (view.measure(id) === undefined ? id : view.evidence(id)))
  const rest = finding.evidence.length - shown.length
  return (shown.join(', ') || '–') + (rest > 0 ? ` and ${rest} more` : '')
}

const overview = (view: View, found: readonly Finding[]): Block =>
  table(
    'Findings, gravest first',
    [
      left('Id'),
      left('Severity'),
      left('Condition', 4),
      left('Criterion', 2),
      left('Evidence', 1.2),
      left('Owner', 1.2),
      left('Due'),
      left('Status')
    ],
    found.map((f): Cell[] => [
      f.id,
      sentence(f.severity),
      f.title,
      shortCriterion(view, f),
      evidenceOf(view, f, 3),
      f.owner ?? 'none named',
      f.due ?? 'none',
      f.status
    ]),
    { wide: true }
  )

/** The id of the plan's criterion where the text begins with one; else its beginning. The paragraph below has it whole. */
function shortCriterion({ plan }: View, { criterion }: Finding): string {
  const [before = ''] = criterion.split(':')
  if (plan.criteria.some(({ id }) => id === before)) return before
  const characters = Array.from(criterion)
  return characters.length <= 48 ? criterion : `${characters.slice(0, 47).join('').trimEnd()}…`
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
