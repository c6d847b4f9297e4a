/**
 * Exact tree explanations against XGBoost (1.7 and current) and shap, interleaved in one run: path-dependent values of 100 × depth 6 and
 * 300 × depth 8 trees on one and two threads, interactions, and values against a background. Ours by wall clock from columns in memory to
 * contributions in memory: coding, tables, sums, prediction and the additivity check of every row. Bundled and run by explain.bench.ts.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { loadavg } from 'node:os'
import { join } from 'node:path'
import { createInterface, type Interface } from 'node:readline'
import { shapSteps } from '../../src/main/core/explain/trees/shap-steps'
import { handRows, residualOf, type TreeShapAtHand } from '../../src/main/core/explain/trees/tree-shap'
import type { TreeEnsemble } from '../../src/main/core/models/model'
import { readModel } from '../../src/main/core/models/read-model'
import type { ComputePool } from '../../src/main/ports/pool'
import { createComputePool } from '../../src/main/workers/compute/pool'

const { FOLDER = '', ROOT = '', PYTHON = '', PYTHON17 = '' } = process.env
const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const SCALE = Number(process.env['SCALE'] ?? 1)
const FEATURES = 30

const cells = new Float32Array(readFileSync(join(FOLDER, 'X.f32')).buffer)
const columnsOf = (from: number, rows: number): Float64Array[] =>
  Array.from({ length: FEATURES }, (_, j) => Float64Array.from({ length: rows }, (__, i) => cells[(from + i) * FEATURES + j]!))

const pools = new Map<number, ComputePool>()
function poolOf(threads: number): ComputePool {
  const kernels = new Uint8Array(readFileSync(join(ROOT, 'out/kernels/trees.wasm')))
  const pool = pools.get(threads) ?? createComputePool({ entry: join(ROOT, 'out/main/compute.cjs'), kernels, threads })
  pools.set(threads, pool)
  return pool
}

const models = new Map(
  ['m1', 'm2'].map((name) => [name, readModel(readFileSync(join(FOLDER, `${name}.json`)), name).predictor as TreeEnsemble])
)

type Asked = { model: string; rows: number; threads: number; background?: number; interactions?: boolean }

async function assay({ model, rows, threads, background = 0, interactions = false }: Asked): Promise<number> {
  const playerOf = Int32Array.from({ length: FEATURES }, (_, i) => i)
  const data = { columns: columnsOf(0, rows), rows }
  const behind = background === 0 ? null : { columns: columnsOf(100_000, background), rows: background }
  const budgetBytes = 1 << 29
  const order: TreeShapAtHand & { threads: number } = {
    ensemble: models.get(model)!,
    output: 0,
    data,
    playerOf,
    players: FEATURES,
    background: behind,
    interactions,
    budgetBytes,
    threads
  }
  const values = Array.from({ length: FEATURES }, () => new Float64Array(rows))
  const session = poolOf(threads).open()
  const start = performance.now()
  let residual = 0
  for (const step of shapSteps(session.memory, order)) {
    if (step.kind === 'run') await session.run(step.phase, new AbortController().signal)
    else if (step.kind === 'read') handRows(step, order)
    else {
      residual = Math.max(residual, residualOf(step.chunk, FEATURES))
      for (const [j, column] of values.entries()) column.set(step.chunk.values(j), step.chunk.begin)
    }
  }
  const ms = performance.now() - start
  session.close()
  if (!(residual < 1e-10)) throw new Error(`values miss the score by ${residual}`)
  return ms
}

type Peer = {
  ask: (kind: string, model: string, rows: number, threads: number) => Promise<{ ms: number; version: string }>
  end: () => void
}

function peer(python: string): Peer | null {
  if (python === '') return null
  const child: ChildProcess = spawn(python, [join(ROOT, 'test/bench/peers/tree_shap.py'), 'serve', FOLDER], {
    stdio: ['pipe', 'pipe', 'inherit']
  })
  child.once('exit', (code) => code && process.exit(code))
  const lines: Interface = createInterface({ input: child.stdout! })
  return {
    ask: (...question) =>
      new Promise((resolve) => {
        lines.once('line', (line) => resolve(JSON.parse(line) as { ms: number; version: string }))
        child.stdin!.write(`${question.join(' ')}\n`)
      }),
    end: () => child.kill()
  }
}

const old = peer(PYTHON17)
const current = peer(PYTHON)

type Arm = { name: string; rows: number; ms: () => Promise<{ ms: number; version: string }>; best: number; all: number[] }

const ours = (name: string, asked: Asked): Arm => ({
  name,
  rows: asked.rows,
  ms: async () => ({ ms: await assay(asked), version: 'Assay' }),
  best: 0,
  all: []
})
const theirs = (of: Peer | null, kind: string, model: string, rows: number, threads: number): Arm[] =>
  of === null ? [] : [{ name: kind, rows, ms: () => of.ask(kind, model, rows, threads), best: 0, all: [] }]

/** Arms one after the other, round by round; the best round of each counts. */
async function compare(title: string, arms: Arm[]): Promise<void> {
  const versions = new Map<Arm, string>()
  for (let round = 0; round < ROUNDS; round++)
    for (const arm of arms) {
      const { ms, version } = await arm.ms()
      const rate = (arm.rows / ms) * 1000
      arm.all.push(rate)
      arm.best = Math.max(arm.best, rate)
      versions.set(arm, version)
    }
  const first = arms[0]!
  process.stdout.write(`${title} (load ${loadavg()[0]!.toFixed(1)})\n`)
  for (const arm of arms) {
    const spread = arm.all.map((rate) => rate.toFixed(rate < 10 ? 2 : 0)).join(' ')
    const ratio = arm === first ? '' : `Assay ${(first.best / arm.best).toFixed(1)} ×`
    const label = versions.get(arm) === 'Assay' ? arm.name : `${versions.get(arm)!} ${arm.name}`
    process.stdout.write(
      `  ${label.padEnd(40)} ${arm.best.toFixed(arm.best < 10 ? 2 : 0).padStart(9)} rows/s  ${ratio.padEnd(16)} [${spread}] of ${arm.rows} rows\n`
    )
  }
}

