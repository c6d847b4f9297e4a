import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Group, Measure, Reference } from '../../src/shared/model/measure'
import { reportStatement, type Report } from '../../src/shared/model/report'
import fixture from '../fixtures/comparison/paired.json'
import { cliIn, type Ran } from '../support/cli'
import { close } from '../unit/core/stats/close'

const { log } = fixture
const [HEADER, ...ROWS] = readFileSync(resolve(import.meta.dirname, '../fixtures/comparison/log.csv'), 'utf8')
  .trim()
  .split('\n')
const columnOf = (name: string): number => HEADER!.split(',').indexOf(name)
const [SEX, LABEL] = [columnOf('sex'), columnOf('label')]
const [SCORE_A, SCORE_B] = [columnOf('score_a'), columnOf('score_b')]
const [DECISION_A, DECISION_B] = [columnOf('decision_a'), columnOf('decision_b')]

const CHALLENGER = '      - { name: model b, score: score_b, decision: decision_b }\n'
const PLAN = `schema: 1
title: Which of two models
subject: { model: Small model }
use: { purpose: Decides about made-up applications }
inference: { kind: process }
inputs:
  - files: [data.csv]
columns:
  id: id
  sex: protected
  region: protected
  score_a: { role: score, of: favourable, kind: probability }
  decision_a: { role: decision, favourable: [approve] }
  label: { role: label, favourable: [good] }
groups:
  reference: { sex: M, region: N }
assessments:
  fairness: {}
  comparison:
    champion: model a
    challengers:
${CHALLENGER}criteria:
  - id: C1
    metric: accuracy_difference
    model: model b
    threshold: { at_least: -0.02 }
    primary: true
    rule: Own tolerance
  - id: C2
    metric: selection_rate_ratio
    model: model b
    each: sex
    threshold: { at_least: 0.8 }
    primary: true
    rule: Own tolerance
`
const MASKED = PLAN.replace('criteria:', 'suppress_below: 10\ncriteria:')

const home = mkdtempSync(join(tmpdir(), 'assay-comparison-'))
afterAll(() => rmSync(home, { recursive: true, force: true }))

type Cells = string[]
type Change = (cells: Cells, row: number) => Cells

/** The log, its rows changed, and a plan in a folder of their own. */
function written(name: string, plan: string, change: Change = (cells) => cells, header = HEADER!): string {
  const folder = join(home, name)
  mkdirSync(folder)
  writeFileSync(join(folder, 'data.csv'), `${[header, ...ROWS.map((row, at) => change(row.split(','), at).join(','))].join('\n')}\n`)
  writeFileSync(join(folder, 'plan.yaml'), plan)
  return folder
}

async function reportFrom(...given: Parameters<typeof written>): Promise<Report> {
  const folder = written(...given)
  await cliIn(folder)('audit', 'plan.yaml')
  return reportOf(folder)
}

const reportIn = (folder: string): string => {
  const reports = join(folder, 'assay-project/reports')
  return join(reports, readdirSync(reports)[0]!, 'report.json')
}

const reportOf = (folder: string): Report => reportStatement.parse(JSON.parse(readFileSync(reportIn(folder), 'utf8'))).predicate

const compared = ({ measures }: Report): Measure[] => measures.filter(({ assessment }) => assessment === 'comparison')

type Wanted = { metric: string; group?: Group; reference?: Reference; model?: string; of?: string }

function measureOf(report: Report, { metric, group, reference, model = 'model b', of }: Wanted): Measure {
  const found = compared(report).filter(
    (m) =>
      m.metric === metric &&
      m.at.model === model &&
      m.at.of === of &&
      m.at.bound === undefined &&
      JSON.stringify(m.group) === JSON.stringify(group ?? null) &&
      JSON.stringify(m.reference) === JSON.stringify(reference ?? null)
  )
  expect(
    found.map(({ id }) => id),
    `${metric} of ${model}`
  ).toHaveLength(1)
  return found[0]!
}

