import type { Criterion, Plan } from '../../../shared/model/plan'
import type { Verdict } from '../../../shared/model/finding'
import { METRICS } from '../../../shared/model/metrics'
import { grouped } from '../evidence/digest'
import type { Block, Cell, CoverCriterion, Table } from './blocks'
import { cut, definitions, left, list, paragraph, section, subsection, table } from './build'
import { coverCriterion, inferenceText } from './cover'
import { count, counted, listed, NONE, probability, sentence, thresholdText, timeText, valueText } from '../../../shared/words/format'
import { attributesOf, figures, type View } from '../../../shared/reading/view'
import { groupText, groupValues, referenceKind } from '../../../shared/words/words'

/** Section 2: what was asked, by which plan, and what was not. */
export function scope(view: View): Block[] {
  return [
    section(2, 'Scope and plan'),
    subsection('Intended use and materiality'),
    use(view),
    subsection('Groups and sampling'),
    groups(view),
    subsection('Criteria'),
    ...criteria(view),
    subsection('Plan and history'),
    ...history(view),
    subsection('Not tested'),
    list(notTested(view.plan))
  ]
}

function use(view: View): Block {
  const {
    use: { purpose, tier, exposure, decisions_per_year: decisions, tolerance, employment_selection: employment },
    criteria: stated
  } = view.plan
  return definitions([
    { term: 'Purpose', text: purpose },
    { term: 'Tier', text: tier ?? 'not stated' },
    { term: 'Exposure', text: exposure ?? 'not stated' },
    { term: 'Decisions a year', text: decisions === undefined ? 'not stated' : count(decisions) },
    { term: 'Tolerance', text: tolerance ?? (stated.length > 0 ? 'as the criteria state' : 'not stated') },
    { term: 'Persons above parity', text: persons(view) },
    { term: 'Employment selection', text: employment ? 'yes' : 'no: yardsticks of employment law are quoted as customary only' }
  ])
}

function persons(view: View): string {
  const computed = view.named.filter(
    (m) =>
      m.metric === 'shortfall' &&
      attributesOf(m).length === 1 &&
      !Object.values(m.group ?? {}).includes(null) &&
      referenceKind(m) === 'named'
  )
  if (computed.every((m) => m.estimate === null)) return 'not computed: these measures compare no decisions with those of a named group'
  const shortfalls = computed.filter((m) => (m.estimate ?? 0) > 0)
  if (shortfalls.length === 0) return 'no group has fewer favourable decisions than parity with its reference gives'
  return `decisions short of parity: ${shortfalls.map((m) => `${groupValues(m.group)} by ${figures(view, m).estimate} (${view.evidence(m.id)})`).join('; ')}`
}

function groups({ plan }: View): Block {
  const { groups: chosen, inference, level, minimum_group_size: minimum, suppress_below: mask } = plan
  const attributes =
    chosen.attributes ??
    Object.entries(plan.columns)
      .filter(([, column]) => column.role === 'protected')
      .map(([name]) => name)
  const references = attributes.map((name) => `${name}: ${chosen.reference[name] ?? 'largest'}`.replace('_', ' '))
  const all = chosen.all_crossings
  return definitions([
    { term: 'Attributes', text: listed(attributes) || 'none' },
    { term: 'Crossings', text: chosen.crossings.map((crossing) => crossing.join(' × ')).join('; ') || 'none named' },
    all === undefined ? null : { term: 'All crossings', text: `to depth ${all}: one table of counts, attached` },
    { term: 'Reference groups', text: references.join('; ') || 'none' },
    { term: 'Controls', text: listed(chosen.controls) || 'none' },
    { term: 'Minimum size', text: `${count(minimum)} rows: smaller groups are reported, not judged` },
    mask === undefined ? null : { term: 'Masked', text: `figures of cells under ${mask} rows` },
    { term: 'Inference', text: inferenceText(inference) },
    { term: 'Level', text: inference.kind === 'census' ? 'no intervals' : valueText(level, 'proportion', 0) }
  ])
}

function criteria(view: View): Block[] {
  const { plan, report } = view
  if (plan.criteria.length === 0) return [paragraph('The plan states no criterion. Without a criterion there is no verdict.')]
  return [
    criteriaTable(plan),
    cut(verdictTable(view), 200),
    ...(report.verdicts.some((v) => v.power !== null) ? [cut(powerTable(view), 200)] : [])
  ]
}

function about({ group, each, extremes, control, part, feature, window, model }: Criterion): string {
  const names = (value: string | string[]): string => (typeof value === 'string' ? value : value.join(' × '))
  const at = (what: string, name: string | undefined): string =>
    name === undefined ? '' : name === 'each' ? `each ${what}` : `${what} ${name}`
  const places = [at('feature', feature), at('window', window), at('model', model)]
  const whom = group
    ? groupText(group)
    : each
      ? `each group of ${names(each)}`
      : extremes
        ? `extremes among ${names(extremes)}`
        : places.some(Boolean)
          ? ''
          : 'all rows'
  return [whom, ...places, control === undefined ? '' : `controlled for ${control}`, part === undefined ? '' : `part ${part}`]
    .filter(Boolean)
    .join(', ')
}

