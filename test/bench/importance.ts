/**
 * Permutation importance against scikit-learn's `permutation_importance` of the same XGBoost model on the same rows with as many repeats, interleaved
 * in one run: log loss, every feature. Ours by wall clock from columns in memory to means, repeats and each row's increases. Bundled and run by
 * importance.bench.ts.
 */
import { spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { permutation } from '../../src/main/core/explain/importance/permutation'
import { collectLosses } from '../../src/main/core/explain/moved/collect'
import { movedSteps } from '../../src/main/core/explain/moved/moved-steps'
import type { TreeEnsemble } from '../../src/main/core/models/model'
import { readModel } from '../../src/main/core/models/read-model'
import { createComputePool } from '../../src/main/workers/compute/pool'

const { FOLDER = '', ROOT = '', PYTHON = '' } = process.env
const ROUNDS = Number(process.env['ROUNDS'] ?? 2)
const SCALE = Number(process.env['SCALE'] ?? 1)
const FEATURES = 30
const THREADS = 2

const floats = (name: string): Float32Array => new Float32Array(readFileSync(join(FOLDER, name)).buffer)
const [cells, outcomes] = [floats('X.f32'), floats('y.f32')]
const kernels = new Uint8Array(readFileSync(join(ROOT, 'out/kernels/trees.wasm')))
const pool = createComputePool({ entry: join(ROOT, 'out/main/compute.cjs'), kernels, threads: THREADS })

/** `ms` by the clock, `cpu` of all threads: what tells on a loaded machine. */
type Answer = { ms: number; cpu: number; version: string; means: number[] }

async function assay(model: string, rows: number, repeats: number): Promise<Answer> {
  const ensemble = readModel(readFileSync(join(FOLDER, `${model}.json`)), model).predictor as TreeEnsemble
  const columns = Array.from({ length: FEATURES }, (_, j) => Float64Array.from({ length: rows }, (__, i) => cells[i * FEATURES + j]!))
  const outcome = Float64Array.from(outcomes.subarray(0, rows))
  const start = performance.now()
  const used = process.cpuUsage()
  const orders = Array.from({ length: repeats }, (_, draw) => permutation(rows, null, 'bench', draw))
  const order = {
    ensemble,
    output: 0,
    data: { columns, rows },
    playerOf: Int32Array.from({ length: FEATURES }, (_, j) => j),
    players: FEATURES,
    draws: { orders, shares: orders.map(() => 1 / repeats) },
    judge: { loss: 'log_loss' as const, logistic: true, scale: 1, outcome, weight: null },
    budgetBytes: 1 << 29,
    threads: THREADS
  }
  const session = pool.open()
  const collected = collectLosses(order)
  for (const step of movedSteps(session.memory, order)) {
    if (step.kind === 'run') await session.run(step.phase, new AbortController().signal)
    else collected.add(step)
  }
  const { totals } = collected.result()
  const ms = performance.now() - start
  const { user, system } = process.cpuUsage(used)
  session.close()
  return {
    ms,
    cpu: (user + system) / 1000,
    version: 'Assay',
    means: totals.map((of) => of.reduce((sum, one) => sum + one, 0) / rows / repeats)
  }
}

const child = PYTHON === '' ? null : spawn(PYTHON, [join(ROOT, 'test/bench/peers/permutation_importance.py'), 'serve', FOLDER])
child?.stderr.pipe(process.stderr)
child?.once('exit', (code) => code && process.exit(code))
const lines = child === null ? null : createInterface({ input: child.stdout })

const peer = (...question: (string | number)[]): Promise<Answer> =>
  new Promise((resolve) => {
    lines!.once('line', (line) => resolve(JSON.parse(line) as Answer))
    child!.stdin.write(`${question.join(' ')}\n`)
  })

/** One after the other, round by round; the best round of each counts. Means of both must tell the same. */
async function compare(title: string, model: string, rows: number, repeats: number): Promise<void> {
  const [mine, theirs]: [Answer[], Answer[]] = [[], []]
  for (let round = 0; round < ROUNDS; round++) {
    mine.push(await assay(model, rows, repeats))
    if (child !== null) theirs.push(await peer(model, rows, repeats))
  }
  const least = (all: Answer[], of: 'ms' | 'cpu'): number => all.reduce((found, one) => Math.min(found, one[of]), Infinity)
  const best = (all: Answer[]): number => least(all, 'ms')
  const shown = (all: Answer[]): string => all.map(({ ms }) => (ms / 1000).toFixed(2)).join(' ')
  process.stdout.write(
    `${title}, ${rows} rows × ${FEATURES} features × ${repeats} repeats, ${THREADS} threads (load ${loadavg()[0]!.toFixed(1)})\n`
  )
  process.stdout.write(`  Assay ${(best(mine) / 1000).toFixed(2)} s [${shown(mine)}]\n`)
  if (theirs.length === 0) return
  const apart = mine[0]!.means.reduce((most, mean, j) => Math.max(most, Math.abs(mean - theirs[0]!.means[j]!)), 0)
  const largest = Math.max(...mine[0]!.means)
  if (!(apart < 0.05 * largest)) throw new Error(`means differ by ${apart}, the largest being ${largest}`)
  process.stdout.write(
    `  ${theirs[0]!.version} ${(best(theirs) / 1000).toFixed(2)} s [${shown(theirs)}]: Assay ${(best(theirs) / best(mine)).toFixed(1)} × by the clock, ${(least(theirs, 'cpu') / least(mine, 'cpu')).toFixed(1)} × in CPU time; means agree to ${apart.toExponential(1)} of ${largest.toFixed(4)}\n`
  )
}

const n = (rows: number): number => Math.round(rows * SCALE)
await compare('100 trees of depth 6', 'm1', n(100_000), 5)
await compare('100 trees of depth 6', 'm1', n(20_000), 30)
await compare('300 trees of depth 8', 'm2', n(10_000), 5)
child?.kill()
await pool.close()
