import { copyFileSync, readdirSync, readFileSync, symlinkSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readLedger } from '../../src/main/core/evidence/ledger'
import type { Progress } from '../../src/main/services/job'
import type { ExplainOutcome } from '../../src/main/services/explain-model'
import { createAssay } from '../../src/main/compose'
import { readModel } from '../../src/main/core/models/read-model'
import type { TreeEnsemble } from '../../src/main/core/models/model'
import { backgroundGame, pathGame, shapley, type Game } from '../unit/core/explain/trees/brute-force'
import { cliIn, root, temporaryFolder, type Ran } from '../support/cli'

type Fixture = {
  model: string
  rows: (number | null)[][]
  background?: (number | null)[][]
  contributions?: number[][]
  values?: number[][]
}
type Explained = { folder: string; of: Fixture; ran: Ran; outcome: ExplainOutcome; lines: string[][] }

const csv = (names: readonly string[], rows: readonly (readonly (number | null)[])[]): string =>
  [names, ...rows.map((row) => row.map((cell) => cell ?? ''))].map((row) => row.join(',')).join('\n')

const fixture = (name: string): Fixture =>
  JSON.parse(readFileSync(join(root, 'test/fixtures/explain/trees', `${name}.json`), 'utf8')) as Fixture

function project(name: string): { folder: string; of: Fixture; assay: ReturnType<typeof cliIn> } {
  const folder = temporaryFolder()
  const of = fixture(name)
  const names = of.rows[0]!.map((_, j) => (name.startsWith('lightgbm') ? `Column_${j}` : `f${j}`))
  writeFileSync(join(folder, 'model'), of.model)
  writeFileSync(join(folder, 'rows.csv'), csv(names, of.rows))
  if (of.background !== undefined) writeFileSync(join(folder, 'background.csv'), csv(names, of.background))
  return { folder, of, assay: cliIn(folder) }
}

async function explained(name: string, ...options: string[]): Promise<Explained> {
  const { folder, of, assay } = project(name)
  const ran = await assay('--json', 'explain', '--model', 'model', '--data', 'rows.csv', '--out', 'out.csv', ...options)
  expect(ran.err).toBe('')
  const lines = readFileSync(join(folder, 'out.csv'), 'utf8')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  return { folder, of, ran, outcome: JSON.parse(ran.out) as ExplainOutcome, lines }
}

const sum = (cells: readonly string[]): number => cells.reduce((total, cell) => total + Number(cell), 0)

/** Of a linear model: two full blocks and a part of one. */
const ROWS = 150_000