const AGAINST_A: Reference = { model: 'model a' }
const METRICS = { selection: 'selection_rate', accuracy: 'accuracy', tpr: 'tpr', fpr: 'fpr' } as const
const RATES = Object.entries(METRICS) as [keyof typeof METRICS, string][]

const differenceOf = (report: Report, metric: string, group?: Group): Measure =>
  measureOf(report, { metric: `${metric}_difference`, reference: AGAINST_A, ...(group === undefined ? {} : { group }) })

function holds(measure: Measure, estimate: number, { low, high }: { low: number; high: number }, method: string): void {
  close(measure.estimate!, estimate, 1e-9, measure.id, 1e-9)
  expect(measure.interval, measure.id).toMatchObject({ level: 0.95, method })
  close(measure.interval!.low!, low, 1e-9, `${measure.id} low`, 1e-9)
  close(measure.interval!.high!, high, 1e-9, `${measure.id} high`, 1e-9)
}

/** Holm (1979), the long way: the greatest of the smaller p-values, each times the number of those that are not smaller. */
const holmOf = (all: readonly number[], p: number): number =>
  Math.min(1, Math.max(...all.filter((one) => one <= p).map((one) => one * all.filter((other) => other >= one).length)))

describe('two models on the same rows', () => {
  let folder: string
  let ran: Ran
  let report: Report
  beforeAll(async () => {
    folder = written('whole', PLAN)
    await cliIn(folder)('keys', 'create', 'Ada')
    ran = await cliIn(folder)('audit', 'plan.yaml', '--sign', 'Ada')
    report = reportOf(folder)
  })

  test('are compared where both decide', () => {
    expect(ran.status).toBe(0)
    expect(compared(report).find(({ metric }) => metric === 'rows_compared')).toMatchObject({ estimate: log.bothDecisions })
    expect(report.findings.find(({ title }) => title === 'Models are compared on a part of the rows')?.condition).toContain(
      `model b: ${log.noDecisionB} rows`
    )
  })

  const places = [
    { place: 'all rows', group: undefined, expected: log.all },
    { place: 'sex F', group: { sex: 'F' }, expected: log.sex.F },
    { place: 'sex M', group: { sex: 'M' }, expected: log.sex.M },
    { place: 'region N', group: { region: 'N' }, expected: log.region.N },
    { place: 'region S', group: { region: 'S' }, expected: log.region.S }
  ]
  test.each(places)('differ in $place as the oracle says', ({ group, expected }) => {
    for (const [key, metric] of RATES) {
      const difference = differenceOf(report, metric, group)
      holds(difference, expected[key].estimate, expected[key], 'tango')
      expect(difference.n).toEqual({ group: expected[key].n, reference: null })
    }
    holds(differenceOf(report, 'brier', group), expected.brier.mean, expected.brier, 'student-t')
    const changed = measureOf(report, { metric: 'decided_differently', reference: AGAINST_A, ...(group === undefined ? {} : { group }) })
    holds(changed, expected.changed.share, expected.changed, 'wilson')
    expect(changed.test).toBeNull()
  })

  test.each(places)('have figures of their own in $place', ({ group, expected }) => {
    const of = (metric: string, model: string): number =>
      measureOf(report, { metric, model, ...(group === undefined ? {} : { group }) }).estimate!
    for (const [key, metric] of RATES) {
      close(of(metric, 'model a'), expected[key].rateA, 1e-9, `${metric} of model a`)
      close(of(metric, 'model b'), expected[key].rateB, 1e-9, `${metric} of model b`)
    }
    close(of('auc', 'model a'), expected.auc.aucA, 1e-9, 'area of model a')
    close(of('auc', 'model b'), expected.auc.aucB, 1e-9, 'area of model b')
    close(of('brier', 'model a'), expected.brier.brierA, 1e-9, 'Brier of model a')
    close(of('brier', 'model b'), expected.brier.brierB, 1e-9, 'Brier of model b')
  })

  test('differ in the area under the curve by DeLong', () => {
    holds(differenceOf(report, 'auc'), log.all.auc.difference, log.all.auc, 'delong')
    expect(compared(report).filter(({ metric, group }) => metric === 'auc_difference' && group !== null)).toEqual([])
  })

  test.each(RATES.filter(([key]) => key !== 'accuracy'))('gap of women to men: %s', (key, metric) => {
    const expected = log.gap[key as keyof typeof log.gap] as (typeof log.gap)['selection']
    const places = { group: { sex: 'F' }, reference: { group: { sex: 'M' } } }
    holds(measureOf(report, { metric: 'gap_change', of: metric, ...places }), expected.estimate, expected, 'mover')
    if (metric !== 'selection_rate') return
    const gap = (model: string): number => measureOf(report, { metric: 'selection_rate_difference', model, ...places }).estimate!
    close(gap('model a'), expected.before, 1e-9, 'before')
    close(gap('model b'), expected.after, 1e-9, 'after')
  })

  test('differences of all rows are tested and adjusted together', () => {
    const expected = [
      ...RATES.map(([key, metric]) => ({ metric, p: log.all[key].midP, method: 'mcnemar-mid-p' })),
      { metric: 'auc', p: log.all.auc.p, method: 'delong-z' },
      { metric: 'brier', p: log.all.brier.p, method: 'inverted-interval-two-sided' }
    ]
    for (const { metric, p, method } of expected) {
      const { test: tested } = differenceOf(report, metric)
      expect(tested, metric).toMatchObject({ method, m: expected.length, family: 'differences between model b and model a, all rows' })
      close(tested!.p, p, 1e-9, `p of ${metric}`)
      const adjusted = holmOf(
        expected.map((one) => one.p),
        p
      )
      close(tested!.adjusted, adjusted, 1e-9, `adjusted p of ${metric}`)
    }
  })

  test('changes of gaps are another family, and differences within a group none', () => {
    const tested = compared(report).filter(({ test: own }) => own !== null)
    const gaps = tested.filter(({ metric }) => metric === 'gap_change')
    const family = 'changes of gaps between model b and model a'
    for (const { test: own } of gaps) {
      expect(own).toMatchObject({ family, m: gaps.length })
      close(
        own!.adjusted,
        holmOf(
          gaps.map((one) => one.test!.p),
          own!.p
        ),
        1e-9
      )
    }
    expect(gaps.map(({ group, at }) => [group, at.of])).toEqual(
      expect.arrayContaining([
        [{ sex: 'F' }, 'selection_rate'],
        [{ region: 'S' }, 'tpr']
      ])
    )
    expect(tested.filter(({ group, metric }) => metric !== 'gap_change' && group !== null)).toEqual([])
    expect(gaps.filter(({ group }) => Object.values(group ?? {}).includes(null))).toEqual([])
  })

  test('decisions and judgements are counted crosswise', () => {
    const cells = (id: string): unknown => report.exhibits.find((exhibit) => exhibit.id === `comparison/${id}/model%20b`)
    const counts = ({ n11, n10, n01, n00 }: typeof log.all.selection): number[][] => [
      [n11, n01],
      [n10, n00]
    ]
    expect(cells('decisions')).toMatchObject({
      values: counts(log.all.selection),
      rows: { title: 'model a' },
      columns: { title: 'model b' }
    })
    expect(cells('judgements')).toMatchObject({ values: counts(log.all.accuracy) })
  })

  test('criteria on the challenger are decided', () => {
    const ratio = measureOf(report, { metric: 'selection_rate_ratio', group: { sex: 'F' }, reference: { group: { sex: 'M' } } })
    close(ratio.estimate!, log.sex.F.selection.rateB / log.sex.M.selection.rateB, 1e-9, 'ratio')
    expect(report.verdicts).toMatchObject([
      { criterion: 'C1', measure: differenceOf(report, 'accuracy').id, verdict: 'pass' },
      { criterion: 'C2', measure: ratio.id, verdict: 'pass' }
    ])
  })

  test('the report re-performs', async () => {
    const again = await cliIn(folder)('--json', 'reperform', join(reportIn(folder), '../report.pdf'), 'data.csv')
    expect(JSON.parse(again.out)).toMatchObject({ code: 'identical', differences: [] })
  })
})

