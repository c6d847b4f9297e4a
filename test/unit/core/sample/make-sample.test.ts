import { createHash } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { describe, expect, it } from 'vitest'
import { parsePlan } from '../../../../src/main/core/plan/parse-plan'
import { dateOf, dayOf } from '../../../../src/shared/calendar'
import { drawsFrom } from '../../../../src/main/core/sample/draws'
import { makeSample, SAMPLE_SEED } from '../../../../src/main/core/sample/make-sample'
import { SAMPLE_TRUTH } from '../../../../src/main/core/sample/truth'

/** Written down when the generator was made; a change means that README.md's figures must be counted again. */
const DIGESTS = {
  'reference.csv': 'fdba63edac44610faf9b83e66f3a98b19f155e81921446a70e54d6469df7f32b',
  'current.csv': '8e5b6e578d561cfe189d0050f882b86eafd73906750e046ed75bafc23aa6044e'
}

const sha256 = (bytes: Uint8Array) => createHash('sha256').update(bytes).digest('hex')
const sample = makeSample()
const [reference, current] = sample.files.map(({ bytes }) => records(new TextDecoder().decode(bytes)))

type Row = Record<string, string>

/** A reader of RFC 4180 of the test's own. */
function records(text: string): Row[] {
  const cells: string[][] = [[]]
  for (const [, quoted, plain, end] of text.matchAll(/(?:"((?:[^"]|"")*)"|([^",\n]*))(,|\n)/g)) {
    cells.at(-1)!.push(quoted === undefined ? plain! : quoted.replaceAll('""', '"'))
    if (end === '\n') cells.push([])
  }
  cells.pop()
  const [header, ...rows] = cells
  return rows.map((row) => {
    expect(row.length).toBe(header!.length)
    return Object.fromEntries(header!.map((name, i) => [name, row[i]!]))
  })
}

const approved = (row: Row) => row['decision'] === 'approved'
const share = (rows: Row[], of: (row: Row) => boolean) => rows.filter(of).length / rows.length
const approvalOf = (rows: Row[], column: string, value: string) =>
  share(
    rows.filter((row) => row[column] === value),
    approved
  )
const logit = (p: number) => Math.log(p / (1 - p))

