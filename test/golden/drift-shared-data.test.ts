import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { describe, expect, it } from 'vitest'
import { expectedBand } from '../../src/main/core/drift/exhibits'
import type { AssessmentResult } from '../../src/main/core/assessment'
import { jensenShannon } from '../../src/main/core/stats/divergences'
import { drift, driftPlan, type Column } from '../unit/core/drift/harness'
import type { Cell, Table } from '../unit/core/fairness/harness'

/** Real pairs of samples with scipy's figures, and NannyML's printed chunks, where the folder is present (ASSAY_SHARED, or ../shared beside the project). */
const data = join(process.env['ASSAY_SHARED'] ?? join(import.meta.dirname, '../../../shared'), 'data')
const present = existsSync(join(data, 'ORACLES.md'))
if (!present) console.log('drift on shared data: skipped (no such folder)')

type Row = Readonly<Record<string, string | null>>

/** Rows of a file as texts, in file order; `?` and nothing are missing. */
async function rowsOf(path: string): Promise<Row[]> {
  const instance = await DuckDBInstance.create(':memory:')
  const connection = await instance.connect()
  const from = path.endsWith('.csv') ? `read_csv('${join(data, path)}', all_varchar = true)` : `'${join(data, path)}'`
  const columns = (await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${from}`))
    .getRowObjectsJS()
    .map((row) => row['column_name'] as string)
  const texts = columns.map((name) => `CAST("${name}" AS VARCHAR) AS "${name}"`).join(', ')
  const rows = (await connection.runAndReadAll(`SELECT ${texts} FROM ${from}`)).getRowObjectsJS()
  connection.closeSync()
  instance.closeSync()
  return rows as unknown as Row[]
}

function adult(file: string): Row[] {
  const names = readFileSync(join(data, 'adult/columns.txt'), 'utf8').trim().split(/[,\n]/)
  const lines = readFileSync(join(data, 'adult', file), 'utf8')
    .split('\n')
    .filter((line) => line.includes(', '))
  return lines.map((line) => {
    const cells = line.replace(/\.$/, '').split(', ')
    return Object.fromEntries(names.map((name, i) => [name, cells[i] === '?' ? null : cells[i]!]))
  })
}

const sex = (rows: readonly Row[], of: string): Row[] => rows.filter((row) => row['sex'] === of)
const even = (rows: readonly Row[], rest: number): Row[] => rows.slice(0, 1488).filter((_, i) => i % 2 === rest)

const PAIRS: Record<string, () => Promise<[Row[], Row[]]>> = {
  adult_train_vs_test: () => Promise.resolve([adult('adult.data'), adult('adult.test')]),
  adult_male_vs_female: () => Promise.resolve([sex(adult('adult.data'), 'Male'), sex(adult('adult.data'), 'Female')]),
  adult_small_first200_vs_next150: () => Promise.resolve([adult('adult.data').slice(0, 200), adult('adult.data').slice(200, 350)]),
  elec2_first_half_vs_second_half: async () => {
    const rows = await rowsOf('elec2/elec.csv')
    return [rows.slice(0, 22656), rows.slice(22656)]
  },
  elec2_same_month_no_drift_check: async () => {
    const rows = await rowsOf('elec2/elec.csv')
    return [even(rows, 0), even(rows, 1)]
  },
  nannyml_car_loan_ref_vs_last_chunk: async () => [
    await rowsOf('nannyml/reference_synthetic_car_loan.parquet'),
    (await rowsOf('nannyml/monitoring_synthetic_car_loan.parquet')).slice(45_000, 50_000)
  ],
  titanic_ref_vs_analysis_with_missing: async () => [
    await rowsOf('nannyml/titanic_reference.csv'),
    await rowsOf('nannyml/titanic_analysis.csv')
  ]
}

type Numeric = {
  kind: 'numeric'
  ks_stat: number
  ks_p_auto: number
  wasserstein: number
  wasserstein_norm_by_ref_std_ddof0: number
  energy_distance: number
  mannwhitney_U: number
  anderson_stat: number
  n_ref: number
  n_cur: number
  binned_ref_deciles: Record<string, number> & { inner_edges: number[]; cur_share: number[]; ref_share: number[] }
}
type Categorical = Record<string, number> & { kind: 'categorical'; ref_count: number[]; cur_count: number[] }
type Case = { case: string; columns: Record<string, Numeric | Categorical> }

const cellsOf = (rows: readonly Row[], columns: readonly Column[]): Table =>
  Object.fromEntries(
    columns.map(({ name, kind }) => [
      name,
      rows.map((row): Cell => (row[name] === null || row[name] === undefined ? null : kind === 'number' ? Number(row[name]) : row[name]))
    ])
  )

const tableRows = ({ tables }: AssessmentResult, name: string) => tables.find((table) => table.name === name)!.rows

/** Relative to scipy's value, which for distances of nothing is rounding. */
const near = (found: number, expected: number, what: string): void =>
  expect(Math.abs(found - expected), `${what}: ${found} for ${expected}`).toBeLessThanOrEqual(1e-9 * Math.abs(expected) + 1e-11)

/** Whether no bin expects fewer than five rows of either sample, so that none is merged. */
function expectsEnough(reference: readonly number[], current: readonly number[]): boolean {
  const [n, m] = [reference.reduce((a, b) => a + b, 0), current.reduce((a, b) => a + b, 0)]
  return reference.every((count, i) => ((count + current[i]!) * Math.min(n, m)) / (n + m) >= 5)
}

describe.skipIf(!present)('drift of real pairs of samples', () => {
  const oracle = (present ? JSON.parse(readFileSync(join(data, 'oracles/scipy/drift_reference.json'), 'utf8')) : { cases: [] }) as {
    scipy: string
    cases: Case[]
  }
  for (const [name, load] of Object.entries(PAIRS))
    it(`${name}: as scipy ${oracle.scipy}`, async () => {
      const expected = oracle.cases.find((one) => one.case === name)!.columns
      const columns = Object.entries(expected).map(([column, { kind }]): Column => ({
        name: column,
        kind: kind === 'numeric' ? 'number' : 'category'
      }))
      const [before, now] = await load()
      const result = drift(cellsOf(before, columns), cellsOf(now, columns), columns, driftPlan({}, { multivariate: false }))
      const distances = new Map(tableRows(result, 'drift-distances.csv').map((row) => [`${row[0]}/${row[1]}`, row]))
      const of = (column: string, metric: string): number => Number(distances.get(`${column}/${metric}`)![3])
      let binned = 0
      for (const [column, known] of Object.entries(expected)) {
        if (known.kind === 'numeric') {
          near(of(column, 'ks_distance'), known.ks_stat, `${column} KS`)
          near(of(column, 'wasserstein_distance'), known.wasserstein, `${column} Wasserstein`)
          near(of(column, 'wasserstein_normalised'), known.wasserstein_norm_by_ref_std_ddof0, `${column} Wasserstein / sd`)
          near(of(column, 'energy_distance'), known.energy_distance, `${column} energy`)
          near(of(column, 'anderson_darling'), known.anderson_stat, `${column} Anderson–Darling`)
          near(of(column, 'probability_of_superiority'), 1 - known.mannwhitney_U / known.n_ref / known.n_cur, `${column} Mann–Whitney`)
        } else if (expectsEnough(known.ref_count, known.cur_count)) {
          binned++
          near(of(column, 'chi_square_statistic'), known['chi2']!, `${column} χ²`)
          near(Number(distances.get(`${column}/chi_square_statistic`)![4]), known['chi2_p']!, `${column} p of χ²`)
          near(of(column, 'g_statistic'), known['g_stat']!, `${column} G`)
          near(of(column, 'cramers_v'), known['cramers_v']!, `${column} Cramér’s V`)
          near(of(column, 'psi'), known['psi']!, `${column} PSI`)
          near(of(column, 'js_distance'), known['js_distance_base2']!, `${column} Jensen–Shannon`)
          near(of(column, 'tv_distance'), known['tvd']!, `${column} total variation`)
          near(of(column, 'linf_distance'), known['linf']!, `${column} L∞`)
          near(of(column, 'hellinger_distance'), known['hellinger']!, `${column} Hellinger`)
        }
      }
      expect(binned).toBeGreaterThan(0)
    }, 60_000)

  it('Jensen–Shannon of the car loans chunk by chunk, and what the reference’s own chunks vary by, as NannyML prints them', async () => {
    const column: Column = { name: 'debt_to_income_ratio', kind: 'number' }
    const of = async (file: string): Promise<number[]> =>
      (await rowsOf(`nannyml/${file}_synthetic_car_loan.parquet`)).map((row) => Number(row['debt_to_income_ratio']))
    const [before, now] = [await of('reference'), await of('monitoring')]
    const plan = driftPlan(
      {},
      {
        primary: { number: 'js_distance' },
        fixed_bins: { debt_to_income_ratio: doaneEdges(before) },
        windows: { rows: 5000, order: 'file' },
        multivariate: false,
        annex: false
      }
    )
    const rows = tableRows(drift({ [column.name]: before }, { [column.name]: now }, [column], plan), 'drift-windows.csv')
    const estimates = (part: string): number[] =>
      rows.filter((row) => row[1] === part && row[6] === 'js_distance').map((row) => Number(row[8]))
    const printed = readFileSync(join(data, 'oracles/nannyml/drift_univariate_cell005.csv'), 'utf8')
      .trim()
      .split('\n')
      .slice(1)
      .map((line) => line.split(',').slice(-4).map(Number))
    const found = estimates('current')
    expect(found).toHaveLength(printed.length)
    const edges = doaneEdges(before)
    let merged = 0
    printed.forEach(([value], i) => {
      const chunk = now.slice(5000 * i, 5000 * (i + 1))
      // Few rows beyond the reference's range are merged with the last bin; NannyML gives them one of their own.
      const isBeyond = chunk.some((x) => x >= edges.at(-1)! || x < edges[0]!)
      if (isBeyond) merged++
      const own = isBeyond ? overflowing(before, chunk, edges) : found[i]!
      expect(Math.abs(own - value!), `chunk ${i}: ${own} for ${value}`).toBeLessThan(1e-5)
    })
    expect(merged).toBeLessThan(printed.length)
    expect(Math.abs(expectedBand(estimates('reference'))!.high - printed[0]![1]!)).toBeLessThan(1e-5)
  }, 60_000)

  it('missing and unseen values of the Titanic chunk by chunk, as NannyML prints them', async () => {
    const columns: Column[] = ['Cabin', 'Embarked'].map((name) => ({ name, kind: 'category' }))
    const [before, now] = [await rowsOf('nannyml/titanic_reference.csv'), await rowsOf('nannyml/titanic_analysis.csv')]
    const asked = (metric: string) => ({ id: metric, metric, window: 'each', threshold: { at_most: 0 }, primary: false, rule: 'r' })
    const byWindow = (part: readonly Row[], rows: number, metric: string, feature: string) =>
      drift(
        cellsOf(before, columns),
        cellsOf(part, columns),
        columns,
        driftPlan({ criteria: [asked(metric)] }, { windows: { rows, order: 'file' }, multivariate: false })
      )
        .estimates.map(({ measure }) => measure)
        .filter((m) => m.metric === metric && m.at.feature === feature && m.at.window !== undefined)
    /** Rows of each chunk of a part: its size times the printed share. */
    const printed = (file: string, period: string, at: number): number[] =>
      readFileSync(join(data, `oracles/nannyml/${file}_cell003.csv`), 'utf8')
        .trim()
        .split('\n')
        .map((line) => line.split(','))
        .filter((cells) => cells[7] === period)
        .map((cells) => Math.round((Number(cells[4]) - Number(cells[3]) + 1) * Number(cells.at(at))))
    const unseen = byWindow(now, 41, 'unseen_share', 'Cabin')
    expect(unseen.map(({ estimate, n }) => Math.round(estimate! * n.group))).toEqual(printed('unseen_values', 'analysis', -8))
    const missing = before.filter((row) => row['Embarked'] === null).length / before.length
    const changes = byWindow(before, 89, 'missing_rate_change', 'Embarked')
    expect(changes.map(({ estimate, n }) => Math.round((estimate! + missing) * n.group))).toEqual(
      printed('missing_values', 'reference', -7)
    )
  })
})

/** numpy's bins by Doane's rule, the two outer edges included, so that what lies beyond has bins of its own. */
function doaneEdges(numbers: readonly number[]): number[] {
  const n = numbers.length
  const mean = numbers.reduce((sum, x) => sum + x, 0) / n
  const moment = (power: number): number => numbers.reduce((sum, x) => sum + (x - mean) ** power, 0) / n
  const skew = moment(3) / moment(2) ** 1.5
  const [low, high] = [Math.min(...numbers), Math.max(...numbers)]
  const error = Math.sqrt((6 * (n - 2)) / ((n + 1) * (n + 3)))
  const width = (high - low) / (1 + Math.log2(n) + Math.log2(1 + Math.abs(skew) / error))
  const bins = Math.ceil((high - low) / width)
  return [...Array.from({ length: bins }, (_, i) => low + (i * (high - low)) / bins), high * (1 + 2 ** -52)]
}

/** Jensen–Shannon over the bins between the edges and one for what lies beyond. */
function overflowing(before: readonly number[], now: readonly number[], edges: readonly number[]): number {
  const shares = (numbers: readonly number[]): Float64Array => {
    const counts = new Float64Array(edges.length)
    for (const x of numbers) {
      const bin = edges.findLastIndex((edge) => edge <= x)
      counts[bin < 0 ? edges.length - 1 : bin]!++
    }
    return counts.map((count) => count / numbers.length)
  }
  return Math.sqrt(jensenShannon({ reference: shares(before), current: shares(now) }) / Math.LN2)
}
