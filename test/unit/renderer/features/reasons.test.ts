import { describe, expect, test } from 'vitest'
import { changePlan } from '../../../../src/main/core/plan/change-plan'
import { parsePlan } from '../../../../src/main/core/plan/parse-plan'
import type { Material } from '../../../../src/renderer/features/assessment/choice'
import { auditedReasons, featuresOf, withoutReasons } from '../../../../src/renderer/features/explain/audited-reasons'
import {
  codeEdits,
  freedomEdits,
  freedomOf,
  reasonsDiffer,
  sharing,
  textEdits,
  wordingOf
} from '../../../../src/renderer/features/explain/reason-edits'
import { reasonRows, remarkOf } from '../../../../src/renderer/features/explain/reason-rows'
import type { PlanEdit } from '../../../../src/shared/contract/plan'
import { explanation, type ExplanationPlan } from '../../../../src/shared/model/assessments/explanation'
import type { Exhibit } from '../../../../src/shared/model/exhibit'
import { measureId } from '../../../../src/shared/model/measure-id'
import type { At, Measure } from '../../../../src/shared/model/measure'
import type { MetricId } from '../../../../src/shared/model/metrics'

const SAMPLE = `schema: 1
title: test # of the studio
subject: { model: m }
use: { purpose: test }
inference: { kind: process }
inputs: [{ files: [x.csv] }]
columns: {}
models: [{ name: m, file: m.json }]
assessments:
  explanation:
    # What a notice would say.
    reasons:
      income: { code: "01", text: Income insufficient }
      debt_ratio: { code: "02", text: Excessive obligations } # in relation to income
      delinquencies: Delinquent obligations
    # Past payments are past.
    changes: { never: [delinquencies], only_up: [employment_years] }
`

const planOf = (text: string): ExplanationPlan => parsePlan(new TextEncoder().encode(text), 'plan.yaml').assessments.explanation!
const lines = (text: string): string[] => text.split('\n')
const edited = (text: string, edits: (plan: ExplanationPlan) => PlanEdit[]): string => changePlan(text, edits(planOf(text)))

/** Lines of the sample's plan that an edit changes; all others stay byte for byte. */
function changedLines(text: string): string[] {
  const before = new Set(lines(SAMPLE))
  const after = new Set(lines(text))
  expect(lines(SAMPLE).filter((line) => !after.has(line)).length).toBeLessThanOrEqual(2)
  return lines(text).filter((line) => !before.has(line))
}

describe('the plan’s reasons are edited in its source', () => {
  test('other words keep code, comments and everything else', () => {
    const text = edited(SAMPLE, (plan) => textEdits(plan, 'income', ' Income too low '))
    expect(wordingOf(planOf(text), 'income')).toEqual({ text: 'Income too low', code: '01' })
    expect(changedLines(text)).toEqual(['      income: { code: "01", text: Income too low }'])
  })

  test('a first reason for a feature, and none', () => {
    const text = edited(SAMPLE, (plan) => textEdits(plan, 'employment_years', 'Length of employment'))
    expect(wordingOf(planOf(text), 'employment_years')).toEqual({ text: 'Length of employment', code: null })
    expect(changedLines(text)).toEqual(['      employment_years: Length of employment'])
    expect(edited(text, (plan) => textEdits(plan, 'employment_years', ''))).toBe(SAMPLE)
    expect(textEdits(planOf(SAMPLE), 'employment_years', '  ')).toEqual([])
  })

  test('the words of another feature make one reason with one code', () => {
    const words = wordingOf(planOf(SAMPLE), 'debt_ratio')!.text
    const text = edited(SAMPLE, (plan) => textEdits(plan, 'income', words))
    expect(wordingOf(planOf(text), 'income')).toEqual({ text: words, code: '02' })
    expect(sharing(planOf(text), words)).toEqual(['income', 'debt_ratio'])
    const coded = edited(text, (plan) => codeEdits(plan, 'income', '7'))
    expect(['income', 'debt_ratio'].map((feature) => wordingOf(planOf(coded), feature)?.code)).toEqual(['7', '7'])
    const bare = edited(coded, (plan) => codeEdits(plan, 'debt_ratio', ''))
    expect(['income', 'debt_ratio'].map((feature) => wordingOf(planOf(bare), feature))).toEqual([
      { text: words, code: null },
      { text: words, code: null }
    ])
  })

  test('a plan without reasons gets its list', () => {
    const none = changePlan(SAMPLE, [{ path: ['assessments', 'explanation', 'reasons'] }])
    expect(planOf(none).reasons).toEqual({})
    const text = edited(none, (plan) => textEdits(plan, 'channel', 'Type of application'))
    expect(wordingOf(planOf(text), 'channel')).toEqual({ text: 'Type of application', code: null })
    const before = new Set(lines(none))
    expect(lines(text).filter((line) => !before.has(line))).toHaveLength(1)
    const again = edited(text, (plan) => codeEdits(plan, 'channel', '12'))
    expect(wordingOf(planOf(again), 'channel')).toEqual({ text: 'Type of application', code: '12' })
  })

  test('what a person could change', () => {
    const plan = planOf(SAMPLE)
    expect(['income', 'delinquencies', 'employment_years'].map((feature) => freedomOf(plan, feature))).toEqual([
      'either',
      'never',
      'only_up'
    ])
    const down = edited(SAMPLE, (one) => freedomEdits(one, 'employment_years', 'only_down'))
    expect(planOf(down).changes).toEqual({ never: ['delinquencies'], only_up: [], only_down: ['employment_years'] })
    const free = edited(down, (one) => freedomEdits(one, 'employment_years', 'either'))
    const none = edited(free, (one) => freedomEdits(one, 'delinquencies', 'either'))
    expect(planOf(none).changes).toEqual({ never: [], only_up: [], only_down: [] })
    const first = edited(none, (one) => freedomEdits(one, 'income', 'never'))
    expect(planOf(first).changes).toEqual({ never: ['income'], only_up: [], only_down: [] })
    expect(freedomEdits(plan, 'income', 'either')).toEqual([])
  })

  test('any edit is told from the audited plan, and undone from it no more', () => {
    const plan = planOf(SAMPLE)
    expect(reasonsDiffer(plan, planOf(SAMPLE))).toBe(false)
    for (const edits of [textEdits(plan, 'income', 'x'), codeEdits(plan, 'income', '9'), freedomEdits(plan, 'income', 'never')])
      expect(reasonsDiffer(planOf(changePlan(SAMPLE, edits)), plan)).toBe(true)
    const turned = { ...plan, reasons: Object.fromEntries(Object.entries(plan.reasons).reverse()) }
    expect(reasonsDiffer(turned, plan)).toBe(false)
  })
})

