import type { DatasetManifest } from '../../../shared/model/dataset'
import { chosen, type Answers, type Option, type Question } from './first-plan-answers'
import {
  candidates,
  defaultTitle,
  needsBins,
  plannedData,
  withRole,
  type ChosenRole,
  type PlannedColumn,
  type PlannedData
} from './first-plan-columns'

/** STATISTICS: what an interval is about. The same text stands in the plan. */
export const INFERENCE: readonly Option[] = [
  {
    value: 'census',
    text: 'the log is the whole population and the question is what happened: verdict by the observed figure, no interval'
  },
  { value: 'sample', text: 'the log was drawn from a frame of N by a named method: intervals for a finite population' },
  { value: 'process', text: 'the question is how the model behaves when the process repeats: intervals for repetitions of the process' }
]

const WEIGHTS: readonly Option[] = [
  { value: 'sampling', text: 'each row stands for that many of the population (survey weights)' },
  { value: 'frequency', text: 'each row was seen that many times' },
  { value: 'reweighing', text: 'made to balance groups before training' }
]

const SCORE_OF: readonly Option[] = [
  { value: 'favourable', text: 'high is good for the person (e.g. probability of repayment)' },
  { value: 'unfavourable', text: 'high is bad for the person (e.g. probability of default)' }
]

const ask = (id: string, text: string, answer: Question['answer'], options: readonly Option[] = [], otherwise?: string): Question =>
  otherwise === undefined ? { id, text, answer, options, required: true } : { id, text, answer, options, required: true, otherwise }

/**
 * What `assay init` must ask about these data. Some questions follow from answers to others: ask the first open one, then call again.
 * What has no default is never assumed.
 */
export function questionsFor(manifests: readonly DatasetManifest[], answers: Readonly<Answers> = {}): Question[] {
  const data = plannedData(manifests, answers)
  return [
    ...aboutTheModel(data),
    ...aboutInference(answers),
    ...aboutColumns(data),
    ...aboutOutcomes(data),
    ...aboutCriteria(data, answers)
  ]
}

const aboutTheModel = (data: PlannedData): Question[] => [
  ask('title', 'Title of the report?', 'text', [], defaultTitle(data)),
  ask('model', 'Name of the model under audit?', 'text'),
  ask('purpose', 'What is it used for? One sentence: who decides what about whom.', 'text'),
  ask('employment', 'Does it select employees or applicants for jobs?', 'one', [
    option('yes', 'yes: the rules for employee selection procedures give the wording'),
    option('no', 'no')
  ])
]

function aboutInference(answers: Readonly<Answers>): Question[] {
  const kind = ask('inference', 'What are the intervals about? The verdicts depend on it.', 'one', INFERENCE)
  if (chosen(answers, 'inference') !== 'sample') return [kind]
  return [
    kind,
    ask('inference.frame', 'How many units does the frame have from which the sample was drawn?', 'number'),
    ask('inference.method', 'How was it drawn?', 'text')
  ]
}

function aboutColumns(data: PlannedData): Question[] {
  return [
    whichColumn(data, 'decision', 'Which column holds the decision (or the predicted class)?'),
    whichColumn(data, 'label', 'Which column holds the outcome that came true?'),
    whichColumn(data, 'score', 'Which column holds the score?'),
    ...withRole(data, 'weight').map(({ column }) => ask('weight', `What kind of weight is in "${column.name}"?`, 'one', WEIGHTS)),
    ...data.columns.filter(needsBins).map(binsOf)
  ]
}

function whichColumn(data: PlannedData, role: ChosenRole, text: string): Question {
  const holder = withRole(data, role)[0]?.column.name ?? ''
  const others = (['decision', 'label', 'score'] as const)
    .filter((other) => other !== role)
    .flatMap((other) => withRole(data, other).map(({ column }) => column.name))
  const possible = candidates(
    data.audited.manifest.columns.filter(({ name }) => data.columns.some(({ column }) => column.name === name)),
    role
  )
  const options = possible.filter(({ name }) => !others.includes(name)).map(({ name, typeReason }) => option(name, typeReason))
  return ask(role, text, 'one', [...options, option('', 'none of them')], holder)
}

