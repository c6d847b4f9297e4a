import fc from '../support/fast-check'
import { describe, expect, it } from 'vitest'
import { assessExplanation } from '../../src/main/core/explain/assess-explanation'
import type { ExplanationInput } from '../../src/main/core/explain/input'
import type { Subject } from '../../src/main/core/explain/subject'
import type { AssessmentResult } from '../../src/main/core/assessment'
import { randomStream } from '../../src/main/core/stats/random'
import type { ExhibitOf } from '../../src/shared/model/exhibit'
import type { MetricId } from '../../src/shared/model/metrics'
import { planOf } from '../unit/core/fairness/harness'
import { isFixed } from './linear-attack'

const BELOW = 5
const GROUPS = ['a', 'b', 'c']
const FEATURES = ['income', 'debt', 'years']
const WEIGHTS = [3, -1, 0.5]

/** Rows of one kind: code of the group (0 unknown), whether declined, how many, and how many of them lack the first feature. */
type Cell = { code: number; declined: number; approved: number; lacking: number }

const subject: Subject = {
  name: 'm',
  features: FEATURES.map((name) => ({ name, levels: null })),
  margin: ({ columns, rows }) =>
    Float64Array.from({ length: rows }, (_, row) => columns.reduce((sum, column, j) => sum + WEIGHTS[j]! * (column[row]! || 0), 0)),
  respond: (margin) => margin,
  gain: null,
  cuts: () => null
}

const plan = planOf({
  columns: { sex: 'protected', hired: 'decision' },
  groups: { reference: { sex: 'largest' } },
  suppress_below: BELOW,
  models: [{ name: 'm', file: 'm.json' }],
  assessments: {
    explanation: {
      reasons: { income: 'Income', debt: 'Debts' },
      directions: { income: 'decreasing' },
      effects: { features: 3, two_way: [['income', 'debt']], grid: 6 },
      decide: { score_at_least: 0 },
      cases: [{ row: 1 }]
    }
  }
})

function inputOf(cells: readonly Cell[], cohorts: readonly Uint8Array[] = []): ExplanationInput {
  const { explanation } = plan.assessments
  const rows = cells.flatMap(({ code, declined, approved, lacking }) =>
    Array.from({ length: declined + approved }, (_, i) => ({ code, decision: i < declined ? 0 : 1, lacks: i < lacking }))
  )
  const columns = FEATURES.map((name, j) => {
    const random = randomStream(name, rows.length)
    return Float64Array.from(rows, ({ lacks }, row) => {
      const value = 4 * random.uniform() - 2
      return j === 0 && lacks ? NaN : j === 2 && row % 5 > 0 ? 0 : value
    })
  })
  const table = { columns, rows: rows.length }
  const codes = Uint8Array.from(rows, ({ code }) => code)
  const values = (shift: number): Float64Array[] => columns.map((column, j) => column.map((x) => WEIGHTS[j]! * (x || 0) - shift))
  const held = (shift: number) => ({ bias: 3 * shift, values: values(shift), errors: null, residual: 0 })
  const counts = [0, 1, 2, 3].map((code) => codes.filter((one) => one === code).length)
  return {
    plan,
    explanation: explanation!,
    seed: 'seed',
    checkpoint: () => undefined,
    part: 'current',
    dataset: 'd',
    inputs: [],
    rows: rows.length,
    columns: [],
    design: { rows: Uint32Array.from(rows.keys()), weight: null, cluster: null },
    groups: [{ attribute: 'sex', groups: GROUPS, codes, reference: counts.indexOf(Math.max(...counts.slice(1)), 1) - 1, rows: counts }],
    decision: Uint8Array.from(rows, ({ decision }) => decision),
    outcome: null,
    models: [{ subject, table, background: { columns, rows: rows.length }, exact: { whole: held(0), halves: [held(0.1), held(-0.1)] } }],
    heldAgainst: null,
    cohorts: cohorts.map((has, i) => ({ name: `cohort ${i}`, has })),
    isProbability: false,
    favourable: true,
    cases: [{ name: 'row 1', at: 0 }]
  }
}

const small = fc.integer({ min: 0, max: 7 })
const size = fc.oneof(small, fc.integer({ min: 5, max: 40 }))
const cell = (code: number) =>
  fc
    .record({ declined: size, approved: size, lacking: fc.oneof(fc.constant(0), small) })
    .map(({ declined, approved, lacking }): Cell => ({ code, declined, approved, lacking: Math.min(lacking, declined + approved) }))
