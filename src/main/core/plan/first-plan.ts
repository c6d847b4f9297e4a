import type { DatasetManifest } from '../../../shared/model/dataset'
import { chosen, numbersIn, type Answers } from './first-plan-answers'
import { columnLines } from './first-plan-column-lines'
import { defaultTitle, plannedData, withRole, type PlannedData } from './first-plan-columns'
import { criteriaLines } from './first-plan-criteria'
import { INFERENCE } from './first-plan-questions'
import { fillIn, flowList, inComment, quoted, scalar } from './first-plan-yaml'

export { answerProblem, type Answers, type Option, type Question } from './first-plan-answers'
export { questionsFor } from './first-plan-questions'

/**
 * A commented first plan (YAML) for one dataset, or for the reference and then the current one. Whatever was not answered stands as a place to fill in, which the schema refuses by line.
 * `paths`: for each dataset its files as the plan shall name them, from the plan's folder; the files' own names where left out.
 */
export function firstPlan(
  manifests: readonly DatasetManifest[],
  answers: Readonly<Answers> = {},
  paths: readonly (readonly string[])[] = []
): string {
  const data = plannedData(manifests, answers)
  const sections = [
    headLines(data, answers),
    inferenceLines(answers),
    inputLines(data, paths),
    columnLines(data, answers),
    labelLines(data),
    groupLines(data),
    assessmentLines(data, answers),
    criteriaLines(data, answers),
    tailLines()
  ]
  return `${sections.map((lines) => lines.join('\n')).join('\n\n')}\n`
}

const text = (answers: Readonly<Answers>, id: string, name: string, what: string, otherwise?: string): string => {
  const answer = chosen(answers, id)?.trim() || otherwise
  return `${name}: ${answer === undefined ? fillIn(what) : scalar(answer)}`
}

const headLines = (data: PlannedData, answers: Readonly<Answers>): string[] => [
  '# A first plan, written from the data. Read every line: what stands here was guessed or answered, and the report will show it.',
  '# Assay reads this file as it is; its SHA-256 goes into the report, comments included.',
  'schema: 1',
  text(answers, 'title', 'title', 'the title of the report', defaultTitle(data)),
  'subject:',
  `  ${text(answers, 'model', 'model', 'the name of the model under audit')}`,
  '  # version, digest (SHA-256 of the model file), inventory, owner, organisation: as far as they are known',
  'use:',
  `  ${text(answers, 'purpose', 'purpose', 'what the model is used for: who decides what about whom')}`,
  '  # tier, exposure, decisions_per_year, tolerance: say them before there are results; they decide how grave a finding is',
  employmentLine(answers),
  '# period: { from: 2026-01-01, to: 2026-06-30 }'
]

function employmentLine(answers: Readonly<Answers>): string {
  const answer = chosen(answers, 'employment')
  const value =
    answer === 'yes' ? 'true' : answer === 'no' ? 'false' : fillIn('true if the model selects employees or applicants for jobs, else false')
  return `  employment_selection: ${value}`
}

function inferenceLines(answers: Readonly<Answers>): string[] {
  const kind = chosen(answers, 'inference')
  const teach = [
    '# What the intervals are about. There is no default: the verdicts depend on it.',
    ...INFERENCE.map(({ value, text: about }) => `#   ${value.padEnd(7)}  ${about}`)
  ]
  if (kind === 'census' || kind === 'process') return [...teach, `inference: { kind: ${kind} }`]
  if (kind !== 'sample')
    return [...teach, `inference: ${fillIn('{ kind: census }, { kind: process } or { kind: sample, frame: N, method: how it was drawn }')}`]
  const [frame] = numbersIn([chosen(answers, 'inference.frame') ?? ''])
  const whole =
    frame !== undefined && Number.isSafeInteger(frame) && frame > 0
      ? String(frame)
      : fillIn('how many units the frame has from which the sample was drawn')
  return [
    ...teach,
    'inference:',
    '  kind: sample',
    `  frame: ${whole}`,
    `  ${text(answers, 'inference.method', 'method', 'how the sample was drawn')}`
  ]
}

function inputLines({ parts }: PlannedData, paths: readonly (readonly string[])[]): string[] {
  const lines = parts.flatMap(({ name, manifest }, index) => [
    `  - part: ${name} # ${manifest.rows} rows; ${inComment(readAs(manifest))}`,
    `    files: [${(paths[index] ?? manifest.files.map((file) => file.name)).map(quoted).join(', ')}]`,
    `    sha256: ${manifest.files.length === 1 ? (manifest.files[0]?.sha256 ?? manifest.id) : manifest.id}`,
    ...manifest.files
      .filter(({ rejected }) => rejected > 0)
      .map(({ name: file, rejected }) => `    # ${rejected} rows of ${inComment(file)} were rejected: see the import`)
  ])
  return ['# Paths start from the folder of this file; the SHA-256 makes sure that later runs read the same bytes.', 'inputs:', ...lines]
}

