import { describe, expect, it } from 'vitest'
import { assessFairness, neededColumns } from '../../../../../src/main/core/fairness/assess-fairness'
import { explorablePlan, explorerOf } from '../../../../../src/main/core/fairness/explore/explorer'
import type { Explorer } from '../../../../../src/main/core/fairness/explore/explorer'
import { randomStream } from '../../../../../src/main/core/stats/random'
import type { Side } from '../../../../../src/shared/model/explore'
import type { Measure } from '../../../../../src/shared/model/measure'
import type { MetricId } from '../../../../../src/shared/model/metrics'
import { inputOf, planOf } from '../harness'
import type { Table } from '../harness'

const ROWS = 900

/** Scores with ties and holes, labels with holes, two attributes with unknown values. */
function rowsWith(seed: string): Table {
  const random = randomStream(seed, 0)
  const draw = (size: number): number => random.word() % size
  const rows = Array.from({ length: ROWS }, () => {
    const score = draw(20) === 0 ? null : draw(41) / 40
    const label = draw(9) === 0 ? null : draw(100) < 30 + 40 * (score ?? 0.5) ? 1 : 0
    return {
      sex: ['F', 'M', 'M', null][draw(4)]!,
      race: ['a', 'b', 'b', 'c'][draw(4)]!,
      score,
      label,
      weight: 1 + draw(3),
      share: (1 + draw(9)) / 7,
      person: `p${draw(ROWS / 2)}`
    }
  })
  const column = <K extends keyof (typeof rows)[number]>(name: K): (string | number | null)[] => rows.map((row) => row[name])
  return {
    sex: column('sex'),
    race: column('race'),
    score: column('score'),
    label: column('label'),
    weight: column('weight'),
    share: column('share'),
    person: column('person')
  }
}

const METRICS: MetricId[] = [
  'selection_rate',
  'selection_rate_difference',
  'selection_rate_ratio',
  'tpr',
  'tpr_difference',
  'fpr_ratio',
  'f1',
  'accuracy',
  'equalized_odds_difference',
  'average_odds_difference',
  'standard_deviations'
]

const COLUMNS = {
  sex: 'protected',
  race: 'protected',
  score: { role: 'score' },
  label: { role: 'label', favourable: ['1'] }
}

type Patch = Record<string, unknown>

const base = (patch: Patch): Patch => ({
  columns: COLUMNS,
  groups: { crossings: [['sex', 'race']], reference: { sex: 'M' } },
  assessments: { fairness: { metrics: METRICS, replicates: 200 } },
  ...patch
})

function explore(table: Table, patch: Patch): Explorer {
  const plan = explorablePlan(planOf(base(patch)))
  expect(neededColumns(plan, 'current').length).toBeGreaterThan(0)
  return explorerOf(inputOf(table, plan))
}

function audit(table: Table, patch: Patch, threshold: number, side: Side): Map<string, Measure> {
  const decide = side === 'at_least' ? { score_at_least: threshold } : { score_at_most: threshold }
  const plan = planOf({ ...base(patch), assessments: { fairness: { metrics: METRICS, replicates: 200, decide } } })
  return new Map(assessFairness(inputOf(table, plan)).estimates.map(({ measure }) => [measure.id, measure]))
}

const ask = (over: string[], threshold: number | null, side: Side, settled: boolean) => ({
  over,
  reference: {},
  metrics: METRICS,
  threshold,
  side,
  settled
})

const THRESHOLDS = [-1, 0, 0.3, 0.525, 1, 2]
const DESIGNS: [string, Patch][] = [
  ['plain rows', {}],
  ['a census', { inference: { kind: 'census' } }],
  ['a sample of a frame', { inference: { kind: 'sample', frame: 5000, method: 'random' } }],
  ['frequencies', { columns: { ...COLUMNS, weight: { role: 'weight', weight: 'frequency' } } }],
  ['sampling weights', { columns: { ...COLUMNS, share: { role: 'weight', weight: 'sampling' } } }],
  ['rows that repeat', { columns: { ...COLUMNS, person: 'cluster' } }],
  ['suppressed small groups', { suppress_below: 60 }]
]

