import { copyFileSync, existsSync, readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import type { Measure } from '../../src/shared/model/measure'
import type { Exhibit } from '../../src/shared/model/exhibit'
import type { ExplainOutcome } from '../../src/main/services/explain-model'
import { cliIn, root, temporaryFolder } from '../support/cli'

type Case = { rows: number[][]; background: number[][]; probability: number[]; values: number[][]; base: number }

const fixtures = join(root, 'test/fixtures/explain/asked')
const csv = (rows: readonly (readonly (number | string)[])[]): string =>
  [rows[0]!.map((_, j) => `f${j}`), ...rows].map((row) => row.join(',')).join('\n')

function project(name: 'small' | 'wide') {
  const folder = temporaryFolder()
  const one = JSON.parse(readFileSync(join(fixtures, `${name}.json`), 'utf8')) as Case
  copyFileSync(join(fixtures, `${name}.onnx`), join(folder, 'model.onnx'))
  writeFileSync(join(folder, 'rows.csv'), csv(one.rows))
  writeFileSync(join(folder, 'background.csv'), csv(one.background))
  return { folder, one, assay: cliIn(folder) }
}

async function explained(name: 'small' | 'wide', ...options: string[]) {
  const { folder, one, assay } = project(name)
  const asked = ['--background', 'background.csv', '--class', '1', '--match', 'order', ...options]
  const ran = await assay('--json', 'explain', '--model', 'model.onnx', '--data', 'rows.csv', '--out', 'out.csv', ...asked)
  expect(ran.err).toBe('')
  const [header, ...lines] = readFileSync(join(folder, 'out.csv'), 'utf8')
    .trimEnd()
    .split('\r\n')
    .map((line) => line.split(','))
  return { one, ran, header: header!, cells: lines.map((line) => line.map(Number)), outcome: JSON.parse(ran.out) as ExplainOutcome }
}

describe('a neural network, asked again and again', () => {
  test('gives shap’s KernelExplainer’s values: every coalition of its features', async () => {
    const { one, ran, cells, outcome } = await explained('small')
    expect(ran.status).toBe(0)
    expect(outcome.asked).toMatchObject({ largestError: 0, backgroundRows: 12, seed: outcome.model.sha256 })
    expect(Math.abs(outcome.bias - one.base)).toBeLessThan(1e-6)
    for (const [row, values] of one.values.entries())
      for (const [j, value] of values.entries()) expect(Math.abs(cells[row]![j]! - value)).toBeLessThan(2e-6)
  })

  test('with more features, those of shap’s exact explainer within the standard errors that are told', async () => {
    const { one, ran, header, cells, outcome } = await explained('wide', '--errors', '--evaluations', '20000', '--seed', 'one')
    expect(ran.status).toBe(0)
    expect(header.slice(14, 16)).toEqual(['X[0] (standard error)', 'X[1] (standard error)'])
    expect(header.at(-1)).toBe('bias')
    expect(outcome.asked).toMatchObject({ evaluations: 20_000, seed: 'one' })
    const [apart, errors] = [[] as number[], [] as number[]]
    for (const [row, values] of one.values.entries()) {
      const sum = cells[row]!.slice(0, 14).reduce((total, cell) => total + cell, outcome.bias)
      expect(Math.abs(sum - one.probability[row]!)).toBeLessThan(4e-6)
      for (const [j, value] of values.entries()) {
        apart.push(Math.abs(cells[row]![j]! - value))
        errors.push(cells[row]![14 + j]!)
      }
    }
    expect(Math.max(...errors)).toBe(outcome.asked!.largestError)
    expect(outcome.asked!.largestError).toBeGreaterThan(0)
    expect(Math.max(...apart.map((off, i) => off / (errors[i]! + 1e-7)))).toBeLessThan(4.5)
    const squares = apart.reduce((total, off, i) => total + (off / (errors[i]! + 1e-7)) ** 2, 0) / apart.length
    expect(squares).toBeLessThan(1.8)
  })

  test('needs rows to take values from, and says so', async () => {
    const { folder, assay } = project('small')
    const ran = await assay(
      '--json',
      'explain',
      '--model',
      'model.onnx',
      '--data',
      'rows.csv',
      '--out',
      'out.csv',
      '--class',
      '1',
      '--match',
      'order'
    )
    expect(ran.status).toBe(3)
    expect(JSON.parse(ran.out)).toMatchObject({ error: { code: 'explain/no-formula', message: expect.stringContaining('--background') } })
    expect(existsSync(join(folder, 'out.csv'))).toBe(false)
  })
})

const PLAN = `schema: 1
title: A network and its log
subject: { model: Network, version: "1" }
use: { purpose: Decides about made-up applications }
inference: { kind: census }
inputs:
  - files: [log.csv]
columns:
  f0: feature
  f1: feature
  f2: feature
  f3: feature
  label: { role: label, favourable: [1] }
  score: { role: score, of: favourable }
models:
  - { name: network, file: model.onnx, match: order, output: "1" }
assessments:
  explanation: { rows: 100, background: { rows: 10 }, repeats: 3, effects: { features: 1, grid: 5 } }
`

/** A log of made-up rows with the network's own scores of the fixture's rows. */
function audited() {
  const { folder, one, assay } = project('small')
  const rows = Array.from({ length: 120 }, (_, i) => one.rows[i % 4]!.map((x, j) => (i < 4 ? x : one.background[(i * (j + 3)) % 12]![j]!)))
  const lines = rows.map((row, i) => [...row, i % 2, i < 4 ? one.probability[i]! : ''].join(','))
  writeFileSync(join(folder, 'log.csv'), `f0,f1,f2,f3,label,score\n${lines.join('\n')}\n`)
  writeFileSync(join(folder, 'plan.yaml'), PLAN)
  const report = (): string => {
    const reports = join(folder, 'assay-project/reports')
    return join(reports, readdirSync(reports)[0]!)
  }
  return { folder, assay, report }
}

type Report = { predicate: { measures: Measure[]; exhibits: Exhibit[]; findings: { title: string }[] } }

describe('a plan that names one', () => {
  test('has contributions and permutation importances, is re-performed identically, and refuses an edited model', async () => {
    const { folder, assay, report } = audited()
    const ran = await assay('audit', 'plan.yaml', '--at', '2026-11-01T12:00:00Z')
    expect(ran.err).toBe('')
    const { measures, exhibits, findings } = (JSON.parse(readFileSync(join(report(), 'report.json'), 'utf8')) as Report).predicate
    const of = (metric: string): Measure[] => measures.filter((one) => one.metric === metric)
    expect(of('scores_reproduced')[0]).toMatchObject({ estimate: 1, n: { group: 4 } })
    expect(of('permutation_importance')).toHaveLength(4)
    expect(of('mean_absolute_contribution').filter(({ estimate }) => estimate! > 0.05)).toHaveLength(4)
    expect(findings.map(({ title }) => title)).not.toContain('Contributions do not add up to the scores')
    expect(JSON.stringify(exhibits)).toContain('exact, over all coalitions of the features; interventional')

    const again = await assay('--json', 'reperform', join(report(), 'report.json'), 'log.csv', 'model.onnx')
    expect(again.err).toBe('')
    expect(JSON.parse(again.out)).toMatchObject({ code: 'identical', differences: [] })

    const bytes = readFileSync(join(folder, 'model.onnx'))
    const at = bytes.length >> 1
    bytes[at] = bytes[at]! ^ 1
    writeFileSync(join(folder, 'model.onnx'), bytes)
    const edited = await assay('--json', 'reperform', join(report(), 'report.json'), 'log.csv', 'model.onnx')
    expect(edited.status).toBe(3)
    expect(JSON.parse(edited.out)).toMatchObject({ error: { code: 'report/input-missing' } })
  })

  test.each([
    ['a pickle', '\x80\x04\x95', 'model/pickle'],
    ['deep nesting', `{"learner":${'['.repeat(100_000)}`, 'model/damaged'],
    ['an empty file', '', 'model/empty']
  ])('hostile: %s ends in its named error', async (_, bytes, code) => {
    const { folder, assay } = audited()
    writeFileSync(join(folder, 'model.onnx'), Buffer.from(bytes, 'latin1'))
    const ran = await assay('--json', 'audit', 'plan.yaml')
    expect(ran.status).toBe(3)
    expect(JSON.parse(ran.out)).toMatchObject({ error: { code } })
    expect(existsSync(join(folder, 'assay-project/reports')) ? readdirSync(join(folder, 'assay-project/reports')) : []).toEqual([])
  })
})