function readAs({ reading }: DatasetManifest): string {
  const { format, delimiter, decimal, encoding } = reading
  const details = [delimiter && `delimiter ${JSON.stringify(delimiter)}`, decimal && `decimal ${JSON.stringify(decimal)}`, encoding].filter(
    Boolean
  )
  return `read as ${[format, ...details].join(', ')}`
}

function labelLines(data: PlannedData): string[] {
  const [time, label] = [withRole(data, 'time')[0], withRole(data, 'label')[0]]
  if (!time || !label)
    return [
      '# labels: { time: …, maturity_days: …, as_of: … } counts and leaves out outcomes that are too young; it needs a time and a label'
    ]
  return [
    '# Do outcomes come late? Then say how late, and when the log was read: younger ones are counted and left out.',
    `# labels: { time: ${inComment(scalar(time.column.name), 200)}, maturity_days: 90, as_of: 2026-06-30 }`
  ]
}

function groupLines(data: PlannedData): string[] {
  const names = withRole(data, 'protected').map(({ column }) => column.name)
  if (names.length === 0) return ['# groups: { attributes: […] } needs columns with the role protected; none was found by its name']
  return [
    'groups:',
    `  attributes: ${flowList(names)}`,
    '  # Combinations whose groups are compared too, and whom each attribute is held against: a value, largest (default) or most_favoured.',
    ...(names.length < 2 ? [] : [`  # crossings: [${inComment(flowList(names.slice(0, 2)), 400)}]`]),
    `  # reference: { ${inComment(scalar(names[0] ?? ''), 200)}: largest }`,
    '  # controls: […]  Columns with the role control: every comparison also within each of their groups, and pooled.'
  ]
}

const OTHER_ASSESSMENTS: readonly string[] = [
  '  # Others, each with defaults for what is left out:',
  '  # quality: {}       the data themselves: values, columns, repeated rows, times, personal data',
  '  # performance: {}   how well the model predicts, as a whole and by window; needs known outcomes',
  '  # drift: {}         what changed, and since when; needs an input with part: reference beside part: current',
  '  # explanation: {}   why the scores are what they are; needs the model: models: [{ name: …, file: … }]',
  '  # slices: {}        where it is worst, searched in one half of the rows and tested in the other',
  '  # comparison: { challengers: [{ name: …, score: …, decision: … }] }   another model on the same rows: columns of the log, or model: … of models'
]

function assessmentLines(data: PlannedData, answers: Readonly<Answers>): string[] {
  const roles = (['decision', 'label', 'score'] as const).filter((role) => withRole(data, role).length > 0)
  if (withRole(data, 'protected').length === 0 || roles.length === 0)
    return ['# Nothing to assess yet: give a column the role protected, and one the role decision, label or score.', 'assessments: {}']
  const metrics = ['rates', 'comparisons', ...(roles.includes('label') ? ['joint'] : []), ...(roles.includes('score') ? ['scores'] : [])]
  return [
    'assessments:',
    '  fairness:',
    `    part: ${data.audited.name}`,
    '    # also: clarify, stratified (needs controls), regression, or single metrics by name',
    `    metrics: ${flowList(metrics)}`,
    ...decideLines(data, answers),
    ...OTHER_ASSESSMENTS
  ]
}

function decideLines(data: PlannedData, answers: Readonly<Answers>): string[] {
  if (withRole(data, 'decision').length > 0 || withRole(data, 'score').length === 0) return []
  const [cut] = numbersIn([chosen(answers, 'decide') ?? ''])
  if (cut === undefined)
    return withRole(data, 'label').length > 0
      ? ['    # decide: { score_at_least: 0.5 }  There is no column with the decision; this derives one from the score.']
      : [`    decide: ${fillIn('{ score_at_least: … } or { score_at_most: … }: from which score on it is decided in the person’s favour')}`]
  return [`    decide: { ${chosen(answers, 'score.of') === 'unfavourable' ? 'score_at_most' : 'score_at_least'}: ${cut} }`]
}

const tailLines = (): string[] => [
  '# packs: [{ id: ugesp-four-fifths }, { id: nyc-ll144, sex: …, race: …, variant: selection }]  Tables of one jurisdiction in its own layout.',
  '# not_tested: [what was left out, and why]',
  'level: 0.95',
  '# Smaller groups are reported, not judged.',
  'minimum_group_size: 30',
  'paper: A4 # or Letter'
]