describe('a settled answer is what an audit with that threshold prints', () => {
  for (const [name, patch] of DESIGNS)
    it(name, () => {
      const table = rowsWith(name)
      const explorer = explore(table, patch)
      for (const side of ['at_least', 'at_most'] as const)
        for (const threshold of THRESHOLDS) {
          const printed = audit(table, patch, threshold, side)
          for (const over of [['sex'], ['sex', 'race']]) {
            const { measures, pending } = explorer.answer(ask(over, threshold, side, true))
            expect(measures.length).toBeGreaterThan(20)
            for (const measure of measures) expect(measure).toEqual(printed.get(measure.id))
            expect(pending).toEqual([])
          }
        }
    })
})

describe('while the handle moves', () => {
  const estimatesOf = (measures: readonly Measure[]) => measures.map(({ id, estimate }) => [id, estimate])

  it('closed-form intervals are those of the settled answer, resampled ones are awaited', () => {
    const explorer = explore(rowsWith('moving'), {})
    const [moving, settled] = [false, true].map((now) => explorer.answer(ask(['race'], 0.4, 'at_least', now))) as [
      ReturnType<Explorer['answer']>,
      ReturnType<Explorer['answer']>
    ]
    expect(estimatesOf(moving.measures)).toEqual(estimatesOf(settled.measures))
    expect(moving.pending.map((id) => id.split('/')[1])).toEqual(['f1', 'f1', 'f1', 'f1'])
    for (const measure of moving.measures.filter(({ id }) => !moving.pending.includes(id)))
      expect(measure.interval).toEqual(settled.measures.find(({ id }) => id === measure.id)?.interval)
  })

  it('intervals of rows that repeat are awaited', () => {
    const explorer = explore(rowsWith('repeat'), { columns: { ...COLUMNS, person: 'cluster' } })
    const { measures, pending } = explorer.answer(ask(['sex'], 0.4, 'at_least', false))
    expect(explorer.overview.liveIntervals).toBe(false)
    expect(measures.filter(({ interval }) => interval !== null)).toEqual([])
    expect(pending.length).toBeGreaterThan(10)
    const settled = explorer.answer(ask(['sex'], 0.4, 'at_least', true)).measures
    expect(settled.filter(({ interval }) => interval?.method === 'cluster-robust').length).toBeGreaterThan(0)
  })

  it('sampling weights keep their estimates to rounding', () => {
    const explorer = explore(rowsWith('weights'), { columns: { ...COLUMNS, share: { role: 'weight', weight: 'sampling' } } })
    const [moving, settled] = [false, true].map((now) => explorer.answer(ask(['race'], 0.4, 'at_least', now)).measures) as [
      Measure[],
      Measure[]
    ]
    moving.forEach((measure, i) => {
      if (measure.estimate === null) expect(settled[i]!.estimate).toBeNull()
      else expect(measure.estimate).toBeCloseTo(settled[i]!.estimate!, 12)
    })
  })
})