describe('the sample', () => {
  it('has the same bytes for the same seed, and others for another', () => {
    expect(Object.fromEntries(sample.files.map(({ name, bytes }) => [name, sha256(bytes)]))).toEqual(DIGESTS)
    expect(sha256(makeSample(SAMPLE_SEED + 1).files[0]!.bytes)).not.toBe(DIGESTS['reference.csv'])
  })

  it('has the rows, persons and dates that are declared', () => {
    for (const [part, rows] of [
      ['reference', reference!],
      ['current', current!]
    ] as const) {
      expect(rows.length).toBe(SAMPLE_TRUTH.rows[part])
      expect(new Set(rows.map((row) => row['application_id'])).size).toBe(rows.length)
      expect(1 - new Set(rows.map((row) => row['applicant_id'])).size / rows.length).toBeCloseTo(SAMPLE_TRUTH.repeatedApplicants, 2)
      const dates = rows.map((row) => row['applied_on']!)
      expect(dates).toEqual([...dates].sort())
    }
    expect([reference![0]!['applied_on'], reference!.at(-1)!['applied_on']]).toEqual(['2025-01-01', '2025-12-31'])
    expect([current![0]!['applied_on'], current!.at(-1)!['applied_on']]).toEqual(['2026-01-01', '2026-09-30'])
  })

  it('lets the decision follow the score, but for the declared share reversed by hand', () => {
    const rows = [...reference!, ...current!]
    expect(share(rows, (row) => approved(row) !== Number(row['score']) >= SAMPLE_TRUTH.approveFrom)).toBeCloseTo(SAMPLE_TRUTH.overrides, 2)
  })

  it('knows repayment only where approved and mature, save for early defaults', () => {
    const cut = dateOf(dayOf(SAMPLE_TRUTH.outcome.asOf) - SAMPLE_TRUTH.outcome.maturityDays)
    for (const row of [...reference!, ...current!]) {
      const possible = !approved(row) ? [''] : row['applied_on']! <= cut ? ['yes', 'no'] : ['', 'no']
      if (!possible.includes(row['repaid']!)) expect.fail(JSON.stringify(row))
    }
    expect(current!.filter((row) => row['applied_on']! > cut && row['repaid'] === 'no').length).toBe(101)
  })

  it('carries the penalty in the score and not in repayment', () => {
    const rows = [...reference!, ...current!].filter((row) => Number(row['debt_ratio']) < 0.5 && row['delinquencies'] === '0')
    const meanLogit = (race: string) => {
      const scores = rows.filter((row) => row['race'] === race).map((row) => logit(Number(row['score'])))
      return scores.reduce((sum, x) => sum + x, 0) / scores.length
    }
    const income = SAMPLE_TRUTH.logIncome.Black * (0.45 / 0.5)
    expect(meanLogit('Black') - meanLogit('White')).toBeCloseTo(income - SAMPLE_TRUTH.scorePenalty.Black, 1)
  })

  it('gives one clear failure, one group too small to tell, and passes', () => {
    const ratio = (race: string) => approvalOf(current!, 'race', race) / approvalOf(current!, 'race', 'White')
    expect(ratio('Black')).toBeCloseTo(0.681, 3)
    expect(ratio('Native American')).toBeCloseTo(0.771, 3)
    expect(ratio('Hispanic')).toBeCloseTo(0.948, 3)
    expect(ratio('Asian')).toBeCloseTo(1.025, 3)
    expect(approvalOf(current!, 'sex', 'Female') / approvalOf(current!, 'sex', 'Male')).toBeCloseTo(0.995, 3)
  })

  it('drifts: lower incomes, other channels, a new one whose loans are repaid less often', () => {
    const incomes = (rows: Row[]) =>
      rows
        .map((row) => row['income']!)
        .filter((text) => text !== '')
        .map(Number)
    const meanLog = (values: number[]) => values.reduce((sum, x) => sum + Math.log(x), 0) / values.length
    expect(meanLog(incomes(current!)) - meanLog(incomes(reference!))).toBeCloseTo(SAMPLE_TRUTH.drift.logIncome, 1)
    expect(share(reference!, (row) => row['channel'] === 'partner')).toBe(0)
    expect(share(current!, (row) => row['channel'] === 'partner')).toBeCloseTo(0.06, 2)
    const repaid = (channel: string) =>
      share(
        current!.filter((row) => row['repaid'] !== '' && row['channel'] === channel),
        (row) => row['repaid'] === 'yes'
      )
    expect(repaid('branch') - repaid('partner')).toBeGreaterThan(0.08)
  })

  it('has cells that need quotes, and blanks', () => {
    const text = new TextDecoder().decode(sample.files[1]!.bytes)
    expect(text).toContain('"Furniture, ""white goods"""')
    expect(text).toContain('"Capital, inner"')
    for (const column of ['sex', 'race', 'income', 'employment_years', 'purpose', 'repaid'])
      expect(share(current!, (row) => row[column] === '')).toBeGreaterThan(0)
  })

  it('has a plan that the schema accepts and whose columns the files have', () => {
    const plan = parsePlan(readFileSync('resources/sample/plan.yaml'), 'plan.yaml')
    expect(Object.keys(plan.columns)).toEqual(Object.keys(current![0]!))
    expect(plan.criteria.filter(({ primary }) => primary).length).toBe(4)
    expect(plan.labels).toEqual({ time: 'applied_on', maturity_days: SAMPLE_TRUTH.outcome.maturityDays, as_of: SAMPLE_TRUTH.outcome.asOf })
  })
})

describe('its parts', () => {
  it('counts days as the calendar does', () => {
    for (const date of [
      '1600-02-29',
      '1969-12-31',
      '1970-01-01',
      '1999-12-31',
      '2000-02-29',
      '2024-02-29',
      '2025-01-01',
      '2026-09-30',
      '2100-03-01'
    ]) {
      expect(dayOf(date)).toBe(Date.parse(date) / 86_400_000)
      expect(dateOf(dayOf(date))).toBe(date)
    }
  })

  it('draws uniform and normal numbers', () => {
    const draws = drawsFrom(7)
    const n = 20_000
    const normals = Array.from({ length: n }, () => draws.normal())
    const mean = normals.reduce((sum, x) => sum + x, 0) / n
    const variance = normals.reduce((sum, x) => sum + (x - mean) * (x - mean), 0) / n
    expect(Math.abs(mean)).toBeLessThan(4 / Math.sqrt(n))
    expect(Math.abs(variance - 1)).toBeLessThan(4 * Math.sqrt(2 / n))
    expect(normals.filter((x) => Math.abs(x) > 1.959964).length / n).toBeCloseTo(0.05, 2)
    const counts = [0, 0, 0]
    for (let i = 0; i < n; i++)
      counts[
        draws.pick([
          [0, 0.5],
          [1, 0.3],
          [2, 0.2]
        ] as const)
      ]!++
    expect(counts.map((count) => Math.round((count / n) * 20) / 20)).toEqual([0.5, 0.3, 0.2])
  })
})
