import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

export const ROWS = Number(process.env['ASSAY_BENCH_ROWS'] ?? 10_000_000)

const pick = (values: readonly string[], salt: number): string =>
  `[${values.map((value) => `'${value}'`).join(', ')}][1 + CAST(hash(i, ${salt}) % ${values.length} AS BIGINT)]`
const unit = (salt: number): string => `((hash(i, ${salt}) % 1000000) / 1000000.0)`

const TABLE = `SELECT i AS id,
  ${pick(['Female', 'Male'], 1)} AS sex,
  ${pick(['White', 'Black', 'Asian', 'Hispanic', 'Native American', 'Other'], 2)} AS race,
  ${pick(['18-29', '30-44', '45-61', '62+'], 3)} AS age,
  ${pick(['no', 'yes'], 4)} AS disability,
  'r' || (hash(i, 5) % 30) AS region,
  CAST(${unit(6)} AS FLOAT) AS score,
  CASE WHEN ${unit(6)} - CASE WHEN hash(i, 2) % 6 = 1 THEN 0.15 ELSE 0 END >= 0.4 THEN 'approved' ELSE 'declined' END AS decision,
  CASE WHEN ${unit(7)} < 0.2 + 0.7 * ${unit(6)} THEN 'yes' ELSE 'no' END AS repaid,
  CAST(hash(i, 8) % 100000 AS INTEGER) AS income, CAST(${unit(9)} AS FLOAT) AS debt,
  CAST(hash(i, 10) % 50 AS INTEGER) AS years, CAST(hash(i, 11) % 10 AS INTEGER) AS delinquencies
  FROM range(${ROWS}) t(i)`

const PLAN = `schema: 1
title: Ten million decisions
subject: { model: Benchmark }
use: { purpose: A benchmark }
inference: { kind: process }
inputs: [{ files: [big.parquet] }]
columns:
  id: ignore
  sex: protected
  race: protected
  age: protected
  disability: protected
  region: protected
  score: { role: score, of: favourable, kind: probability }
  decision: { role: decision, favourable: [approved] }
  repaid: { role: label, favourable: ["yes"] }
groups:
  crossings: [[sex, race]]
  all_crossings: 5
  reference: { sex: Male, race: White }
assessments:
  fairness: { metrics: [rates, comparisons, joint] }
criteria:
  - { id: race, metric: selection_rate_ratio, each: race, threshold: { at_least: 0.8 }, primary: true, rule: Yardstick }
`

/** Credit decisions as `big.parquet`, with `plan.yaml` beside it. */
export async function writeDecisions(folder: string): Promise<void> {
  const duck = await DuckDBInstance.create(':memory:')
  const connection = await duck.connect()
  await connection.run(`COPY (${TABLE}) TO '${join(folder, 'big.parquet')}' (FORMAT parquet)`)
  connection.closeSync()
  duck.closeSync()
  writeFileSync(join(folder, 'plan.yaml'), PLAN)
}