test('a challenger whose decision follows from its score is compared on every row', async () => {
  const report = await reportFrom('scored', PLAN.replace('decision: decision_b', 'decide: { score_at_least: 0.58 }'))
  expect(compared(report).find(({ metric }) => metric === 'rows_compared')).toMatchObject({ estimate: log.fileRows })
  const { auc, brier } = log.labelledAnyDecision
  holds(differenceOf(report, 'auc'), auc.difference, auc, 'delong')
  holds(differenceOf(report, 'brier'), brier.mean, brier, 'student-t')
})

test('persons with several rows make intervals cluster-robust', async () => {
  const plan = PLAN.replace('  id: id\n', '  person: cluster\n')
  const report = await reportFrom(
    'clusters',
    plan,
    (cells, row) => [`P${Math.floor(row / 2)}`, ...cells.slice(1)],
    HEADER!.replace('id', 'person')
  )
  const paired = compared(report).filter(
    ({ metric, reference, group }) =>
      (metric === 'gap_change' || (reference !== null && 'model' in reference)) && !Object.values(group ?? {}).includes(null)
  )
  expect(paired.length).toBeGreaterThan(30)
  for (const { id, interval } of paired) expect(interval, id).toMatchObject({ method: 'cluster-robust' })
  for (const [key, metric] of RATES) {
    const own = differenceOf(report, metric)
    close(own.estimate!, log.all[key].estimate, 1e-9, metric)
    expect(own.test).toMatchObject({ method: 'inverted-interval-two-sided' })
  }
  const area = differenceOf(report, 'auc')
  close(area.estimate!, log.all.auc.difference, 1e-9, 'area')
  expect(area.interval!.low).not.toBeCloseTo(log.all.auc.low, 9)
})

