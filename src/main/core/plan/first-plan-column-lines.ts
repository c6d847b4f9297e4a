import { chosen, chosenAll, numbersIn, type Answers } from './first-plan-answers'
import { needsBins, type PlannedColumn, type PlannedData } from './first-plan-columns'
import { AGE_BINS, defaultBins } from './first-plan-questions'
import { fillIn, inComment, key, quotedList } from './first-plan-yaml'

const MOST_LISTED = 1000

/** The section `columns`: every column with its role and the reason, in the order of the data. */
export function columnLines(data: PlannedData, answers: Readonly<Answers>): string[] {
  const many = data.columns.length > MOST_LISTED
  const listed = many ? data.columns.filter(({ role }) => role !== 'feature') : data.columns
  return [
    '# What each column is for: feature, protected, label, score, decision, time, id, cluster (rows of one person), weight, latency, model_version,',
    '# control (compare within its groups) or ignore. Behind # stands why it was guessed.',
    ...data.left.map((name) => `# Not in every input, so left out: ${inComment(name)}`),
    ...(many ? [`# ${data.columns.length - listed.length} columns that are features are not listed.`] : []),
    listed.length === 0 ? 'columns: {}' : 'columns:',
    ...listed.flatMap((planned) => oneColumn(planned, answers))
  ]
}

function oneColumn(planned: PlannedColumn, answers: Readonly<Answers>): string[] {
  const name = key(planned.column.name, '  ')
  const details = detailsOf(planned, answers)
  const why = inComment(planned.why)
  return details.length === 0
    ? [`  ${name} ${planned.role} # ${why}`]
    : [`  ${name}`, `    role: ${planned.role} # ${why}`, ...details.map((line) => `    ${line}`)]
}

function detailsOf(planned: PlannedColumn, answers: Readonly<Answers>): string[] {
  switch (planned.role) {
    case 'protected':
      return protectedLines(planned, answers)
    case 'decision':
    case 'label':
      return [favourableLine(planned, answers, planned.role)]
    case 'score':
      return scoreLines(answers)
    case 'weight':
      return [enumLine(answers, 'weight', 'weight', ['sampling', 'frequency', 'reweighing'])]
    default:
      return []
  }
}

function protectedLines(planned: PlannedColumn, answers: Readonly<Answers>): string[] {
  const unknown = '# unknown: [values that mean unknown, besides blank cells]; names: { value: name of its group }'
  if (!needsBins(planned)) return [unknown]
  const answered = numbersIn(chosenAll(answers, `bins.${planned.column.name}`))
  const bins = answered.length > 0 ? answered : numbersIn([defaultBins(planned) ?? ''])
  const why = bins.join(', ') === AGE_BINS ? ' # 40: 29 U.S.C. 631; 62: 12 CFR 1002.2(o)' : ''
  return [
    bins.length > 0 ? `bins: [${bins.join(', ')}]${why}` : `bins: ${fillIn('the values at which a new group begins, e.g. [25, 40, 62]')}`
  ]
}

function favourableLine({ column }: PlannedColumn, answers: Readonly<Answers>, role: 'decision' | 'label'): string {
  const answered = chosenAll(answers, `favourable.${role}`)
  if (answered.length === 0)
    return `favourable: ${fillIn('the values that are good for the person, as they stand in the data, e.g. ["yes"]')}`
  const spellings = column.spellings
  const whole = spellings
    ? [spellings.true, spellings.false].filter((both) => both.some((value) => answered.includes(value))).flat()
    : answered
  return `favourable: ${quotedList(whole.length > 0 ? whole : answered)}`
}

const scoreLines = (answers: Readonly<Answers>): string[] => [
  enumLine(answers, 'score.of', 'of', ['favourable', 'unfavourable']),
  '# kind: probability (else points, or prediction of a number): only a probability has calibration, Brier score and log loss'
]

const enumLine = (answers: Readonly<Answers>, id: string, name: string, allowed: readonly string[]): string => {
  const answer = chosen(answers, id)
  return `${name}: ${answer !== undefined && allowed.includes(answer) ? answer : fillIn(allowed.join(' or '))}`
}
