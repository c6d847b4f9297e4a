import type { Finding, Severity, Verdict } from '../../../shared/model/finding'
import type { Criterion } from '../../../shared/model/plan'
import { METRICS } from '../../../shared/model/metrics'
import type { Draft } from './draft'
import { atLeast } from './draft'
import type { Case } from './criterion-texts'
import { caseText, criterionText, effectText, NOT_ESTABLISHED, recommendationText, titleText } from './criterion-texts'
import { namesOf } from './expand'
import { groupText } from './figures'
import type { Judged } from './verdicts'

const MOST_SENTENCES = 12

type Class = {
  is: (verdict: Verdict) => boolean
  kind: Finding['kind']
  headline: string
  failed: boolean
  severity: (criterion: Criterion) => Severity
}

/** What becomes a finding, gravest first; every verdict but a pass that is not crossed falls into exactly one. */
const CLASSES: readonly Class[] = [
  {
    is: ({ verdict }) => verdict === 'fail',
    kind: 'criterion-crossed',
    headline: 'criterion not met',
    failed: true,
    severity: ({ severity }) => severity
  },
  {
    is: ({ verdict, observed }) => verdict !== 'fail' && observed === 'crossed',
    kind: 'criterion-crossed',
    headline: 'threshold crossed, evidence insufficient',
    failed: false,
    severity: ({ severity }) => atLeast(severity, 'moderate')
  },
  {
    is: ({ verdict, observed }) => verdict === 'insufficient' && observed !== 'crossed',
    kind: 'criterion-insufficient',
    headline: 'evidence insufficient',
    failed: false,
    severity: ({ primary }) => (primary ? 'moderate' : 'low')
  }
]

const scope = ({ each, extremes, group }: Criterion): string => {
  if (group !== undefined) return ` of ${groupText(group)}`
  const attributes = each ?? extremes
  return attributes === undefined ? '' : ` by ${namesOf(attributes).join(' and ')}`
}

function conditionText(cases: readonly Case[], judged: number): string {
  const told = cases.slice(0, MOST_SENTENCES).map(caseText)
  const rest = cases.length - told.length
  const untold = rest > 0 ? [`${rest} more are named under evidence.`] : []
  return [...(judged > 1 ? [`So for ${cases.length} of the ${judged} measures judged.`] : []), ...told, ...untold].join(' ')
}

/** A finding for each class of outcome of a criterion, so that measures with the same outcome are told together. */
export function criterionFindings({ criterion, expansion, verdicts }: Judged): Draft[] {
  const byId = new Map(expansion.judged.map((estimate) => [estimate.measure.id, estimate]))
  return CLASSES.flatMap((found) => {
    const cases = verdicts.filter(found.is).map((verdict) => ({ verdict, estimate: byId.get(verdict.measure) }))
    const first = cases[0]
    if (first === undefined) return []
    return {
      key: criterion.id,
      severity: found.severity(criterion),
      kind: found.kind,
      title: titleText(criterion, cases, `${METRICS[criterion.metric].name}${scope(criterion)}`, found.headline),
      condition: conditionText(cases, verdicts.length),
      criterion: criterionText(criterion, first.verdict),
      cause: NOT_ESTABLISHED,
      effect: effectText(cases),
      recommendation: recommendationText(cases, found.failed),
      evidence: cases.flatMap(({ verdict, estimate }) =>
        estimate === undefined && expansion.tooSmall.length === 0 ? [] : [verdict.measure]
      )
    }
  })
}
