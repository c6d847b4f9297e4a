import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, mkdirSync, mkdtempSync, rmSync, statSync } from 'node:fs'
import { loadavg, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { measured, type Measured } from './command'
import { cache, peerScript, pythonWith } from './peer'
import { FEATURES, writeScoredLog } from './scored-log'

const ROWS = Number(process.env['ASSAY_BENCH_ROWS'] ?? 10_000_000)
const trained = process.env['IMPORTANCE_FOLDER'] ?? join(cache, 'importance')
const folder = mkdtempSync(join(tmpdir(), 'assay-bench-'))

afterAll(() => rmSync(folder, { recursive: true, force: true }))

const said = (what: string, { seconds, peakBytes }: Measured): string =>
  `  ${what} ${seconds.toFixed(1)} s, peak ${(peakBytes / 2 ** 30).toFixed(2)} GiB (load ${loadavg()[0]!.toFixed(1)})\n`

test('explanations of a large log: contributions of every row to a file, and an audit that draws rows', async (context) => {
  if (!existsSync(join(trained, 'm1.json'))) {
    const python = process.env['PYTHON'] ?? pythonWith('venv-importance', ['xgboost', 'scikit-learn'])
    if (python === null) return context.skip('needs Python with scikit-learn and xgboost, to train a model')
    mkdirSync(trained, { recursive: true })
    execFileSync(python, [peerScript('permutation_importance'), 'train', trained], { stdio: 'inherit' })
  }
  copyFileSync(join(trained, 'm1.json'), join(folder, 'm1.json'))
  await writeScoredLog(folder, ROWS)
  const explain = ['explain', '--model', 'm1.json', '--data', 'log.parquet', '--out', 'contributions.parquet']
  process.stdout.write(`  ${ROWS.toLocaleString('en')} rows × ${FEATURES} features, 100 trees of depth 6\n`)
  const first = await measured(folder, explain)
  process.stdout.write(said('assay explain, from Parquet', first))
  const again = await measured(folder, ['--memory', '2G', ...explain])
  const gigabytes = statSync(join(folder, 'contributions.parquet')).size / 1e9
  process.stdout.write(said(`assay explain, once imported, --memory 2G (${gigabytes.toFixed(2)} GB written)`, again))
  const tight = await measured(folder, ['--memory', '1G', ...explain])
  process.stdout.write(said('assay explain, once imported, --memory 1G', tight))
  const small = await measured(folder, ['--memory', '2G', 'audit', 'plan.yaml'])
  process.stdout.write(said('assay audit of 20,000 drawn rows, once imported, --memory 2G', small))
  expect([first.status, again.status, tight.status, small.status]).toEqual([0, 0, 0, 0])
  expect(again.peakBytes).toBeLessThan(2 ** 31)
  expect(tight.peakBytes).toBeLessThan(2 ** 30)
})
