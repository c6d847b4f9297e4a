import { describe, expect, it } from 'vitest'
import { firstPlan } from '../../../../src/main/core/plan/first-plan'
import { answerProblem, type Answers } from '../../../../src/main/core/plan/first-plan-answers'
import { questionsFor } from '../../../../src/main/core/plan/first-plan-questions'
import { checkPlan } from '../../../../src/main/core/plan/check-plan'
import { parsePlan } from '../../../../src/main/core/plan/parse-plan'
import { LOANS, manifestOf, type Sketch } from './manifests'

const loans = manifestOf('loans.csv', LOANS)
const ANSWERS: Answers = {
  model: 'Scorecard 7',
  purpose: 'Approves loans',
  employment: 'no',
  inference: 'process',
  'favourable.decision': 'approved',
  'favourable.label': ['yes'],
  'score.of': 'favourable',
  primary: 'sex|age',
  threshold: '0.8'
}
const parse = (yaml: string) => parsePlan(new TextEncoder().encode(yaml), 'plan.yaml')
const without = (id: string): Answers => Object.fromEntries(Object.entries(ANSWERS).filter(([key]) => key !== id))
const idsOf = (sketches: readonly Sketch[], answers: Answers = {}) =>
  questionsFor([manifestOf('d.csv', sketches)], answers).map(({ id }) => id)

describe('a first plan with all answers', () => {
  const yaml = firstPlan([loans], ANSWERS, [['../data/loans.csv']])
  const plan = parse(yaml)

  it('is accepted by the schema and by the check against the data', () => {
    checkPlan(plan, new Map([['current', loans]]))
    expect(plan.inference).toEqual({ kind: 'process' })
    expect(plan.inputs[0]!.files).toEqual(['../data/loans.csv'])
  })

  it('keeps the order of the columns, with their roles', () => {
    expect(Object.entries(plan.columns).map(([name, { role }]) => [name, role])).toEqual(LOANS.map(({ name, role }) => [name, role]))
  })

  it('carries the answers', () => {
    expect(plan.columns['decision']).toMatchObject({ favourable: ['approved'] })
    expect(plan.columns['score']).toMatchObject({ of: 'favourable' })
    expect(plan.columns['age']).toMatchObject({ bins: [40, 62] })
    expect(plan.criteria.map(({ id, metric, each, threshold, primary, rule }) => ({ id, metric, each, threshold, primary, rule }))).toEqual(
      ['sex', 'age'].map((each) => ({
        id: `selection-${each}`,
        metric: 'selection_rate_ratio',
        each,
        threshold: { at_least: 0.8 },
        primary: true,
        rule: 'Four-fifths, a customary yardstick; no rule applies'
      }))
    )
  })

  it('gives the reason of every role as a comment', () => {
    for (const { name } of LOANS) expect(yaml).toMatch(new RegExp(`^  ${name}:.*(# by its name|\\n    role: \\w+ # by its name)`, 'm'))
  })
})

describe('a first plan that lacks an answer', () => {
  const cases: [string, string][] = [
    ['model', 'subject.model'],
    ['purpose', 'use.purpose'],
    ['employment', 'use.employment_selection'],
    ['inference', 'inference'],
    ['favourable.decision', 'columns.decision.favourable'],
    ['favourable.label', 'columns.repaid.favourable'],
    ['score.of', 'columns.score.of'],
    ['primary', 'criteria'],
    ['threshold', 'criteria.0.threshold']
  ]
  it.each(cases)('%s: is refused at the line that says what to fill in', (id, at) => {
    const yaml = firstPlan([loans], without(id))
    const line = yaml.split('\n').findIndex((text) => text.includes(': # fill in: ')) + 1
    expect(() => parse(yaml)).toThrow(`plan.yaml, line ${line}: "${at}"`)
  })

  it('asks for no default where none is safe', () => {
    const defaults = questionsFor([loans]).filter((question) => question.otherwise !== undefined)
    expect(defaults.map(({ id }) => id)).toEqual(['title', 'decision', 'label', 'score', 'bins.age'])
    expect(questionsFor([loans]).filter(({ required }) => !required)).toEqual([])
  })

  it('asks for the frame and method of a sample, and writes them', () => {
    expect(idsOf(LOANS, { inference: 'sample' })).toEqual(expect.arrayContaining(['inference.frame', 'inference.method']))
    const answers = { ...ANSWERS, inference: 'sample', 'inference.frame': '250000', 'inference.method': 'simple random: 1 in 25' }
    expect(parse(firstPlan([loans], answers)).inference).toEqual({ kind: 'sample', frame: 250_000, method: 'simple random: 1 in 25' })
    expect(() => parse(firstPlan([loans], { ...answers, 'inference.frame': '2.5' }))).toThrow('inference.frame')
  })
})