function criteriaTable({ criteria: stated, inference }: Plan): Table {
  const silent = stated.filter(({ rationale }) => rationale === undefined).length
  const notes =
    silent === 0
      ? []
      : [
          `The plan gives no rationale for ${silent === stated.length ? 'any threshold' : `the threshold of ${counted(silent, 'criterion', 'criteria')}: those with a rule only`}.`
        ]
  return table(
    'Criteria, as the plan states them',
    [left('Criterion', 1.5), left('Measure and groups', 2), left('Threshold'), left('Decided by'), left('Rule and rationale', 2.6)],
    stated.map(({ id, primary, metric, threshold, decides, rule, rationale, ...places }): Cell[] => [
      id,
      `${METRICS[metric].name}, ${about({ id, primary, metric, threshold, decides, rule, ...places })}`,
      thresholdText(threshold.at_least ?? null, threshold.at_most ?? null, METRICS[metric].unit),
      `${inference.kind === 'census' ? 'point' : decides}, ${primary ? 'primary' : 'exploratory'}`,
      [rule, ...(rationale === undefined ? [] : [rationale])].map((text) => text.replace(/([^.])$/, '$1.')).join(' ')
    ]),
    { wide: true, notes }
  )
}

/** The rows of one criterion stand together under its name, measure and threshold. */
function byCriterion(verdicts: readonly Verdict[], rows: readonly CoverCriterion[]): { at: number; text: string }[] {
  return verdicts.flatMap(({ criterion }, at) => {
    const row = rows[at]
    if (row === undefined || verdicts[at - 1]?.criterion === criterion) return []
    return [{ at, text: `${criterion}: ${row.what} ${row.threshold}` }]
  })
}

function verdictTable(view: View): Table {
  const { verdicts } = view.report
  const judged = verdicts.map((verdict) => coverCriterion(view, verdict))
  const rows = judged.map((row, at): Cell[] => {
    const word = row.why === '' ? row.word : `${row.word}: ${row.why}`
    const p = verdicts[at]?.failPHolm ?? null
    return [
      row.where,
      row.estimate,
      row.interval,
      row.observed,
      { text: word, mark: row.verdict },
      p === null ? NONE : probability(p),
      row.evidence
    ]
  })
  return {
    ...table(
      'Verdicts',
      [
        left('Group', 2.8),
        { title: 'Estimate', align: 'decimal' },
        left('Interval'),
        left('Point'),
        left('Verdict', 2),
        left('p, Holm'),
        left('Evidence')
      ],
      rows,
      {
        wide: true,
        notes: [
          'Point: the point estimate against the threshold. p: one-sided, of “the criterion is not met”, after Holm’s adjustment over the primary criteria.'
        ]
      }
    ),
    heads: byCriterion(verdicts, judged)
  }
}

function powerTable(view: View): Table {
  const verdicts = view.report.verdicts.filter(({ power, measure }) => power !== null && view.measure(measure) !== undefined)
  const judged = verdicts.map((verdict) => coverCriterion(view, verdict))
  const rows = verdicts.map(({ power, measure }, at): Cell[] => {
    const unit = METRICS[view.measure(measure)!.metric].unit
    const value = valueText(power!.passingValue, unit, unit === 'proportion' ? 1 : 3)
    return [judged[at]!.where, judged[at]!.n, value, power!.neededN === null ? NONE : count(power!.neededN)]
  })
  return {
    ...table(
      'What these numbers of rows can show',
      [
        left('Group', 2),
        { title: 'n', align: 'right' },
        { title: 'Would pass from', align: 'decimal' },
        { title: 'n needed', align: 'right' }
      ],
      rows,
      {
        wide: true,
        notes: [
          'Would pass from: the true value nearest to the threshold that passes with 80 % power at these n. n needed: rows of the group for 80 % power at the observed value.'
        ]
      }
    ),
    heads: byCriterion(verdicts, judged)
  }
}

function history({ report, plan }: View): Block[] {
  const { history: h } = report
  const others = h.plans.filter((digest) => digest !== report.plan.sha256)
  return [
    definitions([
      { term: 'Plan, SHA-256', text: grouped(report.plan.sha256), code: true },
      { term: 'Computed as of', text: `${timeText(report.at)}, by the clock of this computer or as told to it` },
      {
        term: 'Run',
        text: `${h.run} of ${h.of} on these inputs ${h.key === null ? 'on this computer; no key is known' : 'by this key'}; ${h.abandoned === 0 ? 'no run was abandoned' : `abandoned runs: ${h.abandoned}`}`
      },
      h.key === null ? null : { term: 'Key', text: grouped(h.key), code: true },
      {
        term: 'Explored before',
        text: h.exploredBeforeSealing
          ? 'yes: the data were explored before the plan was sealed'
          : 'no exploring of the data is recorded before the plan was sealed'
      },
      {
        term: 'Other plans',
        text: others.length === 0 ? 'none on these inputs' : `${counted(others.length, 'other plan')} on these inputs`
      },
      ...others.slice(0, 20).map((digest) => ({ term: '', text: grouped(digest), code: true })),
      { term: 'Deviations', text: listed(report.plan.deviations) || 'none recorded' },
      { term: 'Challenge', text: plan.challenge ?? 'none: nothing shows that this report was made after a given day' }
    ]),
    paragraph('A fresh computer knows no earlier runs. Only a plan digest handed over before the data were binds whoever made this report.')
  ]
}

/** The assessments that a plan of this program can name and this one does not. */
const ASSESSMENTS = [
  ['quality', 'data quality'],
  ['performance', 'performance against outcomes'],
  ['fairness', 'fairness'],
  ['drift', 'drift between parts'],
  ['explanation', 'explanation of scores'],
  ['slices', 'search for slices'],
  ['comparison', 'comparison with other models']
] as const

function notTested(plan: Plan): string[] {
  const missing = ASSESSMENTS.filter(([id]) => !(id in plan.assessments)).map(([, name]) => name)
  const said = plan.not_tested.map((text) => text.replace(/([^.])$/, '$1.'))
  return missing.length === 0 ? said : [...said, `${sentence(listed(missing))}: not tested, because the plan names no such assessment.`]
}