describe('assay explain', () => {
  test('one column a feature in the model’s order, bias last; the ledger knows it', async () => {
    const { folder, of, ran, outcome, lines } = await explained('lightgbm')
    expect(ran.status).toBe(0)
    expect(lines[0]).toEqual(['Column_0', 'Column_1', 'Column_2', 'Column_3', 'Column_4', 'Column_5', 'bias'])
    for (const [row, values] of of.contributions!.entries())
      for (const [j, value] of values.entries()) expect(Math.abs(Number(lines[row + 1]![j]) - value)).toBeLessThan(1e-12)
    expect(outcome).toMatchObject({ perturbation: 'path-dependent', scale: 'margin', rows: 12, background: null })
    expect(outcome.residual).toBeLessThan(outcome.tolerance)
    const event = readLedger(readFileSync(join(folder, 'assay-project/ledger.jsonl'))).lines.at(-1)
    expect(event).toMatchObject({ type: 'model-explained', body: { model: outcome.model.sha256, contributions: outcome.out.sha256 } })
  })

  test('against a background that is named and hashed', async () => {
    const { of, outcome, lines } = await explained('shap-xgboost-background', '--background', 'background.csv')
    expect(outcome).toMatchObject({ perturbation: 'interventional', background: { rows: 40, named: 'background.csv' } })
    for (const [row, values] of of.values!.entries())
      for (const [j, value] of values.entries()) expect(Math.abs(Number(lines[row + 1]![j]) - value)).toBeLessThan(2e-6)
  })

  test('of a probability, which lies between 0 and 1', async () => {
    const { outcome, lines } = await explained('shap-xgboost-background', '--background', 'background.csv', '--probability')
    expect(outcome).toMatchObject({ scale: 'probability' })
    expect(outcome.residual).toBeLessThan(1e-14)
    for (const line of lines.slice(1)) expect(sum(line)).toBeGreaterThan(0)
    for (const line of lines.slice(1)) expect(sum(line)).toBeLessThan(1)
  })

  test('interactions keep the sum of a row', async () => {
    const [plain, pairs] = [await explained('xgboost'), await explained('xgboost', '--interactions')]
    expect(pairs.lines[0]).toHaveLength(6 + 15 + 1)
    expect(pairs.lines[0]![6]).toBe('f0 × f1')
    for (const [row, line] of pairs.lines.slice(1).entries()) expect(Math.abs(sum(line) - sum(plain.lines[row + 1]!))).toBeLessThan(1e-12)
  })

  test.each([
    ['xgboost', null, false],
    ['shap-xgboost-background', 'background.csv', true]
  ] as const)('features of a group enter and leave together: %s, background %s, probability %s', async (name, file, probability) => {
    const options = [...(file === null ? [] : ['--background', file]), ...(probability ? ['--probability'] : [])]
    const { of, outcome, lines } = await explained(name, ...options, '--group', 'two of them=f3,f1')
    const ensemble = readModel(new TextEncoder().encode(of.model), 'model').predictor as TreeEnsemble
    const features = of.rows[0]!.map((_, j) => j)
    const players = features.map((j) => (j === 3 ? 1 : j)).filter((j, at, all) => all.indexOf(j) === at)
    expect(lines[0]).toEqual([...players.map((j) => (j === 1 ? 'two of them' : `f${j}`)), 'bias'])
    expect(outcome.residual).toBeLessThan(outcome.tolerance)
    const playerOf = Int32Array.from(features, (j) => players.indexOf(j === 3 ? 1 : j))
    const held = features.map((j) => Float64Array.from(of.background ?? [], (row) => row[j] ?? NaN))
    for (const [row, cells] of of.rows.slice(0, 4).entries()) {
      const cell = (j: number): number => cells[j] ?? NaN
      const respond = (margin: number): number => (probability ? 1 / (1 + Math.exp(-margin)) : margin)
      const game: Game =
        file === null ? pathGame(ensemble, playerOf, cell) : backgroundGame(ensemble, playerOf, cell, held, of.background!.length, respond)
      for (const [j, value] of shapley(game, players.length).entries())
        expect(Math.abs(Number(lines[row + 1]![j]) - value), `row ${row}, ${lines[0]![j]}`).toBeLessThan(1e-9)
    }
    const summed = of.contributions?.map((values, row) => Math.abs(values[1]! + values[3]! - Number(lines[row + 1]![1])))
    if (summed !== undefined) expect(Math.max(...summed)).toBeGreaterThan(1e-3)
  })

  test('Parquet holds the very same numbers', async () => {
    const { folder, assay } = project('xgboost')
    for (const out of ['out.csv', 'out.parquet']) await assay('explain', '--model', 'model', '--data', 'rows.csv', '--out', out)
    const again = await assay('--json', 'import', 'out.parquet')
    expect(again.status).toBe(0)
    const { manifest } = JSON.parse(again.out) as {
      manifest: { rows: number; columns: { name: string; type: string; min: number | string | null }[] }
    }
    expect(manifest.rows).toBe(12)
    const table = readFileSync(join(folder, 'out.csv'), 'utf8')
      .trimEnd()
      .split('\r\n')
      .map((line) => line.split(','))
    expect(manifest.columns.map(({ name }) => name)).toEqual(table[0])
    const bytes = readFileSync(join(folder, 'out.parquet'))
    for (const line of table.slice(1))
      for (const cell of line) {
        const double = Buffer.alloc(8)
        double.writeDoubleLE(Number(cell))
        expect(bytes.includes(double)).toBe(true)
      }
  })

  test('what is read is never written over', async () => {
    const { folder, assay } = project('shap-xgboost-background')
    const before = readFileSync(join(folder, 'rows.csv'), 'utf8')
    symlinkSync(join(folder, 'rows.csv'), join(folder, 'same.csv'))
    for (const out of ['rows.csv', './rows.csv', 'same.csv', 'background.csv']) {
      const { status, out: said } = await assay(
        '--json',
        'explain',
        '--model',
        'model',
        '--data',
        'rows.csv',
        '--background',
        'background.csv',
        '--out',
        out
      )
      expect([status, said]).toEqual([3, expect.stringContaining('explain/over-input')])
    }
    expect(readFileSync(join(folder, 'rows.csv'), 'utf8')).toBe(before)
  })

  test('what cannot be explained is said in a sentence, and nothing is written', async () => {
    const { folder, assay } = project('xgboost-classes')
    const ask = (...options: string[]): Promise<Ran> => assay('--json', 'explain', '--model', 'model', '--data', 'rows.csv', ...options)
    const codes: string[] = []
    for (const options of [
      ['--out', 'out.txt'],
      ['--out', 'out.csv'],
      ['--out', 'out.csv', '--class', 'nobody'],
      ['--out', 'out.csv', '--class', '1', '--probability']
    ]) {
      const { status, out } = await ask(...options)
      expect(status).toBe(3)
      codes.push((JSON.parse(out) as { error: { code: string } }).error.code)
    }
    expect(codes).toEqual(['explain/file-type', 'explain/output-needed', 'explain/unknown-output', 'explain/probability-needs-background'])
    expect(readdirSync(folder).filter((name) => name.startsWith('out'))).toEqual([])
  })

  test.each(['out.csv', 'out.parquet'])('a cancel between two blocks of rows leaves no %s, nor anything else of it', async (out) => {
    const folder = temporaryFolder()
    copyFileSync(join(root, 'test/fixtures/models/linear/logistic.json'), join(folder, 'model'))
    writeFileSync(join(folder, 'many.csv'), `income,debt\n${'1.5,2\n3,0.25\n'.repeat(ROWS / 2)}`)
    const before = readdirSync(folder)
    const assay = createAssay({ root, keysFolder: join(folder, 'keys'), memoryBytes: 1 << 30, threads: 2 })
    const order = {
      ...{
        model: join(folder, 'model'),
        data: [join(folder, 'many.csv')],
        reading: {},
        out: join(folder, out),
        background: null,
        output: null
      },
      ...({
        interactions: false,
        probability: false,
        correlated: false,
        match: 'name',
        groups: {},
        categories: {},
        errors: false
      } as const),
      ...{ evaluations: 1, backgroundRows: 1, seed: null }
    }
    const controller = new AbortController()
    const told: (number | undefined)[] = []
    const progress = ({ phase, rows, of: all }: Progress): void => {
      if (phase !== 'Explaining') return
      expect(all).toBe(ROWS)
      told.push(rows)
      controller.abort()
    }
    const job = { name: 'The explanation', signal: controller.signal, progress }
    await expect(assay.explain(join(folder, 'project'), order, job)).rejects.toMatchObject({ code: 'internal/cancelled' })
    expect(told).toEqual([65_536])
    expect(readdirSync(folder).filter((name) => !before.includes(name) && name !== 'project')).toEqual([])
  })
})