test('rows that count several times count so for both models', async () => {
  const plan = PLAN.replace('  label:', '  times: { role: weight, weight: frequency }\n  label:')
  const timesOf = (row: number): number => 1 + (row % 3)
  const report = await reportFrom('weights', plan, (cells, row) => [...cells, String(timesOf(row))], `${HEADER!},times`)
  const judged = ROWS.map((line, row) => ({ cells: line.split(','), times: timesOf(row) })).filter(({ cells }) => cells[DECISION_B] !== '')
  const mean = (values: readonly { value: number; times: number }[]): number =>
    values.reduce((sum, { value, times }) => sum + times * value, 0) / values.reduce((sum, { times }) => sum + times, 0)
  const gains = judged.map(({ cells, times }) => ({
    value: Number(cells[DECISION_B] === 'approve') - Number(cells[DECISION_A] === 'approve'),
    times
  }))
  close(differenceOf(report, 'selection_rate').estimate!, mean(gains), 1e-9, 'selection')
  const [good, bad] = ['good', 'bad'].map((label) => judged.filter(({ cells }) => cells[LABEL] === label))
  const area = (score: number): number =>
    mean(
      good!.flatMap((above) =>
        bad!.map((below) => ({
          value: (1 + Math.sign(Number(above.cells[score]) - Number(below.cells[score]))) / 2,
          times: above.times * below.times
        }))
      )
    )
  close(differenceOf(report, 'auc').estimate!, area(SCORE_B) - area(SCORE_A), 1e-9, 'area')
  for (const metric of ['selection_rate', 'accuracy', 'brier', 'auc']) {
    const { interval, test: tested } = differenceOf(report, metric)
    expect([interval?.method, tested?.method], metric).toEqual(['student-t', 'inverted-interval-two-sided'])
  }
})