const n = (rows: number): number => Math.round(rows * SCALE)

for (const threads of [1, 2]) {
  await compare(`100 trees of depth 6, ${threads} thread(s)`, [
    ours('Assay', { model: 'm1', rows: n(100_000), threads }),
    ...theirs(old, 'pred_contribs', 'm1', n(1000 * threads), threads),
    ...theirs(current, 'pred_contribs', 'm1', n(4000 * threads), threads),
    ...(threads === 1 ? theirs(current, 'shap', 'm1', n(500), 1) : [])
  ])
  await compare(`300 trees of depth 8, ${threads} thread(s)`, [
    ours('Assay', { model: 'm2', rows: n(40_000), threads }),
    ...theirs(old, 'pred_contribs', 'm2', n(60 * threads), threads),
    ...theirs(current, 'pred_contribs', 'm2', n(300 * threads), threads),
    ...(threads === 1 ? theirs(current, 'shap', 'm2', n(30), 1) : [])
  ])
}
await compare('interactions, 100 trees of depth 6, 2 threads', [
  ours('Assay', { model: 'm1', rows: n(20_000), threads: 2, interactions: true }),
  ...theirs(old, 'pred_interactions', 'm1', 16, 2),
  ...theirs(current, 'pred_interactions', 'm1', n(100), 2)
])
const seconds = await assay({ model: 'm1', rows: 10_000, threads: 2, background: 10_000 })
await compare(`interventional, 10,000 rows against 10,000 background rows took ${(seconds / 1000).toFixed(2)} s; against 100:`, [
  ours('Assay', { model: 'm1', rows: 10_000, threads: 2, background: 100 }),
  ...theirs(current, 'shap-background', 'm1', 20, 100)
])
old?.end()
current?.end()
await Promise.all([...pools.values()].map((pool) => pool.close()))