describe('what it makes of other data', () => {
  it('derives the decision from the score where no column has it', () => {
    const sketches = LOANS.filter(({ name }) => !['decision', 'repaid'].includes(name))
    expect(idsOf(sketches)).toContain('decide')
    const answers = { ...ANSWERS, 'score.of': 'unfavourable', decide: '0.2' }
    expect(parse(firstPlan([manifestOf('d.csv', sketches)], answers)).assessments.fairness?.decide).toEqual({ score_at_most: 0.2 })
    expect(() => parse(firstPlan([manifestOf('d.csv', sketches)], ANSWERS))).toThrow('assessments.fairness.decide')
  })

  it('judges outcomes where there is a label alone', () => {
    const sketches = LOANS.filter(({ name }) => !['decision', 'score'].includes(name))
    const plan = parse(firstPlan([manifestOf('d.csv', sketches)], ANSWERS))
    expect(plan.criteria.map(({ metric }) => metric)).toEqual(['base_rate_ratio', 'base_rate_ratio'])
  })

  it('has one decision: the one that was answered', () => {
    const two: Sketch[] = [...LOANS, { name: 'approved_2', role: 'decision', type: 'boolean' }]
    const plan = parse(firstPlan([manifestOf('d.csv', two)], { ...ANSWERS, decision: 'approved_2', 'favourable.decision': 'yes' }))
    expect(plan.columns['decision']).toEqual({ role: 'feature' })
    expect(plan.columns['approved_2']).toEqual({ role: 'decision', favourable: ['yes'] })
  })

  it('names every spelling of the favourable value', () => {
    const spelt = LOANS.map((sketch) =>
      sketch.name === 'repaid' ? { ...sketch, spellings: { true: ['Y', 'yes'], false: ['N', 'no'] } } : sketch
    )
    expect(parse(firstPlan([manifestOf('d.csv', spelt)], { ...ANSWERS, 'favourable.label': ['N'] })).columns['repaid']).toMatchObject({
      favourable: ['N', 'no']
    })
  })

  it('asks for bins of numbers whose meaning it does not know, and for the kind of weights', () => {
    const sketches: Sketch[] = [
      ...LOANS,
      { name: 'disability', role: 'protected', type: 'number', distinct: 50 },
      { name: 'w', role: 'weight', type: 'number' }
    ]
    expect(idsOf(sketches)).toEqual(expect.arrayContaining(['bins.disability', 'weight']))
    expect(() => parse(firstPlan([manifestOf('d.csv', sketches)], { ...ANSWERS, weight: 'sampling' }))).toThrow('columns.disability.bins')
    expect(() => parse(firstPlan([manifestOf('d.csv', sketches)], { ...ANSWERS, 'bins.disability': '10' }))).toThrow('columns.w.weight')
    const plan = parse(firstPlan([manifestOf('d.csv', sketches)], { ...ANSWERS, 'bins.disability': '50, 10', weight: 'sampling' }))
    expect(plan.columns['disability']).toMatchObject({ bins: [10, 50] })
    expect(plan.columns['w']).toEqual({ role: 'weight', weight: 'sampling' })
  })

  it('names the parts of two datasets and leaves out what only one has', () => {
    const training = manifestOf(
      'train.csv',
      LOANS.filter(({ name }) => name !== 'decision')
    )
    const plan = parse(firstPlan([training, loans], { ...ANSWERS, decide: '0.5' }))
    expect(plan.inputs.map(({ part }) => part)).toEqual(['reference', 'current'])
    expect(plan.columns['decision']).toBeUndefined()
    checkPlan(
      plan,
      new Map([
        ['current', loans],
        ['reference', training]
      ])
    )
  })

  it('writes a plan without an assessment where nothing can be compared', () => {
    const plan = parse(firstPlan([manifestOf('d.csv', [{ name: 'x', role: 'feature', type: 'number', distinct: 90 }])], ANSWERS))
    expect(plan.assessments).toEqual({})
    expect(plan.criteria).toEqual([])
  })
})

describe('an answer', () => {
  const question = (id: string) => questionsFor([loans], ANSWERS).find((candidate) => candidate.id === id)!
  it('is refused with a sentence where it is none', () => {
    expect(answerProblem(question('inference'), 'sometimes')).toBe('"sometimes" is not one of: census, sample, process.')
    expect(answerProblem(question('threshold'), 'four fifths')).toBe('"four fifths" is not a number.')
    expect(answerProblem(question('bins.age'), '40, x')).toBe('"x" is not a number.')
    expect(answerProblem(question('model'), ' ')).toBe('An answer is needed.')
    expect(answerProblem(question('primary'), 'sex|region')).toContain('"region" is not one of')
  })
  it('is accepted where it is one, and so is every default', () => {
    for (const [id, answer] of Object.entries(ANSWERS)) expect(answerProblem(question(id), answer)).toBeUndefined()
    for (const asked of questionsFor([loans]))
      if (asked.otherwise !== undefined) expect(answerProblem(asked, asked.otherwise)).toBeUndefined()
  })
})
