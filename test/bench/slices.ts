/**
 * The search for slices over rows in memory, on one thread: many rows alone, and fewer of them against sliceline where it can be had, with the same rows, columns,
 * depth and least size; every value a condition. (Of a million rows sliceline takes more memory than a laptop has.) Bundled and run by slices.bench.ts; ROWS,
 * PEER_ROWS, COLUMNS, PYTHON and PEER may be set.
 */
import { execFileSync } from 'node:child_process'
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { SearchColumn } from '../../src/main/core/slices/conditions'
import { searchSlices } from '../../src/main/core/slices/search'
import { randomStream } from '../../src/main/core/stats/random'
import { sliceKernels } from '../../src/main/kernels/slices'

const number = (name: string, otherwise: number): number => Number(process.env[name] ?? otherwise)
const ROWS = number('ROWS', 1_000_000)
const PEER_ROWS = number('PEER_ROWS', 100_000)
const COLUMNS = number('COLUMNS', 20)
const VALUES = 6
const PEER_DEPTH = 2

type World = { columns: readonly SearchColumn[]; outcome: Uint8Array; rows: number; fewest: number }

/** Errors are twice as frequent where the first two columns have their first value. */
function worldOf(rows: number): World {
  const random = randomStream('slices', 0)
  const columns = Array.from({ length: COLUMNS }, (_, i): SearchColumn => ({
    name: `c${i}`,
    cells: VALUES + 1,
    texts: [],
    ofRow: Uint8Array.from({ length: rows }, () => 1 + Math.floor(VALUES * random.uniform())),
    conditions: Array.from({ length: VALUES }, (__, value) => ({ text: String(value + 1), in: [value + 1] }))
  }))
  const isPlanted = (row: number): boolean => columns[0]!.ofRow[row] === 1 && columns[1]!.ofRow[row] === 1
  const outcome = Uint8Array.from({ length: rows }, (_, row) => (random.uniform() < (isPlanted(row) ? 0.4 : 0.2) ? 1 : 0))
  return { columns, outcome, rows, fewest: Math.floor(rows / 100) }
}

function ours({ columns, outcome, rows, fewest }: World, depth: number): { ms: number; cpu: number } {
  const [start, used] = [performance.now(), process.cpuUsage()]
  const { candidates, searched } = searchSlices({
    columns,
    rows: { cells: columns.map(({ ofRow }) => ofRow), outcome, weights: null },
    depth,
    fewest,
    worst: 1,
    kernels: sliceKernels,
    checkpoint: () => {}
  })
  const { user, system } = process.cpuUsage(used)
  const [ms, cpu] = [performance.now() - start, (user + system) / 1000]
  const worst = candidates[0]?.conjunction.map(({ column, condition }) => `c${column}=${condition + 1}`).join(' and ') ?? 'none'
  say(
    `${rows.toLocaleString('en')} rows × ${COLUMNS} columns, up to ${depth} conditions: ${searched.toLocaleString('en')} slices of ${fewest} rows or more`
  )
  say(`  assay      ${seconds(ms)} (${seconds(cpu)} of processor); worst ${worst}`)
  return { ms, cpu }
}

type Peer = { ms: number; cpu: number; versions: string; worst: (number | null)[] }

function peers({ columns, outcome, rows, fewest }: World): Peer | null {
  const [python, script] = [process.env['PYTHON'] ?? '', process.env['PEER'] ?? '']
  if (!existsSync(python)) return null
  const folder = mkdtempSync(join(tmpdir(), 'assay-slices-'))
  try {
    writeFileSync(join(folder, 'codes.u8'), Buffer.concat(columns.map(({ ofRow }) => ofRow)))
    writeFileSync(join(folder, 'errors.u8'), outcome)
    const args = [script, folder, rows, COLUMNS, PEER_DEPTH, fewest].map(String)
    return JSON.parse(execFileSync(python, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] })) as Peer
  } finally {
    rmSync(folder, { recursive: true, force: true })
  }
}

const say = (line: string): void => void process.stdout.write(`${line}\n`)
const seconds = (ms: number): string => `${(ms / 1000).toFixed(2)} s`
say(`one thread, Node ${process.version}`)
ours(worldOf(ROWS), PEER_DEPTH)
ours(worldOf(ROWS), PEER_DEPTH + 1)
const few = worldOf(PEER_ROWS)
const own = ours(few, PEER_DEPTH)
const peer = peers(few)
if (peer === null) say('  sliceline  skipped: cannot be had here')
else {
  const worst = peer.worst.flatMap((value, i) => (value === null ? [] : [`c${i}=${value}`])).join(' and ')
  say(`  sliceline  ${seconds(peer.ms)} (${seconds(peer.cpu)} of processor); worst ${worst}  [${peer.versions}]`)
  say(`  ratio      ${(peer.ms / own.ms).toFixed(1)} × by the clock, ${(peer.cpu / own.cpu).toFixed(1)} × by processor time`)
}
