import { chosen, numbersIn, type Answers } from './first-plan-answers'
import { withRole, type PlannedColumn, type PlannedData } from './first-plan-columns'
import { criteriaAttributes, criterionMetric } from './first-plan-questions'
import { fillIn, quoted, scalar } from './first-plan-yaml'

const FOUR_FIFTHS = 0.8

/** The section `criteria`: one primary criterion an attribute that was chosen. */
export function criteriaLines(data: PlannedData, answers: Readonly<Answers>): string[] {
  const metric = criterionMetric(data, answers)
  const teach = [
    '# A criterion is a threshold on a measure, with its rule; without one there is no verdict. Primary criteria set the verdict on the cover and',
    '# the exit code, exploratory ones (primary: false) are reported and no more. `each` judges every group of an attribute against its reference,',
    '# `extremes` the lowest group against the highest. Verdicts: pass, fail, insufficient.'
  ]
  if (withRole(data, 'protected').length === 0 || metric === undefined) return [...teach, 'criteria: []']
  if (answers['primary'] === undefined)
    return [
      ...teach,
      `criteria: ${fillIn('the primary criteria, or [] for a report without verdicts; as in this example')}`,
      ...example(data, metric)
    ]
  const attributes = criteriaAttributes(data, answers)
  if (attributes.length === 0) return [...teach, 'criteria: []']
  const ids = identifiers(attributes, metric)
  return [...teach, 'criteria:', ...attributes.flatMap(({ column }, index) => criterion(ids[index] ?? '', metric, column.name, answers))]
}

function criterion(id: string, metric: string, attribute: string, answers: Readonly<Answers>): string[] {
  const [least] = numbersIn([chosen(answers, 'threshold') ?? ''])
  return [
    `  - id: ${id}`,
    `    metric: ${metric}`,
    `    each: ${scalar(attribute)}`,
    `    threshold: ${least === undefined ? fillIn('{ at_least: … }, e.g. 0.8 for four-fifths') : `{ at_least: ${least} }`}`,
    '    primary: true',
    `    rule: ${quoted(ruleOf(least, answers))}`
  ]
}

function ruleOf(least: number | undefined, answers: Readonly<Answers>): string {
  if (least !== FOUR_FIFTHS) return 'Tolerance chosen for this audit; name the rule or policy it comes from'
  return chosen(answers, 'employment') === 'yes'
    ? 'Four-fifths, a rule of thumb for employee selection: 29 CFR 1607.4(D)'
    : 'Four-fifths, a customary yardstick; no rule applies'
}

const example = (data: PlannedData, metric: string): string[] =>
  criterion('first-criterion', metric, withRole(data, 'protected')[0]?.column.name ?? '', { threshold: String(FOUR_FIFTHS) }).map(
    (line) => `# ${line}`
  )

/** Ids that the schema allows, one a header, whatever the headers are. */
function identifiers(attributes: readonly PlannedColumn[], metric: string): string[] {
  const stem = metric === 'selection_rate_ratio' ? 'selection' : 'outcome'
  const seen = new Set<string>()
  return attributes.map(({ column }, index) => {
    const slug = column.name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-|-$/g, '')
      .slice(0, 40)
    const id =
      [`${stem}-${slug}`, `${stem}-${slug}-${index + 1}`].find((candidate) => slug !== '' && !seen.has(candidate)) ??
      `${stem}-attribute-${index + 1}`
    seen.add(id)
    return id
  })
}