test('outcomes known only after one decision of the audited model say nothing of another model', async () => {
  const report = await reportFrom('one-sided', PLAN, (cells) => (cells[DECISION_A] === 'decline' ? [...cells.slice(0, LABEL), ''] : cells))
  const unknown = { estimate: null, interval: null, test: null, status: { code: 'undefined', reason: 'labels-follow-the-decision' } }
  for (const metric of ['accuracy', 'tpr', 'fpr', 'auc', 'brier']) {
    expect(differenceOf(report, metric)).toMatchObject(unknown)
    expect(measureOf(report, { metric, model: 'model b' })).toMatchObject({ ...unknown, test: null })
  }
  expect(measureOf(report, { metric: 'ppv', model: 'model b' })).toMatchObject(unknown)
  holds(differenceOf(report, 'selection_rate'), log.all.selection.estimate, log.all.selection, 'tango')
  expect(differenceOf(report, 'selection_rate').test).toMatchObject({ m: 1 })
  expect(report.exhibits.map(({ id }) => id)).not.toContain('comparison/judgements/model%20b')
  expect(report.verdicts).toMatchObject([{ verdict: 'insufficient' }, { verdict: 'pass' }])
})

describe('where small cells are masked', () => {
  const told = (report: Report): Measure[] => compared(report).filter(({ estimate }) => estimate !== null)

  test('neither groups nor single models are told of', async () => {
    const report = await reportFrom('masked', MASKED)
    expect(compared(report).filter(({ group, metric }) => group !== null || metric === 'gap_change')).toEqual([])
    expect(
      compared(report).filter(
        ({ metric, reference }) => metric !== 'rows_compared' && JSON.stringify(reference) !== JSON.stringify(AGAINST_A)
      )
    ).toEqual([])
    expect(report.verdicts.find(({ criterion }) => criterion === 'C2')?.verdict).toBe('insufficient')
  })

  test('one small cell of decisions and labels hides every rate, for all but one would give it by subtraction', async () => {
    const report = await reportFrom('complement', MASKED)
    for (const metric of ['selection_rate', 'accuracy', 'tpr', 'fpr']) expect(differenceOf(report, metric).status.reason).toBe('suppressed')
    expect(report.exhibits.filter(({ assessment }) => assessment === 'comparison')).toEqual([])
  })

  test('without a small cell all rows are told', async () => {
    const report = await reportFrom('large', MASKED.replace('suppress_below: 10', 'suppress_below: 2'), (cells) =>
      cells.with(DECISION_B, cells[DECISION_B] || 'decline')
    )
    for (const metric of ['selection_rate', 'accuracy', 'tpr', 'fpr', 'auc', 'brier'])
      expect(differenceOf(report, metric).status.code).toBe('ok')
    expect(report.exhibits.filter(({ assessment }) => assessment === 'comparison')).toHaveLength(2)
  })

  test('rows that were left out are no small cell either: other sections tell of all rows', async () => {
    const report = await reportFrom('left-out', MASKED, (cells) =>
      cells.with(DECISION_B, cells[DECISION_B] || 'decline').with(SCORE_B, cells[0] === 'R0001' ? '' : cells[SCORE_B]!)
    )
    for (const metric of ['selection_rate', 'auc', 'brier']) expect(differenceOf(report, metric).status.reason).toBe('suppressed')
  })

  test('no row that all models judge is said, and stops nothing', async () => {
    const report = await reportFrom('none', PLAN, (cells) => cells.with(DECISION_B, ''))
    expect(compared(report).map(({ metric, estimate }) => [metric, estimate])).toEqual([['rows_compared', 0]])
    expect(report.verdicts.map(({ verdict, measure }) => [verdict, measure.split('/')[0]])).toEqual([
      ['insufficient', 'comparison'],
      ['insufficient', 'comparison']
    ])
  })

  test('a criterion brings its metric with it', async () => {
    const report = await reportFrom('asked', PLAN.replace('champion: model a', 'champion: model a\n    metrics: [selection_rate]'))
    expect(differenceOf(report, 'accuracy').estimate).not.toBeNull()
    expect(report.verdicts.find(({ criterion }) => criterion === 'C1')?.verdict).toBe('pass')
  })

  /** Rows that only one of both models approves, of those rejected or approved in the end. */
  const few = (label: string, a: string, kept: number): Change => {
    let seen = 0
    return (cells) => {
      if (cells[LABEL] !== label || cells[DECISION_A] !== a || ['', a].includes(cells[DECISION_B]!) || seen++ < kept) return cells
      return cells.with(DECISION_B, a)
    }
  }

  test.each([
    { what: 'lost among the bad', metric: 'fpr', change: few('bad', 'approve', 3) },
    { what: 'lost among the good', metric: 'tpr', change: few('good', 'approve', 9) },
    { what: 'gained among the good', metric: 'tpr', change: few('good', 'decline', 1) }
  ])('few rows $what leave no difference there', async ({ what, metric, change }) => {
    const report = await reportFrom(what.replaceAll(' ', '-'), MASKED, change)
    expect(differenceOf(report, metric)).toMatchObject({
      estimate: null,
      interval: null,
      test: null,
      n: { group: 0 },
      status: { code: 'undefined', reason: 'suppressed' }
    })
  })

  test('models that differ in few rows are not told apart', async () => {
    let seen = 0
    const report = await reportFrom('alike', MASKED, (cells) => {
      const differs = cells[DECISION_B] !== '' && cells[DECISION_A] !== cells[DECISION_B]
      return differs && cells[SEX] === 'M' && seen++ < 4 ? cells : cells.with(DECISION_B, cells[DECISION_A]!)
    })
    const ofDecisions = ['selection_rate_difference', 'accuracy_difference', 'decided_differently']
    expect(told(report).filter(({ metric }) => ofDecisions.includes(metric))).toEqual([])
    expect(report.exhibits.filter(({ assessment }) => assessment === 'comparison')).toEqual([])
  })
})

