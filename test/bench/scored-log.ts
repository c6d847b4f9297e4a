import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { DuckDBInstance } from '@duckdb/node-api'

export const FEATURES = 30

const unit = (salt: number): string => `((hash(i, ${salt}) % 1000003 + 0.5) / 1000003.0)`
const normal = (salt: number): string => `sqrt(-2 * ln(${unit(salt)})) * cos(6.283185307179586 * ${unit(salt + 1)})`
const among = (values: readonly string[], salt: number): string =>
  `[${values.map((value) => `'${value}'`).join(', ')}][1 + CAST(hash(i, ${salt}) % ${values.length} AS BIGINT)]`

/** As the models of peers/permutation_importance.py were trained: 3 % missing, ten features of few values. */
const feature = (_: unknown, j: number): string =>
  `CAST(CASE WHEN hash(i, ${j + 1000}) % 100 >= 3 THEN ${j < 20 ? normal(2 * j + 100) : `round(2 * ${normal(2 * j + 100)})`} END AS FLOAT) AS f${j}`
const value = (j: number): string => `coalesce(f${j}, 0)`
const sum = Array.from({ length: 15 }, (_, k) => value(k + 5)).join(' + ')
const SIGNAL = [
  ...[`${value(0)} * ${value(1)}`, `sin(2 * ${value(2)})`, `0.5 * CASE WHEN ${value(3)} > 0 THEN ${value(4)} ELSE 0 END`, `0.3 * (${sum})`],
  ...[`0.2 * ${value(20)} * ${value(21)}`, `0.3 * abs(${value(22)})`, 'noise']
].join(' + ')

const PLAN = `schema: 1
title: Why scores are what they are
subject: { model: Benchmark }
use: { purpose: A benchmark }
inference: { kind: process }
inputs: [{ files: [log.parquet] }]
models: [{ name: m1, file: m1.json }]
columns:
  id: ignore
  sex: protected
  home: protected
  repaid: { role: label, favourable: ["yes"] }
assessments:
  explanation: {}
`

/** Rows with features f0 … f29, an outcome and two attributes as `log.parquet`, with `plan.yaml` beside it. */
export async function writeScoredLog(folder: string, rows: number): Promise<void> {
  const features = Array.from({ length: FEATURES }, feature).join(', ')
  const drawn = `SELECT i AS id, ${normal(90)} AS noise, ${among(['Female', 'Male'], 1)} AS sex, ${among(['a', 'b', 'c', 'd'], 2)} AS home, ${features} FROM range(${rows}) t(i)`
  const duck = await DuckDBInstance.create(':memory:')
  const connection = await duck.connect()
  await connection.run(
    `COPY (SELECT * EXCLUDE (noise), CASE WHEN ${SIGNAL} > 0 THEN 'yes' ELSE 'no' END AS repaid FROM (${drawn})) TO '${join(folder, 'log.parquet')}' (FORMAT parquet)`
  )
  connection.closeSync()
  duck.closeSync()
  writeFileSync(join(folder, 'plan.yaml'), PLAN)
}