const about = (id: string, title: string): Pick<Exhibit, 'id' | 'assessment' | 'title' | 'at' | 'group' | 'notes'> => ({
  id: `explanation/${id}`,
  assessment: 'explanation',
  title,
  at: { part: 'current' },
  group: null,
  notes: ['How it was made.']
})

function measure(metric: MetricId, estimate: number, at: At = {}): Measure {
  const named = { assessment: 'explanation' as const, metric, group: null, reference: null, at: { part: 'current', ...at } }
  return {
    id: measureId(named),
    ...named,
    estimate,
    interval: null,
    n: { group: 100, reference: null },
    test: null,
    status: { code: 'ok' },
    evidence: { inputs: [], scan: 'explanation', filter: '', formula: '' }
  }
}

const audited = explanation.parse({
  reasons: { income: { code: '01', text: 'Income' }, debt: 'Debts', loans: 'Debts', gone: 'No longer asked' }
})

const material: Material = {
  measures: [
    ...['years', 'loans', 'income', 'debt'].map((feature, at) => measure('mean_absolute_contribution', at + 1, { feature })),
    measure('reason_coverage', 0.7),
    measure('first_reason_changes', 0.1),
    { ...measure('reason_frequency', 0.5, { feature: '01' }), group: { sex: 'Female' } },
    measure('reason_frequency', 0.6, { feature: '01' }),
    measure('reason_frequency', 0.3, { feature: 'years' })
  ],
  exhibits: [
    {
      kind: 'table',
      ...about('reasons', 'Principal reasons'),
      columns: [],
      rows: [
        ['R1', 'Income', 'income', 0.6],
        ['R2', 'years: no reason stated', 'years', 0.3],
        ['R3', 'Debts', 'debt, loans', 0]
      ]
    },
    {
      kind: 'grid',
      ...about('reasons-by-group', 'The same by group'),
      rows: { title: 'Group', labels: ['Female (sex)', 'Male (sex)', 'Two (or more) (race)'] },
      columns: { title: 'Reason', labels: ['R1', 'R2'] },
      values: [
        [0.5, 0.2],
        [null, 0.4],
        [0.9, null]
      ],
      neutral: null
    },
    { kind: 'table', ...about('agreement', 'Something else'), columns: [], rows: [] }
  ]
}

describe('what the audit found of the reasons', () => {
  const found = auditedReasons(material, audited, '')!

  test('reasons with their share, their evidence and their groups; what is masked stays empty', () => {
    expect(found.reasons.map(({ text, features, share, measure: m }) => [text, features, share, m?.estimate ?? null])).toEqual([
      ['Income', 'income', 0.6, 0.6],
      [null, 'years', 0.3, 0.3],
      ['Debts', 'debt, loans', 0, null]
    ])
    expect(found.reasons.map(({ groups }) => groups.map(({ share, measure: m }) => [share, m?.estimate ?? null]))).toEqual([
      [
        [0.5, 0.5],
        [null, null],
        [0.9, null]
      ],
      [
        [0.2, null],
        [0.4, null],
        [null, null]
      ],
      [
        [null, null],
        [null, null],
        [null, null]
      ]
    ])
    expect(found.groups).toEqual([
      { attribute: 'sex', name: 'Female' },
      { attribute: 'sex', name: 'Male' },
      { attribute: 'race', name: 'Two (or more)' }
    ])
    expect(found.deciding.map(({ metric }) => metric)).toEqual(['reason_coverage', 'first_reason_changes'])
  })

  test('rows in the order of contributions, each with what is to be known', () => {
    const plan = explanation.parse({ reasons: { ...audited.reasons, income: { code: '01', text: 'Earnings' } } })
    expect(featuresOf(material, found, plan, '')).toEqual(['debt', 'income', 'loans', 'years', 'gone'])
    const rows = reasonRows(material, plan, audited, found, '')
    expect(rows.map((row) => [row.last?.share ?? null, remarkOf(row, true)])).toEqual([
      [0, 'one reason with loans'],
      [0.6, 'changed since the audit'],
      [0, 'one reason with debt'],
      [0.3, 'no reason stated'],
      [null, 'no feature of this model']
    ])
  })

  test('nothing was found of another model, or without reasons; other pictures stay where they were', () => {
    expect(auditedReasons(material, audited, 'second')).toBeNull()
    expect(auditedReasons({ ...material, exhibits: [] }, audited, '')).toBeNull()
    expect(withoutReasons(material).exhibits.map(({ id }) => id)).toEqual(['explanation/agreement'])
  })
})
