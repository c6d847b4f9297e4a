import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { measured } from '../bench/command'
import { FEATURES, writeScoredLog } from '../bench/scored-log'
import { root, temporaryFolder } from '../support/cli'

const ROWS = 1_500_000
const MEBIBYTE = 1 << 20

/** The features alone, as doubles, are 343 MiB; what the program is made of is about 130. */
test('1.5 million rows are explained within --memory 768M, by trees and by a linear model', async () => {
  const folder = temporaryFolder()
  await writeScoredLog(folder, ROWS)
  const names = Array.from({ length: FEATURES }, (_, j) => `f${j}`)
  const terms = names.map((feature, j) => ({ feature, weight: (j - 12) / 7, missing: 0 }))
  writeFileSync(join(folder, 'linear.json'), JSON.stringify({ schema: 1, kind: 'linear', link: 'logistic', intercept: 0.5, terms }))
  const { model } = JSON.parse(readFileSync(join(root, 'test/fixtures/explain/trees/xgboost.json'), 'utf8')) as { model: string }
  writeFileSync(join(folder, 'trees.json'), model)
  const explain = (name: string): ReturnType<typeof measured> =>
    measured(folder, ['--memory', '768M', 'explain', '--model', name, '--data', 'log.parquet', '--out', `${name}.parquet`])
  await measured(folder, ['import', 'log.parquet'])
  for (const name of ['linear.json', 'trees.json']) {
    const { status, peakBytes } = await explain(name)
    process.stdout.write(`${name}: ${Math.round(peakBytes / MEBIBYTE)} MiB\n`)
    expect(status).toBe(0)
    expect(peakBytes / MEBIBYTE).toBeLessThan(768)
  }
})
