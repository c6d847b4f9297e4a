import fc from '../support/fast-check'
import { expect, it } from 'vitest'
import { firstPlan } from '../../src/main/core/plan/first-plan'
import { answerProblem, type Answers, type Question } from '../../src/main/core/plan/first-plan-answers'
import { questionsFor } from '../../src/main/core/plan/first-plan-questions'
import { checkPlan } from '../../src/main/core/plan/check-plan'
import { parsePlan } from '../../src/main/core/plan/parse-plan'
import { columnType, role, type DatasetManifest } from '../../src/shared/model/dataset'
import { manifestOf, type Sketch } from '../unit/core/plan/manifests'

const nasty = fc.constantFrom(
  '"',
  "'",
  ': ',
  ' #',
  ' lead',
  'trail ',
  '- x',
  '? y',
  '&a',
  '*a',
  '!t',
  '%d',
  '@',
  '`',
  '{}',
  '[a, b]',
  '|',
  '>',
  'null',
  'true',
  'no',
  '1e3',
  '0x1F',
  '.nan',
  '~',
  '<<',
  '\t',
  '\n',
  '\r\n',
  '\u0085',
  '\u2028',
  '\ufeff',
  '\u202e',
  '😀',
  'Größe',
  '年齢',
  '\ud800',
  'x'.repeat(1500),
  'constructor',
  'hasOwnProperty',
  'age',
  'decision'
)
const header = fc
  .oneof(
    nasty,
    fc.string({ unit: 'binary', minLength: 1 }),
    fc.array(nasty, { minLength: 1, maxLength: 3 }).map((parts) => parts.join(''))
  )
  .filter((name) => name !== '__proto__')

const sketch: fc.Arbitrary<Sketch> = fc.record({
  name: header,
  role: fc.constantFrom(...role.options),
  type: fc.constantFrom(...columnType.options),
  distinct: fc.constantFrom(0, 1, 2, 10, 60),
  roleReason: fc.oneof(fc.constant('by its name'), header),
  typeReason: header
})
const sketches = fc.uniqueArray(sketch, { minLength: 1, maxLength: 12, selector: ({ name }) => name })
const data = fc.tuple(sketches, fc.option(sketches), header).map(([first, second, file]): DatasetManifest[] => {
  const current = manifestOf(file, first)
  return second === null
    ? [current]
    : [current, manifestOf('train.csv', [...first.slice(1), ...second.filter(({ name }) => !first.some((other) => other.name === name))])]
})

/** Some answer to any question; `pick` makes it vary. */
function answerTo({ id, answer, options }: Question, pick: number, text: string): string | readonly string[] {
  const option = options[pick % Math.max(1, options.length)]?.value ?? ''
  switch (answer) {
    case 'one':
      return option
    case 'several':
      return [option]
    case 'number':
      return id === 'inference.frame' ? String(1 + pick) : String(pick / 7)
    case 'numbers':
      return `${pick}, ${pick + 10.5}`
    case 'text':
      return text
    case 'texts':
      return [text, 'yes']
  }
}

function answerAll(manifests: DatasetManifest[], picks: readonly number[], text: string): Answers {
  const answers: Record<string, string | readonly string[]> = {}
  for (let i = 0; i < 60; i++) {
    const open = questionsFor(manifests, answers).find(({ id }) => !Object.hasOwn(answers, id))
    if (open === undefined) return answers
    const answer = answerTo(open, picks[i % picks.length]!, text)
    expect(answerProblem(open, answer)).toBeUndefined()
    answers[open.id] = answer
  }
  throw new Error('the questions do not end')
}

/** Control characters and marks that turn the direction of text: a reader could not see them. */
const UNSEEN = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u2028-\u202e\u2066-\u2069\ufeff]/

const parse = (yaml: string) => parsePlan(new TextEncoder().encode(yaml), 'plan.yaml')
const picks = fc.array(fc.nat(20), { minLength: 8, maxLength: 8 })
const text = header.filter((candidate) => candidate.trim() !== '' && candidate.length <= 2000)
/** The two properties, on so many random sets of data. */
export function describeFirstPlans(runs: number): void {
  it('a first plan with all answers passes the schema and the check against its data, whatever the headers', () => {
    fc.assert(
      fc.property(data, picks, text, (manifests, chosen, words) => {
        const yaml = firstPlan(manifests, answerAll(manifests, chosen, words))
        expect(yaml).not.toMatch(UNSEEN)
        const plan = parse(yaml)
        const shared = manifests[0]!.columns.filter(({ name }) =>
          manifests.every(({ columns }) => columns.some((column) => column.name === name))
        )
        expect(Object.keys(plan.columns).sort()).toEqual(shared.map(({ name }) => name).sort())
        checkPlan(plan, new Map(plan.inputs.map(({ part }, index) => [part, manifests[index]!])))
      }),
      { numRuns: runs }
    )
  })

  it('a first plan without answers is YAML of the schema but for its places to fill in, and is refused by the line of one', () => {
    fc.assert(
      fc.property(data, (manifests) => {
        const yaml = firstPlan(manifests)
        const lines = yaml.split('\n')
        let message = ''
        try {
          parse(yaml)
        } catch (error) {
          message = (error as Error).message
        }
        const line = Number(/line (\d+): "/.exec(message)?.[1])
        expect(lines[line - 1]).toContain('# fill in: ')
      }),
      { numRuns: runs }
    )
  })
}
