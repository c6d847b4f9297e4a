/**
 * Exact KS and Wasserstein of two samples of doubles against scipy; every distance of many columns of doubles against Evidently's default drift preset.
 * Both sides start from columns in memory. Bundled and run by drift.bench.ts; SAMPLE, COLUMNS, REFERENCE, CURRENT, ROUNDS, PYTHON and PEER may be set.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { AssessedPart } from '../../src/main/core/assessment'
import { assessDrift } from '../../src/main/core/drift/assess-drift'
import { kolmogorovScale, kolmogorovUpper } from '../../src/main/core/stats/kolmogorov'
import { normalDraws } from '../../src/main/core/stats/normal-draws'
import { randomStream } from '../../src/main/core/stats/random'
import { supremumAndArea } from '../../src/main/core/stats/two-samples'
import { driftKernels } from '../../src/main/kernels/drift'
import { fairnessKernels } from '../../src/main/kernels/fairness'
import { driftPlan } from '../unit/core/drift/harness'

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)
const SAMPLE = number('SAMPLE', 5_000_000)
const COLUMNS = number('COLUMNS', 100)
const REFERENCE = number('REFERENCE', 3_000_000)
const CURRENT = number('CURRENT', 300_000)
const ROUNDS = number('ROUNDS', 3)
const PYTHON = process.env['PYTHON'] ?? ''
const PEER = process.env['PEER'] ?? ''

const draws = normalDraws(randomStream('bench', 0))
const normals = (rows: number, shift: number): Float64Array => Float64Array.from({ length: rows }, () => draws() + shift)

type Peer = { ms: number; versions: string; values: number[] }

function peer(...args: (string | number)[]): Peer | null {
  if (!existsSync(PYTHON)) return null
  const env = { ...process.env, DO_NOT_TRACK: '1' }
  try {
    const text = execFileSync(PYTHON, [PEER, ...args.map(String)], {
      encoding: 'utf8',
      env,
      stdio: ['ignore', 'pipe', 'inherit'],
      maxBuffer: 1 << 26
    })
    return JSON.parse(text.split('\n').findLast((line) => line.startsWith('{')) ?? '') as Peer
  } catch {
    return null
  }
}

const best = (list: readonly number[]): number => Math.min(...list)

function twoSamples(): void {
  const [x, y] = [normals(SAMPLE, 0), normals(SAMPLE, 0.01)]
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const [a, b] = [x.slice(), y.slice()]
    const start = performance.now()
    const { ks } = supremumAndArea(driftKernels.sort(a), driftKernels.sort(b))
    kolmogorovUpper(kolmogorovScale(ks, a.length, b.length))
    times.push(performance.now() - start)
  }
  const other = peer('scipy', SAMPLE)
  const ratio =
    other === null
      ? 'scipy: skipped (no Python with it; set PYTHON)'
      : `${other.versions}: ${other.ms.toFixed(0)} ms, ${(other.ms / best(times)).toFixed(0)}×`
  console.log(
    `KS with p, and Wasserstein, exact, ${SAMPLE} + ${SAMPLE} doubles, best of ${ROUNDS}, one thread: ${best(times).toFixed(0)} ms; ${ratio}`
  )
}

function preset(): void {
  const columns = Array.from({ length: COLUMNS }, (_, i) => ({ name: `x${i}`, kind: 'number' as const, part: 'input' as const }))
  const header = {
    stored: 'c0',
    name: 'x',
    type: 'number' as const,
    typeReason: '',
    role: 'feature' as const,
    roleReason: '',
    missing: 0,
    distinct: 0
  }
  const part = (
    name: string,
    rows: number
  ): { part: string; dataset: string; inputs: string[]; rows: number; columns: AssessedPart['columns'] } => ({
    part: name,
    dataset: '0'.repeat(64),
    inputs: [],
    rows,
    columns: new Map()
  })
  const assessment = assessDrift({
    plan: driftPlan({}, { multivariate: false }),
    seed: 'ab'.repeat(32),
    reference: part('reference', REFERENCE),
    current: part('current', CURRENT),
    columns,
    leftOut: [],
    kernels: { ...fairnessKernels, ...driftKernels },
    checkpoint: () => {}
  })
  let ms = 0
  for (const [i, column] of columns.entries()) {
    const pair = {
      reference: { column: header, numbers: normals(REFERENCE, 0) },
      current: { column: header, numbers: normals(CURRENT, i / 1000) }
    }
    const start = performance.now()
    assessment.add(column, pair)
    ms += performance.now() - start
  }
  const start = performance.now()
  const numbers = assessment.finish().tables.find(({ name }) => name === 'drift-distances.csv')?.rows.length ?? 0
  ms += performance.now() - start
  const other = peer('evidently', COLUMNS, REFERENCE, CURRENT)
  const ratio =
    other === null
      ? 'Evidently: skipped (no Python with it; set PYTHON)'
      : `${other.versions}: ${(other.ms / 1000).toFixed(1)} s for one distance a column, ${(other.ms / ms).toFixed(0)}×`
  console.log(
    `drift of ${COLUMNS} columns × (${REFERENCE} + ${CURRENT}) doubles, ${numbers} distances, one thread: ${(ms / 1000).toFixed(1)} s; ${ratio}`
  )
}

console.log(`drift, ${process.version}`)
twoSamples()
preset()