const population = fc.tuple(cell(0), cell(1), cell(2), cell(3)).filter((cells) => cells.some(({ declined }) => declined >= BELOW))
const RUNS = { numRuns: 12 }

const known = (result: AssessmentResult, metric: MetricId) =>
  result.estimates.flatMap(({ measure: m }) => (m.metric === metric && m.estimate !== null ? [m] : []))
const gridOf = (result: AssessmentResult, id: string) =>
  result.exhibits.find((one): one is ExhibitOf<'grid'> => one.kind === 'grid' && one.id === id)
const codeOf = (name: string | null | undefined): number => GROUPS.indexOf(name ?? '') + 1
const only = (code: number): number[] => [0, 1, 2, 3].map((one) => (one === code ? 1 : 0))
const everybody = [1, 1, 1, 1]

/** No cell with rows, but under the limit, follows from what is told of cells together with the total. */
function safe(told: Iterable<number>, counts: readonly number[], what: string): void {
  const equations = [everybody, ...[...told].map(only)]
  counts.forEach((n, code) => {
    if (n > 0 && n < BELOW && counts.some((other, i) => i !== code && other > 0))
      expect(
        isFixed([...equations, ...counts.flatMap((m, i) => (m === 0 ? [only(i)] : []))], code, 4),
        `${what}: group ${code} of ${counts.join(' ')}`
      ).toBe(false)
  })
}

