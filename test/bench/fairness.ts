/**
 * 10 million rows, five protected attributes (2,880 cells), all 31 crossings: counts, rates and closed-form intervals, and with joint resampling of the
 * smooth composites; against Fairlearn's MetricFrame on ONE attribute. Bundled and run by fairness.bench.ts; ROWS, ROUNDS, PYTHON and PEER may be set.
 */
import { execFileSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { join } from 'node:path'
import type { Attribute } from '../../src/main/core/columns/attribute'
import { scanCells } from '../../src/main/core/fairness/cell-table'
import { COMPOSITE_METRICS } from '../../src/main/core/fairness/composites'
import { countDesign } from '../../src/main/core/fairness/count-design'
import { crossingsUpTo } from '../../src/main/core/fairness/crossings-table'
import type { Frame } from '../../src/main/core/fairness/frame'
import { RATE_MASKS } from '../../src/main/core/fairness/rates'
import { rollUp } from '../../src/main/core/fairness/roll-up'
import { scoreSums } from '../../src/main/core/fairness/score-sums'
import { randomStream } from '../../src/main/core/stats/random'
import { fairnessKernels } from '../../src/main/kernels/fairness'
import { RATE_IDS } from '../../src/shared/model/metrics'
import { inputOf, planOf } from '../unit/core/fairness/harness'

const ROWS = Number(process.env['ROWS'] ?? 10_000_000)
const ROUNDS = Number(process.env['ROUNDS'] ?? 3)
const PYTHON = process.env['PYTHON'] ?? ''
const PEER = process.env['PEER'] ?? join(import.meta.dirname, 'peers/fairlearn_metricframe.py')
const SIZES = [2, 5, 6, 6, 8]

const IDENTITY = Uint32Array.from({ length: 256 }, (_, i) => i)

/** Codes 1 … size without missing values, outcomes 0 or 1. */
function frameOf(rows: number): Frame {
  const random = randomStream('bench', 0)
  const draw = (size: number, first: number): Uint8Array => Uint8Array.from({ length: rows }, () => first + (random.word() % size))
  const attributes = SIZES.map((size, i): Attribute => ({
    name: `a${i}`,
    groups: Array.from({ length: size }, (_, k) => `g${k}`),
    codes: draw(size, 1),
    map: IDENTITY.slice(0, size + 1)
  }))
  const outcome = { map: Uint32Array.of(2, 0, 1) }
  return {
    rows,
    attributes: new Map(attributes.map((attribute) => [attribute.name, attribute])),
    decision: { codes: draw(2, 1), ...outcome },
    label: { codes: draw(2, 1), ...outcome },
    immature: 0,
    score: null,
    outcome: null,
    weights: null,
    clusters: null
  }
}

const input = inputOf({ x: [1] }, planOf({ assessments: { fairness: { replicates: 1000 } } }))

/** Milliseconds and how many numbers came out. */
function assay(frame: Frame, composites: boolean): { ms: number; numbers: number } {
  const start = performance.now()
  const names = [...frame.attributes.keys()]
  const cells = scanCells(frame, [...frame.attributes.values()], fairnessKernels)
  const design = countDesign(input, frame)
  const sums = scoreSums(frame)
  let numbers = 0
  for (const over of crossingsUpTo(names, names.length)) {
    const table = rollUp(cells, over)
    const context = { input, frame, design, table, sums }
    for (let group = 0; group < table.groups.length; group++) {
      for (const id of RATE_IDS) numbers += design.rate(table, group, RATE_MASKS[id]).interval === null ? 0 : 1
      if (composites)
        for (const metric of ['balanced_accuracy', 'f1', 'mcc'] as const)
          numbers += COMPOSITE_METRICS[metric]!(context, group).interval === null ? 0 : 1
    }
  }
  return { ms: performance.now() - start, numbers }
}

type Peer = { ms: number; fairlearn: string; pandas: string }

function peer(rows: number): Peer | null {
  if (!existsSync(PYTHON)) return null
  try {
    return JSON.parse(
      execFileSync(PYTHON, [PEER, String(rows)], {
        encoding: 'utf8',
        maxBuffer: 1 << 20,
        stdio: ['ignore', 'pipe', 'ignore']
      })
    ) as Peer
  } catch {
    return null
  }
}

const best = (list: readonly number[]): number => Math.min(...list)

function main(): void {
  const frame = frameOf(ROWS)
  assay(frame, false)
  const runs = { rates: [] as number[], resampled: [] as number[], peer: [] as number[] }
  let versions: Peer | null = null
  let numbers = 0
  for (let round = 0; round < ROUNDS; round++) {
    const plain = assay(frame, false)
    numbers = plain.numbers
    runs.rates.push(plain.ms)
    runs.resampled.push(assay(frame, true).ms)
    const other = peer(ROWS)
    versions = other ?? versions
    if (other) runs.peer.push(other.ms)
  }
  const line = (name: string, ms: number): void =>
    console.log(`${name}: ${ms.toFixed(0)} ms${versions ? `, ${(best(runs.peer) / ms).toFixed(0)}× of MetricFrame on one attribute` : ''}`)
  console.log(`fairness, ${ROWS} rows, best of ${ROUNDS}, ${process.version}; ${numbers} rates with intervals over 31 crossings`)
  line('counts, rates, intervals', best(runs.rates))
  line('with B = 1000 joint resampling of balanced accuracy, F1, MCC', best(runs.resampled))
  console.log(
    versions
      ? `fairlearn ${versions.fairlearn}, pandas ${versions.pandas}: ${best(runs.peer).toFixed(0)} ms`
      : 'fairlearn: skipped (no Python with fairlearn; set PYTHON)'
  )
}

main()