describe('a comparison that cannot be made ends in one sentence and exit code 3', () => {
  const withCriterion = PLAN.replace('model: model b', 'model: model c')
  const without = PLAN.replace(/ {2}comparison:\n( {4}.*\n)*/, '')
  test.each([
    {
      what: 'a score that the data lack',
      plan: PLAN.replace('score_b', 'score_c'),
      says: 'names the column "score_c" (assessments.comparison, model b)'
    },
    { what: 'a decision that the data lack', plan: PLAN.replace('decision_b', 'decision_c'), says: 'names the column "decision_c"' },
    {
      what: 'a model that the plan lacks',
      plan: PLAN.replace('score: score_b', 'model: boosted'),
      says: 'names the model "boosted" (assessments.comparison, model b)'
    },
    { what: 'a criterion on another model', plan: withCriterion, says: 'names the model "model c" (criterion C1)' },
    { what: 'a criterion without comparison', plan: without, says: 'names the model "model b" (criterion C1)' },
    { what: 'the same challenger twice', plan: PLAN.replace(CHALLENGER, CHALLENGER.repeat(2)), says: 'names the model "model b" twice' },
    {
      what: 'a challenger called as the audited model',
      plan: PLAN.replace('champion: model a', 'champion: model b'),
      says: 'names the model "model b" twice'
    },
    {
      what: 'neither score nor decision',
      plan: PLAN.replace(CHALLENGER, '      - { name: model b }\n'),
      says: 'needs model, score or decision'
    },
    {
      what: 'a part that no input is',
      plan: PLAN.replace('champion: model a', 'part: baseline'),
      says: 'names the part "baseline" (assessments.comparison)'
    },
    {
      what: 'a metric that models do not share',
      plan: PLAN.replace('champion: model a', 'metrics: [psi]'),
      says: 'one of selection_rate, accuracy'
    },
    { what: 'a criterion on groups that are not compared', plan: PLAN.replace('each: sex', 'each: age'), says: 'the groups of age' }
  ])('$what', async ({ what, plan, says }) => {
    const ran = await cliIn(written(what.replaceAll(' ', '-'), plan))('audit', 'plan.yaml')
    expect(ran.status).toBe(3)
    expect(ran.err).toContain(says)
    expect(ran.err.trim()).toMatch(/^assay: [^\n]+\.$/)
    expect(ran.out).toBe('')
  })
})