describe('explanations tell of no cell under the limit', () => {
  it('neither groups’ gaps, proxies and reasons, nor what follows from them and the totals', () => {
    fc.assert(
      fc.property(population, (cells) => {
        const result = assessExplanation(inputOf(cells))
        const rows = cells.map(({ declined, approved }) => declined + approved)
        const gaps = known(result, 'margin_gap')
        const pictures = result.exhibits.filter(({ kind }) => kind === 'waterfall')
        expect(pictures.map(({ group }) => group?.['sex']).sort()).toEqual(gaps.map(({ group }) => group?.['sex']).sort())
        const compared = (['margin_gap', 'margin_gap_contribution', 'proxy_auc', 'model_impact_ratio', 'neutralised_impact_ratio'] as const)
          .flatMap((metric) => known(result, metric))
          .flatMap(({ group, reference }) => [group?.['sex'], reference !== null && 'group' in reference ? reference.group['sex'] : null])
        safe(new Set(compared.map(codeOf)), rows, 'rows')
        const grid = gridOf(result, 'explanation/reasons-by-group')
        expect(known(result, 'reason_frequency').filter(({ group }) => group !== null)).toEqual([])
        const shares = (grid?.values ?? []).flatMap((values, g) => (values.some((value) => value !== null) ? [g + 1] : []))
        safe(
          shares,
          cells.map(({ declined }) => declined),
          'declined'
        )
        const areas = known(result, 'proxy_auc').filter(({ at }) => at.feature === 'income')
        const lacking = areas.flatMap(({ group, reference }) => [
          codeOf(group?.['sex']),
          ...(reference !== null && 'group' in reference ? [codeOf(reference.group['sex'])] : [])
        ])
        safe(
          new Set(lacking),
          cells.map((one) => one.lacking),
          'lacking income'
        )
      }),
      RUNS
    )
  })

  it('neither single rows, nor bins, places and extremes of few', () => {
    fc.assert(
      fc.property(population, (cells) => {
        const input = inputOf(cells)
        const { exhibits, findings } = assessExplanation(input)
        expect(exhibits.filter(({ id }) => /case%2F|similar|lime|change|notice|two-way%2F/.test(id))).toEqual([])
        for (const exhibit of exhibits) {
          expect(exhibit.kind).not.toBe('dependence')
          if (exhibit.kind === 'swarm')
            for (const { counts, value } of exhibit.rows) {
              const told = counts.filter((n) => n > 0)
              const hidden = input.rows - told.reduce((sum, n) => sum + n, 0)
              expect(told.every((n) => n >= BELOW)).toBe(true)
              expect(hidden === 0 || hidden >= BELOW).toBe(true)
              expect(value.every((one, bin) => one === null || counts[bin]! > 0)).toBe(true)
            }
          if (exhibit.kind !== 'curve') continue
          expect(exhibit.density).toBeNull()
          expect(exhibit.series.map(({ name }) => name).filter((name) => name.startsWith('single'))).toEqual([])
          const column = input.models[0]!.table.columns[FEATURES.indexOf(exhibit.at.feature!)]!
          const places = exhibit.x.numbers!
          const between = places.map((place, i) => column.filter((x) => x <= place && (i === 0 || x > places[i - 1]!)).length)
          expect(Math.min(...between, column.filter((x) => x >= places.at(-1)!).length)).toBeGreaterThanOrEqual(BELOW)
        }
        expect(findings.map(({ condition }) => condition).filter((text) => text.includes('by up to'))).toEqual([])
      }),
      RUNS
    )
  })

  it('nor what cohorts leave over beside each other', () => {
    const cut = fc.integer({ min: 0, max: 60 })
    fc.assert(
      fc.property(fc.array(fc.tuple(cut, cut), { minLength: 2, maxLength: 4 }), (cuts) => {
        const cells = [0, 20, 20, 20].map((n, code): Cell => ({ code, declined: n, approved: 0, lacking: 0 }))
        const cohorts = cuts.map(([a, b]) =>
          Uint8Array.from({ length: 60 }, (_, row) => (row >= Math.min(a, b) && row < Math.max(a, b) ? 1 : 0))
        )
        const result = assessExplanation(inputOf(cells, cohorts))
        const told = new Set(known(result, 'cohort_contribution_share').map(({ at }) => at.slice))
        const pictured = result.exhibits.flatMap(({ id }) => /cohorts%2Fcohort%20(\d)$/.exec(id)?.[1] ?? [])
        for (const i of pictured) expect(told.has(`cohort ${i}`) || !cohorts[Number(i)]!.includes(1)).toBe(true)
        const atoms = new Map<string, number>()
        for (let row = 0; row < 60; row++) {
          const key = cohorts.map((has) => has[row]).join('')
          atoms.set(key, (atoms.get(key) ?? 0) + 1)
        }
        const keys = [...atoms.keys()]
        const equations = [
          keys.map(() => 1),
          ...cohorts.flatMap((_, i) => (told.has(`cohort ${i}`) ? [keys.map((key) => Number(key[i]))] : []))
        ]
        keys.forEach((key, i) => {
          if (atoms.get(key)! < BELOW) expect(isFixed(equations, i, keys.length), `${JSON.stringify(cuts)} ${key}`).toBe(false)
        })
      }),
      RUNS
    )
  })

  it('groups large enough are told, and the words say what is not', () => {
    const result = assessExplanation(inputOf([1, 30, 25, 3].map((n, code): Cell => ({ code, declined: n, approved: 2 * n, lacking: 0 }))))
    expect(known(result, 'margin_gap').map(({ group }) => group?.['sex'])).toEqual(['b'])
    expect(gridOf(result, 'explanation/reasons-by-group')!.notes.join()).toMatch(
      /^Masked: a small cell\. The plan masks cells under 5 rows/
    )
    expect(result.exhibits.find(({ id }) => id === 'explanation/cases')!.notes.join()).toMatch(/^Masked: a small cell/)
    expect(result.exhibits.find(({ id }) => id === 'explanation/dependence')!.notes.join()).toMatch(/^Masked: a small cell/)
    expect(gridOf(result, 'explanation/reasons-by-group')!.values.map((row) => row[0] !== null)).toEqual([true, false, false])
  })
})

describe('explanations where nothing is masked', () => {
  it('tell each share of a group of the declined with Wilson’s limits', () => {
    const open = { ...plan }
    delete open.suppress_below
    const cells = [1, 90, 70, 120].map((n, code): Cell => ({ code, declined: n, approved: 2 * n, lacking: 0 }))
    const result = assessExplanation({ ...inputOf(cells), plan: open })
    const grid = gridOf(result, 'explanation/reasons-by-group')!
    const found = known(result, 'reason_frequency').filter(({ group }) => group !== null)
    expect(found.map(({ estimate }) => estimate).sort()).toEqual(grid.values.flat().sort())
    for (const { group, estimate, interval, n } of found) {
      const size = cells[codeOf(group!['sex'])]!.declined
      expect(n).toEqual({ group: size, reference: null })
      expect(interval!.method).toBe('wilson')
      const z2 = 1.959963984540054 ** 2
      for (const limit of [interval!.low!, interval!.high!])
        if (limit > 0 && limit < 1) expect(Math.abs(limit - estimate!) ** 2).toBeCloseTo((z2 * limit * (1 - limit)) / size, 9)
    }
  })
})
