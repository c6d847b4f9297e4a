import { readdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Finding } from '../../src/shared/model/finding'
import type { Measure } from '../../src/shared/model/measure'
import { cliIn, temporaryFolder } from '../support/cli'

const ROWS = 240
const BASE = -0.5

type Row = { sex: string; income: number; phi: [number, number]; score: number; decision: string }

/** Scores are logistics of base and two contributions; women have the lower incomes. */
const rows = Array.from({ length: ROWS }, (_, i): Row => {
  const sex = i % 2 === 0 ? 'women' : 'men'
  const income = 20 + ((i * 7) % 40) + (sex === 'men' ? 10 : 0)
  const phi: [number, number] = [(income - 45) / 10, ((i * 13) % 11) / 10 - 0.5]
  const score = 1 / (1 + Math.exp(-(BASE + phi[0] + phi[1])))
  return { sex, income, phi, score, decision: score > 0.4 ? 'yes' : 'no' }
})

const planOf = (explanation: string): string => `schema: 1
title: A log with its contributions
subject: { model: Vendor score, version: "1" }
use: { purpose: Decides about made-up applications }
inference: { kind: process }
inputs:
  - files: [log.csv]
columns:
  sex: protected
  income: feature
  score: { role: score, of: favourable }
  decision: { role: decision, favourable: [yes] }
assessments:
  explanation: { rows: 240, ${explanation} }
`

type Report = { measures: Measure[]; findings: Finding[]; exhibits: { id: string; kind: string }[] }

async function audit(explanation: string): Promise<{ err: string; status: number | null; report: Report | null }> {
  const folder = temporaryFolder()
  const lines = rows.map(({ sex, income, phi, score, decision }) => [sex, income, ...phi, score, decision].join(','))
  writeFileSync(join(folder, 'log.csv'), `sex,income,phi_income,phi_debt,score,decision\n${lines.join('\n')}\n`)
  writeFileSync(join(folder, 'plan.yaml'), planOf(explanation))
  const { status, err } = await cliIn(folder)('audit', 'plan.yaml', '--at', '2026-11-01T12:00:00Z')
  if (status === 3) return { err, status, report: null }
  const reports = join(folder, 'assay-project/reports')
  const [name] = readdirSync(reports)
  return { err, status, report: (JSON.parse(readFileSync(join(reports, name!, 'report.json'), 'utf8')) as { predicate: Report }).predicate }
}

const COLUMNS = 'columns: { income: phi_income, debt: phi_debt }'
const REASONS = 'reasons: { income: Income too low, debt: Too much debt }'

describe('a log with contributions and no model', () => {
  it('is explained from them: importance, the gap between groups, reasons, and whether they add up', async () => {
    const { err, report } = await audit(`attributions: { ${COLUMNS}, base: ${BASE}, link: logit }, ${REASONS}, cases: [{ row: 3 }]`)
    expect(err).toBe('')
    const of = (metric: string, feature?: string): Measure =>
      report!.measures.find((one) => one.metric === metric && (feature === undefined || one.at.feature === feature))!
    const mean = (values: readonly number[]): number => values.reduce((sum, value) => sum + value, 0) / values.length
    expect(of('mean_absolute_contribution', 'income').estimate).toBeCloseTo(mean(rows.map(({ phi }) => Math.abs(phi[0]))), 10)
    expect(of('additivity_residual').estimate).toBeLessThan(1e-9)
    const gap = (value: (row: Row) => number): number =>
      Math.abs(mean(rows.filter(({ sex }) => sex === 'women').map(value)) - mean(rows.filter(({ sex }) => sex === 'men').map(value)))
    expect(Math.abs(of('margin_gap').estimate!)).toBeCloseTo(
      gap(({ phi }) => phi[0] + phi[1]),
      9
    )
    expect(Math.abs(of('margin_gap_contribution', 'income').estimate!)).toBeCloseTo(
      gap(({ phi }) => phi[0]),
      9
    )
    expect(of('reason_coverage').estimate).toBe(1)
    const metrics = new Set(report!.measures.map(({ metric }) => metric))
    for (const left of ['permutation_importance', 'contribution_error', 'first_reason_changes', 'joint_proxy_auc'])
      expect(metrics).not.toContain(left)
    expect(report!.exhibits.map(({ kind }) => kind)).toEqual(expect.arrayContaining(['swarm', 'waterfall', 'table']))
    expect(report!.findings.map(({ title }) => title)).not.toContain('Contributions do not add up to the scores')
  })

  it('and its cohorts are compared: shares of contributions with limits, and how ranks move', async () => {
    const cohorts =
      'cohorts: [{ name: rich, where: { income: { at_least: 45 } } }, { name: poorer women, where: { sex: [women], income: { at_most: 44 } } }]'
    const { err, report } = await audit(`attributions: { ${COLUMNS}, base: ${BASE}, link: logit }, ${cohorts}`)
    expect(err).toBe('')
    const share = (isIn: (row: Row) => boolean): number => {
      const of = rows.filter(isIn)
      const [income, debt] = [0, 1].map((j) => of.reduce((sum, { phi }) => sum + Math.abs(phi[j]!), 0))
      return income! / (income! + debt!)
    }
    const [rich, poorer] = [share(({ income }) => income >= 45), share(({ sex, income }) => sex === 'women' && income <= 44)]
    const of = (metric: string, slice: string): Measure =>
      report!.measures.find((one) => one.metric === metric && one.at.feature === 'income' && one.at.slice === slice)!
    expect(of('cohort_contribution_share', 'rich').estimate).toBeCloseTo(rich, 10)
    expect(of('cohort_contribution_share', 'poorer women').estimate).toBeCloseTo(poorer, 10)
    const difference = of('cohort_share_difference', 'poorer women')
    expect(difference.estimate).toBeCloseTo(poorer - rich, 10)
    expect(difference.interval!.low).toBeLessThan(difference.estimate!)
    expect(report!.exhibits.some(({ id }) => id.includes('cohorts'))).toBe(true)
    const words = await audit(
      `attributions: { ${COLUMNS} }, cohorts: [{ name: a, where: { sex: { at_least: 1 } } }, { name: b, where: {} }]`
    )
    expect(words).toMatchObject({ status: 3, err: expect.stringContaining('sex') })
  })

  it('that do not add up to the scores has a finding', async () => {
    const { report } = await audit(`attributions: { ${COLUMNS}, base: 0.25, link: logit }`)
    const found = report!.findings.find(({ title }) => title === 'Contributions do not add up to the scores')
    expect(found).toMatchObject({ severity: 'high', condition: expect.stringContaining('0.75') })
  })

  it('is not asked what only a model can answer', async () => {
    const asked = await audit(`attributions: { ${COLUMNS} }, directions: { income: increasing }`)
    expect(asked).toMatchObject({ status: 3, err: expect.stringContaining('declared directions') })
    const unknown = await audit('attributions: { columns: { income: phi_incom } }')
    expect(unknown).toMatchObject({ status: 3, err: expect.stringContaining('phi_incom') })
  })
})
