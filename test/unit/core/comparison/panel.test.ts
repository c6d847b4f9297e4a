import { describe, expect, test } from 'vitest'
import type { AssessedPart } from '../../../../src/main/core/assessment'
import type { Pair } from '../../../../src/main/core/comparison/input'
import { comparedMetrics, pairsOf, panelOf } from '../../../../src/main/core/comparison/panel'
import { pairedOutcome } from '../../../../src/main/core/comparison/paired-outcome'
import { comparison } from '../../../../src/shared/model/assessments/comparison'
import { load, planOf, type Table } from '../fairness/harness'

const NUMBERS = ['score_a', 'score_b', 'amount']

const partOf = (table: Table): AssessedPart => ({
  part: 'current',
  dataset: '0'.repeat(64),
  inputs: [],
  rows: Object.values(table)[0]!.length,
  columns: new Map(
    Object.entries(table).map(([name, cells], at) => [name, load(cells, name, at, NUMBERS.includes(name) ? 'numbers' : 'codes')])
  )
})

const LOG: Table = {
  score_a: [0.9, 0.2, 0.6, 0.4, 0.7, 0.1],
  score_b: [0.8, 0.3, null, 0.6, 0.1, 0.9],
  decision_a: ['yes', 'no', 'yes', 'no', null, 'no'],
  decision_b: ['no', 'no', 'yes', 'yes', 'yes', 'yes'],
  label: ['good', 'bad', 'good', 'bad', 'good', null]
}
const SCORE = { role: 'score', of: 'favourable', kind: 'probability' }
const DECISION = { role: 'decision', favourable: ['yes'] }
const LABEL = { role: 'label', favourable: ['good'] }
const COLUMNS = { score_a: SCORE, decision_a: DECISION, label: LABEL }

type Asked = Record<string, unknown>

function pairOf(challenger: Asked, columns: Asked = COLUMNS, asked: Asked = {}, patch: Asked = {}): Pair {
  const assessment = { champion: 'a', challengers: [{ name: 'b', ...challenger }], ...asked }
  const plan = planOf({ columns, assessments: { comparison: assessment }, ...patch })
  return pairsOf(panelOf(plan, comparison.parse(assessment), partOf(LOG)))[0]!
}

const BOTH = { score: 'score_b', decision: 'decision_b' }

describe('rows that are compared', () => {
  const panelFor = (...challengers: Asked[]) => {
    const asked = comparison.parse({ champion: 'a', challengers: challengers.map((one, at) => ({ name: `b${at}`, ...one })) })
    return panelOf(planOf({ columns: COLUMNS }), asked, partOf(LOG))
  }

  test('are those that every model judges', () => {
    const panel = panelFor(BOTH)
    expect(panel.part.rows).toBe(4)
    expect(panel.unjudged).toEqual([1, 1])
    expect([...panel.champion.decision!]).toEqual([1, 0, 0, 0])
    expect([...panel.challengers[0]!.decision!]).toEqual([0, 0, 1, 1])
    expect([...panel.challengers[0]!.ranking!]).toEqual([0.8, 0.3, 0.6, 0.9])
  })

  test('a challenger without a score is asked for its decision only', () => {
    const panel = panelFor({ decision: 'decision_b' })
    expect([panel.part.rows, panel.unjudged]).toEqual([5, [1, 0]])
    expect(panel.challengers[0]!.ranking).toBeNull()
  })

  test('are the same for all challengers', () => {
    const panel = panelFor({ decision: 'decision_b' }, BOTH)
    expect([panel.part.rows, panel.unjudged]).toEqual([4, [1, 0, 1]])
  })

  test('follow from a rule on the score where the challenger has one', () => {
    const { challenger } = pairOf({ score: 'score_b', decide: { score_at_least: 0.6 } })
    expect([...challenger.decision!]).toEqual([1, 0, 1, 1])
  })

  test('take favourable values of the challenger, and else those of the audited model', () => {
    expect([...pairOf({ decision: 'decision_b', favourable: ['no'] }).challenger.decision!]).toEqual([1, 1, 0, 0, 0])
    expect([...pairOf({ decision: 'decision_b' }).challenger.decision!]).toEqual([0, 0, 1, 1, 1])
  })

  test('rank the other way where a score speaks of the unfavourable outcome', () => {
    const { ranking } = pairOf({ score: 'score_b', of: 'unfavourable', decision: 'decision_b' }).challenger
    expect(ranking![0]!).toBeLessThan(ranking![1]!)
  })
})

describe('metrics that are compared', () => {
  test('are all that both models and the labels allow', () => {
    const ofDecisions = ['selection_rate', 'accuracy', 'tpr', 'fpr', 'ppv']
    expect(comparedMetrics(pairOf(BOTH))).toEqual([...ofDecisions, 'auc', 'brier'])
    expect(comparedMetrics(pairOf({ decision: 'decision_b' }))).toEqual(ofDecisions)
    expect(comparedMetrics(pairOf({ ...BOTH, kind: 'points' }))).toEqual([...ofDecisions, 'auc'])
    expect(comparedMetrics(pairOf({ score: 'score_b' }, { score_a: SCORE, label: LABEL }))).toEqual(['auc', 'brier'])
    expect(comparedMetrics(pairOf(BOTH, { score_a: SCORE, decision_a: DECISION }))).toEqual(['selection_rate'])
  })

  test('are those that the plan names', () => {
    expect(comparedMetrics(pairOf(BOTH, COLUMNS, { metrics: ['fnr', 'auc'] }))).toEqual(['fnr', 'auc'])
  })
})

test('a row counts for the challenger by what it gets right there and the audited model does not', () => {
  const pair = pairOf(BOTH)
  expect([...pairedOutcome('selection_rate', pair)]).toEqual([-1, 0, 1, 1])
  expect([...pairedOutcome('accuracy', pair)]).toEqual([-1, 0, -1, NaN])
  expect([...pairedOutcome('tpr', pair)]).toEqual([-1, NaN, NaN, NaN])
  expect([...pairedOutcome('fpr', pair)]).toEqual([NaN, 0, 1, NaN])
  const [first, , third, last] = pairedOutcome('brier', pair)
  expect(first).toBeCloseTo(0.2 ** 2 - 0.1 ** 2, 12)
  expect(third).toBeCloseTo(0.6 ** 2 - 0.4 ** 2, 12)
  expect(last).toBeNaN()
})