describe('what exploring knows of the data', () => {
  const table = rowsWith('overview')
  const decided = { ...table, hired: table['score']!.map((score) => (score === null ? null : Number(score) >= 0.5 ? 1 : 0)) }
  const withDecision = { columns: { ...COLUMNS, hired: { role: 'decision', favourable: ['1'] } } }

  it('finds the threshold that the decisions follow, as a round number', () => {
    const { overview } = explore(decided, withDecision)
    expect(overview.decided).toBe('column')
    expect(overview.score?.operating).toEqual({ threshold: 0.5, agreement: 1 })
  })

  it('says how many decisions a threshold does not explain', () => {
    const hired = decided.hired.map((value, row) => (row % 10 === 0 && value !== null ? 1 - value : value))
    const { overview } = explore({ ...decided, hired }, withDecision)
    expect(overview.score?.operating?.threshold).toBe(0.5)
    expect(overview.score?.operating?.agreement).toBeCloseTo(0.9, 1)
  })

  it('answers for the decisions as they were taken', () => {
    const explorer = explore(decided, withDecision)
    const rate = (threshold: number | null) =>
      explorer.answer(ask(['sex'], threshold, 'at_least', true)).measures.find(({ id }) => id.startsWith('fairness/selection_rate/'))
    expect(rate(null)).toEqual(rate(0.5))
    expect(rate(null)?.estimate).not.toBe(rate(0.7)?.estimate)
  })

  it('a reference group is chosen by name, the largest or the most favoured', () => {
    const explorer = explore(table, {})
    const references = (reference: Record<string, string>) =>
      explorer
        .answer({ ...ask(['race'], 0.5, 'at_least', true), reference })
        .measures.flatMap(({ metric, reference: other }) => (metric === 'selection_rate_ratio' ? [JSON.stringify(other)] : []))
    expect(references({ race: 'c' }).filter((text) => text.includes('"race":"c"'))).toHaveLength(2)
    expect(references({ race: 'largest' }).filter((text) => text.includes('"race":"b"'))).toHaveLength(2)
    expect(references({ race: 'most_favoured' }).some((text) => text.includes('most-favoured'))).toBe(true)
    expect(() => references({ race: 'z' })).toThrow(/z/)
  })

  it('refuses a column that is no attribute', () => {
    expect(() => explore(table, {}).answer(ask(['label'], 0.5, 'at_least', true))).toThrow(/label/)
  })

  it('labels that follow the decision say nothing about another threshold', () => {
    const label = table['label']!.map((value, row) => (decided.hired[row] === 1 ? (value ?? 0) : null))
    const explorer = explore({ ...decided, label }, withDecision)
    expect(explorer.overview.labels).toBe('follow-the-decision')
    const tpr = explorer.answer(ask(['sex'], 0.7, 'at_least', true)).measures.filter(({ metric }) => metric === 'tpr')
    expect(tpr.length).toBe(4)
    for (const { status } of tpr) expect(status).toEqual({ code: 'undefined', reason: 'labels-follow-the-decision' })
  })

  it('counts every row of every group once', () => {
    const { confusion } = explore(table, {}).answer(ask(['race', 'sex'], 0.5, 'at_most', false))
    const total = (parts: typeof confusion) => parts.reduce((sum, { rows }) => sum + rows!, 0)
    expect(total(confusion.slice(0, 1))).toBe(ROWS)
    expect(total(confusion.slice(1))).toBe(ROWS)
    for (const c of confusion)
      expect(c.tp! + c.fp! + c.fn! + c.tn! + c.selectedUnlabelled! + c.rejectedUnlabelled! + c.undecided!).toBe(c.rows)
  })
})

describe('lines and score bins', () => {
  const table = rowsWith('lines')
  const explorer = explore(table, {})

  it('each point of a line is the moving answer there', () => {
    const { thresholds, lines } = explorer.lines({ over: ['sex'], reference: {}, metric: 'selection_rate_ratio', side: 'at_least' })
    expect(thresholds.length).toBeGreaterThan(30)
    const line = lines.find(({ group }) => group?.['sex'] === 'F')!
    for (const i of [0, 7, 20]) {
      const { measures } = explorer.answer({ ...ask(['sex'], thresholds[i]!, 'at_least', false), metrics: ['selection_rate_ratio'] })
      const there = measures.find(({ metric, group }) => metric === 'selection_rate_ratio' && group?.['sex'] === 'F')!
      expect(line.estimates[i]).toBe(there.estimate)
      expect(line.lows[i]).toBe(there.interval?.low ?? null)
    }
  })

  it('bins hold every row with a score', () => {
    const { edges, groups, calibration } = explorer.scores(['race'])
    expect(edges.length).toBe(41)
    const rows = groups.reduce((sum, group) => sum + group.rows!.reduce((a, b) => a + b, 0), 0)
    expect(rows).toBe(table['score']!.filter((score) => score !== null).length)
    const inFirst = table['score']!.filter((score, i) => score !== null && Number(score) < edges[1]! && table['race']![i] === 'b').length
    expect(groups.find(({ group }) => group?.['race'] === 'b')?.rows?.[0]).toBe(inFirst)
    expect(calibration.length).toBe(30)
  })
})
