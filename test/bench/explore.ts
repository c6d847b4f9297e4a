/** The threshold slider: 10 million rows, two attributes (6 × 5 groups), label and a score of 53 bits. Bundled and run by explore.bench.ts; ROWS may be set. */
import { explorablePlan, explorerOf } from '../../src/main/core/fairness/explore/explorer'
import type { LoadedColumn } from '../../src/main/core/assessment'
import { randomStream } from '../../src/main/core/stats/random'
import type { ExploreQuestion } from '../../src/shared/model/explore'
import { RATE_IDS } from '../../src/shared/model/metrics'
import { inputOf, planOf } from '../unit/core/fairness/harness'

const ROWS = Number(process.env['ROWS'] ?? 10_000_000)
const MOVES = 200
const random = randomStream('bench', 0)

const codes = (name: string, size: number): LoadedColumn => ({
  ...header(name, 'category'),
  codes: Uint8Array.from({ length: ROWS }, () => 1 + (random.word() % size)),
  values: Array.from({ length: size }, (_, k) => (size === 2 ? String(k) : `g${k}`))
})

const header = (name: string, type: 'category' | 'number'): Pick<LoadedColumn, 'column'> => ({
  column: { stored: 'c0', name, type, typeReason: '', role: 'feature', roleReason: '', missing: 0, distinct: 0 }
})

const plan = explorablePlan(
  planOf({ columns: { race: 'protected', region: 'protected', label: { role: 'label', favourable: ['1'] }, score: { role: 'score' } } })
)
const empty = inputOf({ race: ['g0', 'g1'], region: ['g0', 'g1'], label: [0, 1], score: [0.1, 0.2] }, plan)
const columns = new Map<string, LoadedColumn>([
  ['race', codes('race', 6)],
  ['region', codes('region', 5)],
  ['label', codes('label', 2)],
  ['score', { ...header('score', 'number'), numbers: Float64Array.from({ length: ROWS }, () => random.uniform()) }]
])

const timed = <T>(work: () => T): { ms: number; result: T } => {
  const start = performance.now()
  const result = work()
  return { ms: performance.now() - start, result }
}

function main(): void {
  const { ms, result: explorer } = timed(() => explorerOf({ ...empty, rows: ROWS, columns }))
  const question = (over: string[], threshold: number, settled: boolean): ExploreQuestion => ({
    over,
    reference: {},
    metrics: [...RATE_IDS, ...RATE_IDS.map((id) => `${id}_difference` as const), ...RATE_IDS.map((id) => `${id}_ratio` as const)],
    threshold,
    side: 'at_least',
    settled
  })
  console.log(`exploring, ${ROWS} rows, ${process.version}`)
  console.log(`opened (rows counted, sorted by score, indexed): ${ms.toFixed(0)} ms`)
  for (const over of [['race'], ['race', 'region']]) {
    const moves = Array.from({ length: MOVES }, () => timed(() => explorer.answer(question(over, random.uniform(), false))))
    const sorted = moves.map((move) => move.ms).sort((a, b) => a - b)
    const settled = timed(() => explorer.answer(question(over, 0.5, true)))
    console.log(
      `${over.join(' × ')}: ${moves[0]!.result.measures.length} measures with closed-form intervals, median ${sorted[MOVES / 2]!.toFixed(1)} ms, ` +
        `slowest of ${MOVES} ${sorted[MOVES - 1]!.toFixed(1)} ms; settled, with exact tests ${settled.ms.toFixed(0)} ms`
    )
  }
  const lines = timed(() => explorer.lines({ over: ['race'], reference: {}, metric: 'tpr_ratio', side: 'at_least' }))
  console.log(`lines over ${lines.result.thresholds.length} thresholds: ${lines.ms.toFixed(0)} ms`)
  console.log(`score histogram and calibration of each group: ${timed(() => explorer.scores(['race'])).ms.toFixed(0)} ms`)
}

main()