const AGE = /(^|[^a-z])age([^a-z]|$)/i
export const AGE_BINS = '40, 62'

/** Two ages at which laws begin to protect; no other numbers are known to mean anything. */
export const defaultBins = ({ column }: PlannedColumn): string | undefined => (AGE.test(column.name) ? AGE_BINS : undefined)

function binsOf(planned: PlannedColumn): Question {
  const { column } = planned
  const text = `"${column.name}" holds ${column.distinct} different numbers. At which values does a new group begin? Numbers with commas between them.`
  return ask(`bins.${column.name}`, text, 'numbers', [], defaultBins(planned))
}

function aboutOutcomes(data: PlannedData): Question[] {
  const [decision, label, score] = [withRole(data, 'decision')[0], withRole(data, 'label')[0], withRole(data, 'score')[0]]
  return [
    ...(decision ? [favourable('decision', decision)] : []),
    ...(label ? [favourable('label', label)] : []),
    ...(score ? [ask('score.of', `What does a high "${score.column.name}" stand for?`, 'one', SCORE_OF)] : []),
    ...(score && !decision ? [cutOff(score, label)] : [])
  ]
}

function favourable(role: 'decision' | 'label', { column }: PlannedColumn): Question {
  const text = `Which values of "${column.name}" are good for the person?`
  if (column.spellings === undefined) return ask(`favourable.${role}`, `${text} As they stand in the data, | between several.`, 'texts')
  const both = [column.spellings.true, column.spellings.false].flatMap((spellings) =>
    spellings.slice(0, 1).map((value) => option(value, spelled(value, spellings.slice(1))))
  )
  return ask(`favourable.${role}`, text, 'several', both)
}

const spelled = (value: string, others: readonly string[]): string => (others.length === 0 ? value : `or ${others.join(', ')}`)

function cutOff(score: PlannedColumn, label: PlannedColumn | undefined): Question {
  const text = `No column holds the decision. From which "${score.column.name}" on is it decided in the person's favour?`
  return { ...ask('decide', text, 'number'), required: label === undefined }
}

/** What a primary criterion can be about: decisions where there are any, else outcomes; undefined where there is neither. */
export function criterionMetric(data: PlannedData, answers: Readonly<Answers>): 'selection_rate_ratio' | 'base_rate_ratio' | undefined {
  const label = withRole(data, 'label').length > 0
  if (withRole(data, 'decision').length > 0) return 'selection_rate_ratio'
  if (withRole(data, 'score').length > 0 && !(label && (chosen(answers, 'decide') ?? '') === '')) return 'selection_rate_ratio'
  return label ? 'base_rate_ratio' : undefined
}

function aboutCriteria(data: PlannedData, answers: Readonly<Answers>): Question[] {
  const attributes = withRole(data, 'protected')
  const metric = criterionMetric(data, answers)
  if (attributes.length === 0 || metric === undefined) return []
  const rate = metric === 'selection_rate_ratio' ? 'selection rate' : 'favourable rate'
  const options = attributes.map(({ column }) => option(column.name, `${rate} of each group over that of its reference group`))
  const which = ask('primary', 'Which attributes get a primary criterion? Primary criteria set the verdict on the cover.', 'several', [
    ...options,
    option('', 'none: the report has no verdict')
  ])
  if (answers['primary'] !== undefined && criteriaAttributes(data, answers).length === 0) return [which]
  return [
    which,
    ask(
      'threshold',
      `From which ratio of ${rate}s on is the criterion met? 0.8 (four-fifths) is a customary yardstick; choose before you see a result.`,
      'number'
    )
  ]
}

/** The attributes that were answered to have a primary criterion. */
export const criteriaAttributes = (data: PlannedData, answers: Readonly<Answers>): readonly PlannedColumn[] => {
  const answer = answers['primary'] ?? []
  const names = typeof answer === 'string' ? [answer, ...answer.split('|').map((part) => part.trim())] : answer
  return withRole(data, 'protected').filter(({ column }) => names.includes(column.name))
}

const option = (value: string, text: string): Option => ({ value, text })
