/**
 * Exact KS and Wasserstein of two samples of doubles against scipy; the drift section over many columns of doubles against Evidently's default drift preset.
 * Both sides start from columns in memory. Bundled and run by drift.bench.ts; SAMPLE, COLUMNS, REFERENCE, CURRENT, ROUNDS, PYTHON and PEER may be set.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import type { AssessedPart } from '../../src/main/core/assessment'
import { assessDrift } from '../../src/main/core/drift/assess-drift'
import { kolmogorovScale, kolmogorovUpper } from '../../src/main/core/stats/kolmogorov'
import { normalDraws } from '../../src/main/core/stats/normal-draws'
import { randomStream } from '../../src/main/core/stats/random'
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

type Peer = { ms: number; cpu: number; versions: string; values: number[] }

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

/** Milliseconds of processor time since then: what another's load leaves as it is. */
function cpuSince(then: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(then)
  return (user + system) / 1000
}

const best = (list: readonly number[]): number => Math.min(...list)

function twoSamples(): void {
  const [x, y] = [normals(SAMPLE, 0), normals(SAMPLE, 0.01)]
  const times: number[] = []
  for (let round = 0; round < ROUNDS; round++) {
    const start = performance.now()
    const { ks } = driftKernels.orderPair(x, y).apart()
    kolmogorovUpper(kolmogorovScale(ks, x.length, y.length))
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

type Section = Record<string, unknown>

/** The drift sections, column by column so that all see the same numbers; milliseconds of each, and how many distances it gives. */
function overColumns(
  sections: readonly Section[],
  columnCount: number,
  rows: { reference: number; current: number }
): { ms: number; cpu: number; distances: number }[] {
  const columns = Array.from({ length: columnCount }, (_, i) => ({ name: `x${i}`, kind: 'number' as const, part: 'input' as const }))
  const running = sections.map((section) => ({
    ms: 0,
    cpu: 0,
    assessment: assessDrift({
      plan: driftPlan({}, { multivariate: false, ...section }),
      seed: 'ab'.repeat(32),
      reference: part('reference', rows.reference),
      current: part('current', rows.current),
      columns,
      leftOut: [],
      kernels: { ...fairnessKernels, ...driftKernels },
      checkpoint: () => {}
    })
  }))
  for (const [i, column] of columns.entries()) {
    const pair = {
      reference: { column: header, numbers: normals(rows.reference, 0) },
      current: { column: header, numbers: normals(rows.current, i / 1000) }
    }
    for (const one of running) {
      const [start, cpu] = [performance.now(), process.cpuUsage()]
      one.assessment.add(column, pair)
      one.ms += performance.now() - start
      one.cpu += cpuSince(cpu)
    }
  }
  return running.map((one) => {
    const [start, cpu] = [performance.now(), process.cpuUsage()]
    const { tables, estimates } = one.assessment.finish()
    const distances =
      tables.find(({ name }) => name === 'drift-distances.csv')?.rows.length ??
      estimates.filter(({ measure }) => measure.at.feature !== undefined).length
    return { ms: one.ms + performance.now() - start, cpu: one.cpu + cpuSince(cpu), distances }
  })
}

const SECTIONS: [string, Section][] = [
  [
    "Wasserstein / standard deviation (Evidently's own default), with interval and p by 1,000 draws, bins and their table, PSI's null; no annex",
    { primary: { number: 'wasserstein_normalised' }, annex: false }
  ],
  ['PSI with interval and p, bins and their table; no annex', { annex: false }],
  ['PSI with interval and p, bins and their table, and the annex of all distances (the default)', {}]
]

function preset(): void {
  const ours = overColumns(
    SECTIONS.map(([, section]) => section),
    COLUMNS,
    { reference: REFERENCE, current: CURRENT }
  )
  const other = peer('evidently', COLUMNS, REFERENCE, CURRENT)
  console.log(`drift of ${COLUMNS} columns × (${REFERENCE} + ${CURRENT}) doubles in memory, one thread`)
  console.log(
    other === null
      ? 'Evidently: skipped (no Python with it; set PYTHON)'
      : `${other.versions}: ${(other.ms / 1000).toFixed(1)} s (${(other.cpu / 1000).toFixed(1)} s of processor) for one distance and a flag a column (Wasserstein / standard deviation) and a picture's data`
  )
  SECTIONS.forEach(([name], i) => {
    const { ms, cpu, distances } = ours[i]!
    const ratio = other === null ? '' : `, ${(other.ms / ms).toFixed(0)}× (processor ${(other.cpu / cpu).toFixed(0)}×)`
    console.log(`  ${(ms / 1000).toFixed(2)} s${ratio}: ${distances} distances: ${name}`)
  })
}

console.log(`drift, ${process.version}`)
twoSamples()
preset()
