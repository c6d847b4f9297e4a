import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { basename, join, resolve } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'
import { afterAll, describe, expect, it } from 'vitest'
import { createAssay } from '../../src/main/compose'
import { parsePlan } from '../../src/main/core/plan/parse-plan'
import type { Measure } from '../../src/shared/model/measure'
import type { Report } from '../../src/shared/model/report'

const root = resolve(import.meta.dirname, '../..')
const data = join(process.env['ASSAY_SHARED'] ?? resolve(root, '../shared'), 'data')
const present = existsSync(data) && existsSync(join(root, 'out/build.json'))
if (!present) console.warn(`skipped: real data (${data}) or the build (out/) is not here; the plans are checked against the schema only`)

/** Puts a plan's inputs into a folder. */
type Prepare = (folder: string) => void | Promise<void>

const copied =
  (...files: string[]): Prepare =>
  (folder) =>
    files.forEach((file) => copyFileSync(join(data, file), join(folder, basename(file))))

/** One column for each attribute, and the predictions beside their rows: both files have the same order. */
async function prepareHmda(folder: string): Promise<void> {
  execFileSync('unzip', ['-q', join(data, 'hmda/hmda_test_preprocessed.zip'), '-d', folder])
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect()
  const read = (file: string) => `read_csv('${file}', header = true, parallel = false)`
  await connection.run(`COPY (
    SELECT t.row_id,
      CASE WHEN black = 1 THEN 'Black' WHEN asian = 1 THEN 'Asian' WHEN white = 1 THEN 'White' WHEN amind = 1 THEN 'Native American' WHEN hipac = 1 THEN 'Pacific Islander' END AS race,
      CASE WHEN hispanic = 1 THEN 'Hispanic' WHEN hispanic = 0 THEN 'Not Hispanic' END AS ethnicity,
      CASE WHEN male = 1 THEN 'Male' WHEN female = 1 THEN 'Female' END AS sex,
      CASE WHEN agegte62 = 1 THEN '62 or over' WHEN agelt62 = 1 THEN 'Under 62' END AS age,
      conforming, term_360, loan_amount_std, loan_to_value_ratio_std, property_value_std, income_std, debt_to_income_ratio_std, p.phat
    FROM ${read(join(folder, 'hmda_test_preprocessed.csv'))} t POSITIONAL JOIN ${read(join(data, 'hmda/ph_glm_predictions.csv'))} p
    ORDER BY t.row_id
  ) TO '${join(folder, 'hmda_scored.csv')}' (HEADER)`)
  connection.closeSync()
}

const PREPARE: Record<string, Prepare> = {
  adult: copied('adult/adult_test_scored.csv'),
  hmda: prepareHmda,
  'stop-and-frisk': copied('aequitas/nyc_sqf_for_aequitas.csv'),
  'credit-default': copied('credit_default_taiwan/credit-card-clients.csv'),
  'car-loan': copied('nannyml/reference_synthetic_car_loan.parquet', 'nannyml/monitoring_synthetic_car_loan.parquet')
}

/** Plan → metric|group|reference → estimate, as test/plans/expected.py computes it. */
type Expected = Record<string, Record<string, number>>
const expected = JSON.parse(readFileSync(join(root, 'test/plans/expected.json'), 'utf8')) as Expected
const planFile = (name: string) => join(root, 'test/plans', `${name}.yaml`)
const folders: string[] = []
afterAll(() => folders.forEach((folder) => rmSync(folder, { recursive: true, force: true })))

/** From the files to the report, through the same door as every host. */
async function audit(name: string): Promise<Report> {
  const folder = mkdtempSync(join(tmpdir(), `assay-${name}-`))
  folders.push(folder)
  await PREPARE[name]!(folder)
  copyFileSync(planFile(name), join(folder, 'plan.yaml'))
  const now = (): Date => new Date('2026-01-01T00:00:00Z')
  const assay = createAssay({ root, keysFolder: join(folder, 'keys'), memoryBytes: 2 ** 31, threads: 2, now })
  const job = { name: 'The audit', signal: new AbortController().signal, progress: () => undefined }
  const { statement } = await assay.audit(join(folder, 'project'), { plan: join(folder, 'plan.yaml') }, job)
  if (process.env['ASSAY_KEEP']) writeFileSync(join(process.env['ASSAY_KEEP'], `${name}.json`), JSON.stringify(statement, null, 1))
  return statement.predicate
}

/** metric|group|reference, in short; only what stands in no control, class or bin. */
function nameOf({ metric, group, reference, at }: Measure): string | undefined {
  if (Object.keys(at).some((key) => key !== 'part')) return undefined
  const held = reference === null ? '' : 'group' in reference ? Object.values(reference.group).join('×') : undefined
  return held === undefined
    ? undefined
    : [
        metric,
        Object.values(group ?? {})
          .map((value) => value ?? '(unknown)')
          .join('×') || 'all',
        held
      ].join('|')
}

/** Attribute × group → verdicts that must stand in the report; each is far from its threshold. */
const VERDICTS: Record<string, Record<string, string>> = {
  adult: { 'sex-selection|Female': 'fail', 'race-selection|Black': 'fail', 'race-selection|Asian or Pacific Islander': 'pass' },
  hmda: { 'race-price|Native American': 'insufficient', 'sex-price|Female': 'insufficient' },
  'stop-and-frisk': {
    'race-nothing-found|Black': 'pass',
    'race-nothing-found|Asian or Pacific Islander': 'fail',
    'sex-nothing-found|Female': 'fail'
  },
  'credit-default': { 'sex-refusal|Female': 'pass', 'age-refusal|60 or over': 'pass' },
  'car-loan': { 'salary-approval|0 - 20K €': 'fail', 'salary-approval|20K - 40K €': 'pass' }
}

describe.each(Object.keys(PREPARE))('the plan for %s', (name) => {
  it('is accepted by the schema', () => {
    expect(parsePlan(readFileSync(planFile(name)), `${name}.yaml`).criteria.some(({ primary }) => primary)).toBe(true)
  })

  it.runIf(present)(
    'runs on the real files, and its figures are those of another program',
    async () => {
      const report = await audit(name)
      const measures = new Map(report.measures.map((measure) => [nameOf(measure), measure.estimate]))
      const differing = Object.entries(expected[name]!).filter(([key, value]) => !(Math.abs((measures.get(key) ?? NaN) - value) <= 1e-9))
      expect(differing.map(([key, value]) => `${key}: ${String(measures.get(key))}, expected ${value}`)).toEqual([])

      const groups = new Map(report.measures.map(({ id, group }) => [id, Object.values(group ?? {}).join('×')]))
      const verdicts = Object.fromEntries(
        report.verdicts.map(({ criterion, measure, verdict }) => [`${criterion}|${groups.get(measure)}`, verdict])
      )
      expect(verdicts).toMatchObject(VERDICTS[name]!)
      if (name === 'stop-and-frisk') expect(verdicts).not.toHaveProperty(['race-nothing-found|Native American'])

      for (const { controlTotals, rows, files } of report.data) {
        expect(controlTotals.every(({ agrees }) => agrees)).toBe(true)
        expect(files.reduce((sum, file) => sum + file.parsed, 0)).toBe(rows)
        for (const file of files) expect(file.parsed + file.rejected).toBe(file.rows)
      }
      for (const { attributes, rows } of report.population)
        for (const { groups, unknown } of attributes) expect(groups.reduce((sum, group) => sum! + group.rows!, unknown)).toBe(rows)
    },
    300_000
  )
})
