import type { Plan } from '../../../shared/model/plan'
import type { Scan } from '../../../shared/model/report'
import type { AssessmentResult } from '../assessment'
import type { Estimate } from '../stats/estimate'
import { nameEstimate } from '../stats/name-estimate'
import { withoutFigure } from '../stats/suppress'
import { checkNames } from './check-names'
import { casesTopic, loggedCases } from './cases/topic'
import { cohortsTopic } from './cohorts/topic'
import { comparisonTopic } from './comparison/topic'
import { dependenceTopic } from './dependence/topic'
import { effectsTopic } from './effects/topic'
import { gapTopic } from './gap/topic'
import { proxiesTopic } from './proxies/topic'
import { reasonsTopic } from './reasons/topic'
import { importedTopic } from './imported/imported'
import { importedMethod } from './imported/method'
import { methodTopic } from './method'
import { isMaskedMeasure, masksOf } from './masks'
import { importanceTopic } from './importance/topic'
import { reproductionTopic } from './reproduction'
import { joined, type ExplanationInput, type Found, type Output, type Topic } from './input'
import { topicOf } from './topic'

const TOPICS: readonly ((topic: Topic) => Output)[] = [
  methodTopic,
  reproductionTopic,
  importanceTopic,
  dependenceTopic,
  effectsTopic,
  gapTopic,
  cohortsTopic,
  reasonsTopic,
  proxiesTopic,
  casesTopic
]

/** What needs no model. */
const LOGGED: readonly ((topic: Topic) => Output)[] = [
  importedMethod,
  importanceTopic,
  dependenceTopic,
  gapTopic,
  cohortsTopic,
  reasonsTopic,
  loggedCases
]

/** Why the plan's models give the scores they give: one list of numbers, pictures, tables and findings over all models. */
export function assessExplanation(input: ExplanationInput): AssessmentResult {
  const { attributions } = input.explanation
  const logged = attributions === undefined ? [] : Object.keys(attributions.columns)
  checkNames(input.explanation, [...logged, ...input.models.flatMap(({ subject }) => subject.features.map(({ name }) => name))])
  const several = input.models.length > 1
  const topics = input.models.map((explained) => topicOf(input, explained))
  const [champion] = topics
  const outputs = topics.map((topic) => {
    const compared = champion === undefined || topic === champion ? [] : [comparisonTopic(champion, topic)]
    const output = joined([...TOPICS.map((of) => of(topic)), ...compared])
    return several ? { ...output, found: output.found.map((one) => ({ ...one, at: { model: topic.subject.name, ...one.at } })) } : output
  })
  const imported = input.imported == null ? null : importedTopic(input, input.imported)
  const { found, exhibits, tables, findings } = joined([...outputs, ...(imported === null ? [] : LOGGED.map((of) => of(imported)))])
  const scan: Scan = {
    id: 'explanation',
    part: input.part,
    dataset: input.dataset,
    attributes: input.groups.map(({ attribute }) => attribute),
    columns: [...input.columns],
    rows: input.design.rows.length
  }
  return {
    estimates: masked(input, found),
    population: null,
    scans: [scan],
    tables,
    exhibits,
    findings: findings.map((finding) => ({ ...finding, evidence: evidenceOf(input, found, finding.evidence) }))
  }
}

/** What is about a masked group or cohort leaves without a figure. */
function masked(input: ExplanationInput, found: readonly Found[]): Estimate[] {
  const masks = masksOf(input)
  const estimates = found.map((one) => named(input, one))
  if (masks === null) return estimates
  return estimates.map((one) => (isMaskedMeasure(masks, input.groups, one.measure) ? withoutFigure(one.measure) : one))
}

function named({ plan, inputs, part, design }: ExplanationInput, { metric, group, reference, at, quantity }: Found): Estimate {
  const naming = { plan, assessment: 'explanation' as const, inputs, scan: 'explanation', part, sampled: design.weight !== null }
  const small = group !== undefined && isSmall(plan, quantity.n)
  return nameEstimate(naming, { metric, group: group ?? null, reference: reference ?? null, at: at ?? {}, small }, quantity)
}

const isSmall = (plan: Plan, { group, reference }: { group: number; reference: number | null }): boolean =>
  Math.min(group, reference ?? Infinity) < plan.minimum_group_size

/** Findings name metrics, with a feature and a group where it is about one; their evidence is the measures of them. */
const evidenceOf = (input: ExplanationInput, found: readonly Found[], metrics: readonly string[]): string[] =>
  found
    .filter(({ metric, at, group }) => metrics.includes([metric, at?.feature, ...Object.values(group ?? {})].filter(Boolean).join(' ')))
    .map((one) => named(input, one).measure.id)
