import { mkdtempSync, readFileSync, renameSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import type { ExploreQuestion } from '../../src/shared/model/explore'
import type { Measure } from '../../src/shared/model/measure'
import type { ReportStatement } from '../../src/shared/model/report'
import { engineIn, finished, type Client } from '../support/engine'

let client: Client
let folder: string
let report: string

beforeAll(async () => {
  client = (await engineIn(mkdtempSync(join(tmpdir(), 'assay-explore-')))).client
  folder = (await finished(client.projects.sample())).result.folder
  report = (await client.projects.state({ folder })).reports[0]!.digest
})

const question = (patch: Partial<ExploreQuestion> = {}): ExploreQuestion => ({
  over: ['race'],
  reference: {},
  metrics: ['selection_rate', 'selection_rate_ratio', 'ppv'],
  threshold: null,
  side: 'at_least',
  settled: true,
  ...patch
})

const looks = async (): Promise<number> =>
  (await client.projects.state({ folder })).ledger.filter(({ type }) => type === 'data-explored').length

describe('exploring the sample', () => {
  test('needs the report and its data, not the plan’s file', async () => {
    const { datasets } = await client.projects.state({ folder })
    const files = [join(folder, 'plan.yaml'), ...datasets.map(({ dataset }) => join(folder, 'data', `${dataset}.duckdb`))]
    for (const file of files) renameSync(file, `${file}.away`)
    const open = () => finished(client.explore.open({ folder, report }))
    await expect(open()).rejects.toMatchObject({ code: 'project/no-dataset' })
    for (const file of files.slice(1)) renameSync(`${file}.away`, file)
    expect((await open()).result.overview.rows).toBeGreaterThan(0)
    renameSync(`${files[0]}.away`, files[0]!)
    await expect(finished(client.explore.open({ folder, report: '0'.repeat(64) }))).rejects.toMatchObject({ code: 'project/no-report' })
  })

  test('decisions as they were taken have the numbers of the report', async () => {
    const { result } = await finished(client.explore.open({ folder, report }))
    const { bytes } = await client.report.open({ folder, report })
    const printed = new Map(
      (JSON.parse(new TextDecoder().decode(bytes)) as ReportStatement).predicate.measures.map((measure) => [measure.id, measure])
    )
    for (const over of [['race'], ['sex', 'race'], ['age']]) {
      const { measures } = await client.explore.answer({ exploration: result.exploration, question: question({ over }) })
      expect(measures.length).toBeGreaterThan(5)
      for (const measure of measures) expect(measure).toEqual(printed.get(measure.id) as Measure)
    }
  })

  test('the ledger remembers that the data were looked at, once', async () => {
    await finished(client.explore.open({ folder, report }))
    await finished(client.explore.open({ folder, report }))
    expect(await looks()).toBe(1)
  })

  test('a threshold is answered, drawn and counted; labels of this log follow the decision', async () => {
    const { exploration, overview } = (await finished(client.explore.open({ folder, report }))).result
    expect(overview).toMatchObject({ decided: 'column', labels: 'follow-the-decision', crossings: [['sex', 'race']], liveIntervals: false })
    const at = overview.score!.operating!.threshold
    const { measures, pending, confusion } = await client.explore.answer({
      exploration,
      question: question({ threshold: at, settled: false })
    })
    expect(measures.find(({ metric }) => metric === 'ppv')?.status).toEqual({ code: 'undefined', reason: 'labels-follow-the-decision' })
    expect(pending.length).toBeGreaterThan(0)
    expect(confusion[0]?.rows).toBe(overview.rows)
    const { lines, thresholds } = await client.explore.lines({
      exploration,
      question: { over: ['race'], reference: {}, metric: 'selection_rate', side: 'at_least' }
    })
    expect(thresholds.length).toBeGreaterThan(50)
    expect(lines.length).toBeGreaterThan(2)
    const { groups } = await client.explore.scores({ exploration, over: ['sex'] })
    expect(groups.reduce((sum, { rows }) => sum + rows!.reduce((a, b) => a + b, 0), 0)).toBe(overview.rows - overview.score!.missing)
  })

  test('an exploration that is not held says so', async () => {
    await expect(client.explore.answer({ exploration: '0'.repeat(64), question: question() })).rejects.toMatchObject({
      code: 'project/exploration-closed'
    })
  })
})

describe('profiles of the sample', () => {
  test('every column, figures only, kept beside the dataset', async () => {
    const { dataset, rows } = (await client.projects.state({ folder })).datasets[0]!
    const { result, phases } = await finished(client.profile.columns({ folder, dataset }))
    expect(phases).toContain('Profiling columns')
    const shapes = Object.fromEntries(result.columns.map(({ name, shape }) => [name, shape]))
    expect(shapes['application_id']).toEqual({ kind: 'withheld', reason: 'identifier' })
    expect(shapes['score']).toMatchObject({ kind: 'numbers', unit: 'number' })
    const sex = shapes['sex']
    if (sex?.kind !== 'categories') throw new Error('no categories')
    const missing = result.columns.find(({ name }) => name === 'sex')!.missing
    expect(sex.top.reduce((sum, one) => sum + one.rows, missing)).toBe(rows)
    const kept = JSON.parse(readFileSync(join(folder, 'data', `${dataset}.profile.json`), 'utf8')) as unknown
    expect(kept).toEqual(result)
    expect((await finished(client.profile.columns({ folder, dataset }))).result).toEqual(result)
  })
})
